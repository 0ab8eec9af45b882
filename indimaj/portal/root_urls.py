"""Addresses without a language: the QR check, health, the service worker."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
