"""The page that describes the API, drawn here: no script of anybody else."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indimaj.applications import catalogue

from .. import api_schema, policy
from ..api import api


@require_safe
def service(request: HttpRequest) -> HttpResponse:
    """Each operation, an example, and every fact."""
    schema = api.get_openapi_schema()
    operations = [
        {"method": method.upper(), "path": path, "code": about["operationId"]}
        for path, methods in schema["paths"].items()
        for method, about in methods.items()
    ]
    facts = [
        api_schema.fact(policy.pack(), spec, catalogue.reader()) for spec in policy.pack().facts.values()
    ]
    example = json.dumps(api_schema.example(), indent=2)
    return render(
        request, "portal/service.html", {"operations": operations, "facts": facts, "example": example}
    )
