"""The directory room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "indimaj.directory"
    label = "directory"
