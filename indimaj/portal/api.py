"""The public API, version 1: the rules as a service, read by the same engine as every page."""

import json
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from indimaj import law, policies
from indimaj.law import words
from indimaj.law.explain import in_words

from . import api_schema, moment
from .policy import pack

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
KEYS = {"policy", "campaign", "on", "facts", "lang"}
Language = Literal["ar", "fr", "en"]

api = NinjaAPI(
    title="Indimaj",
    version="1",
    description="Read the rules, and assess a situation under the rule of any day. Nothing that is sent is kept.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)


class Refused(Exception):
    """A request that cannot be answered; names the fact or the key that is wrong."""

    def __init__(self, code: str, message: str, *, fact: str | None = None, key: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.fact, self.key = code, message, fact, key


def _error(status: int, refused: Refused) -> JsonResponse:
    said = {"code": refused.code, "message": refused.message, "fact": refused.fact, "key": refused.key}
    return JsonResponse({"error": said}, status=status)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return _error(422, refused)


@api.exception_handler(ValidationError)
def _wrong_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    return _error(422, Refused("wrong_type", str(first["msg"]), key=str(first["loc"][-1])))


@api.post(
    "/assess",
    summary="Assess one situation under the rule of a day",
    operation_id="assess",
    openapi_extra=api_schema.assess(pack()),
)
def assess(request: HttpRequest) -> HttpResponse:
    """Findings with their trace, the proposal, what is missing, and the sources. An absent fact is unknown."""
    if request.content_type != "application/json":
        return _error(415, Refused("wrong_type", "Send application/json."))
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return _error(400, Refused("not_json", "The body is not JSON."))
    if not isinstance(sent, dict):
        raise Refused("wrong_type", "Send one object.")
    return JsonResponse(_assessed(sent), json_dumps_params={"ensure_ascii": False})


def _assessed(sent: dict[str, Any]) -> dict[str, Any]:
    for key in sorted(set(sent) - KEYS):
        raise Refused(
            "unknown_key", f"There is no key {key!r}; there are: {', '.join(sorted(KEYS))}.", key=key
        )
    chosen = _choice(sent, "policy", policies.codes(), pack().code)
    policy = policies.load(chosen)
    language = _choice(sent, "lang", law.LANGUAGES, "")
    campaign = _choice(sent, "campaign", tuple(policy.campaigns), "")
    if not isinstance(facts := sent.get("facts"), dict):
        raise Refused("wrong_type", "The key 'facts' is an object of facts and their values.", key="facts")
    day = _day(sent.get("on"))
    try:
        known = law.parse_facts(policy, facts)
    except law.FactError as error:
        raise Refused(error.code, words.error(error, language or "en"), fact=error.fact) from None
    found = law.decide(policy, known, on=day, campaign=campaign or None)
    answer = found.as_dict()
    cited = {source for finding in found.findings for source in finding.sources}
    answer["sources"] = [api_schema.source(policy, name) for name in sorted(cited)]
    if language:
        answer["words"] = in_words(policy, found, language, show_sealed=True)
    return answer


def _choice(sent: dict[str, Any], key: str, allowed: tuple[str, ...], otherwise: str) -> str:
    value = sent.get(key)
    if value is None:
        return otherwise
    if not isinstance(value, str) or value not in allowed:
        raise Refused("unknown_choice", f"{key}: write one of {', '.join(allowed)}.", key=key)
    return value


def _day(value: Any) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        raise Refused("impossible_date", "on: there is no such day.", key="on") from None
    if day is None:
        raise Refused("wrong_type", "on: write a day such as 2014-06-01.", key="on")
    return _in_range(day)


def _in_range(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused("out_of_range", f"on: a day from {FIRST_DAY} to {LAST_DAY}.", key="on")
    return day


@api.get(
    "/facts",
    summary="The facts that the rules may ask about",
    operation_id="facts",
    openapi_extra=api_schema.answers("A list of facts, each with its type, question, proofs and sources."),
)
def facts(request: HttpRequest, lang: Language = "en") -> HttpResponse:
    """Every fact with its type, choices, question, accepted proofs and their substitutes."""
    listed = [api_schema.fact(pack(), spec, lang) for spec in pack().facts.values()]
    return JsonResponse({"policy": pack().code, "facts": listed}, json_dumps_params={"ensure_ascii": False})


@api.get(
    "/rules",
    summary="The rule in force on a day",
    operation_id="rules",
    openapi_extra=api_schema.answers(
        "The rule as a document: versions, criteria, thresholds, sources, history."
    ),
)
def rules(request: HttpRequest, on: date | None = None, lang: Language = "en") -> HttpResponse:
    """The rule as people read law, as data."""
    document = law.explain(pack(), on=_in_range(on or moment.today()), lang=lang)
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})
