"""Addresses without a language: what a QR code holds."""

from django.urls import path

from .views import public

urlpatterns = [path("v/<str:token>", public.verify_short, name="verify_short")]
