"""Pages of the recognition room."""

from django.urls import URLPattern

app_name = "recognition"
urlpatterns: list[URLPattern] = []
