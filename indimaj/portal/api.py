"""The public API, version 1."""

from ninja import NinjaAPI

api = NinjaAPI(title="Indimaj", version="1", urls_namespace="api")
