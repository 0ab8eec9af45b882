"""Pages of the programmes room."""

from django.urls import URLPattern

app_name = "programmes"
urlpatterns: list[URLPattern] = []
