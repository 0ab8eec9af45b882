"""Every page of the house: who sees it and what it answers.

A row is one address with what it needs. Whoever is not named in a row of the desk gets the page of what does not exist.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, get_resolver

from indimaj.portal import policy
from indimaj.portal.person_forms import STEPS
from tests.applications.conftest import pdf
from tests.decisions.conftest import RESIDENT
from tests.house import (
    commitment_pages,
    consultation_pages,
    delivery_pages,
    dialogue_pages,
    measure_pages,
    report_pages,
    service_pages,
)
from tests.house.rows import (
    ACCOUNTS,
    DRAFT,
    HALF_WAY,
    LISTING,
    MEDICAL,
    MEMBER,
    OF_STATUS,
    OVERSIGHT,
    PERSON,
    PROVEN,
    REFUSED,
    SECURITY,
    STAFF,
    STRANGER,
    VISITOR,
    A,
    C,
    E,
    H,
    Page,
    S,
    check,
    decision,
    file,
    first_question,
    letter,
    piece,
    seen,
    sent,
    sitting,
    staff,
    thing,
    through_the_check,
    token,
    typed,
)
from tests.house.world import DEPOSIT

SUBMISSION = str(UUID(int=9))
STATED = {name: value for name, value in RESIDENT.items() if name != "residence_proven"}
NOT_WALKED: dict[str, str] = {}  # name of an address: why no row opens it


def public() -> Iterator[Page]:
    who = (VISITOR,)
    for name in (
        "home",
        "about",
        "privacy",
        "accessibility",
        "policy",
        "open_data",
        "each_side",
        "left",
        "check",
        "rule",
        "api",
        "apply",
        "start",
        "file",
    ):
        yield Page(f"portal:{name}", who)
    yield Page("portal:rule", who, query="?on=2015-11-01")
    yield Page("portal:rule", who, query="?on=2018-04-01")
    yield Page("portal:rule", who, 422, query="?on=yesterday")
    yield Page(
        "portal:verify",
        who,
        args=lambda world: [str(world.letter(world.files["plain"], "receipt").verification)],
        about="genuine",
    )
    yield Page("portal:verify", who, args=lambda world: ["nothing"], about="unknown")
    yield Page("verify_short", who, 302, args=lambda world: ["nothing"], fixed=True)
    yield Page("portal:leave", who, 302, post=sent())
    yield Page("portal:check", who, post=check(lambda: "{}"), about="first question")
    yield Page("portal:check", who, post=check(through_the_check, past="1"), about="unknown")
    yield Page("portal:check", who, about="met", post=check(lambda: through_the_check(**STATED), past="1"))
    yield Page("portal:check", who, 422, post=check(lambda: "{}", fact=first_question(), answer="0"))
    yield Page("portal:start", who, 422, post=sent(pin="1"))
    yield Page(
        "portal:start",
        who,
        about="slip",
        post=lambda world: {"office": world.home.code, "language": "fr", "pin": "246802", "again": "246802"},
    )
    yield Page("portal:file", who, 422, post=sent(reference="2014-ABCD-EFGH", code="x", pin="123456"))
    for name in ("tasks", "answers", "done", "documents", "withdraw", "pin"):
        yield Page(f"portal:{name}", who, 302, about="not opened")
    yield Page("applications:phone", who, args=token("phone"))
    yield Page("applications:phone", who, 404, args=lambda world: ["nothing"], about="no code")
    yield Page("applications:phone", who, 422, args=token("phone"), post=sent(kind="passport"))
    yield Page("design:gallery", who)
    yield from api()


def api() -> Iterator[Page]:
    who = (VISITOR,)
    yield Page("api:openapi-json", who, fixed=True)
    yield Page("api:facts", who, fixed=True)
    yield Page("api:rules", who, fixed=True)
    yield Page("api:assess", who, 405, fixed=True)
    yield Page("api:api-root", who, 404, fixed=True)


def own() -> Iterator[Page]:
    """The pages of a person: a draft, and a file of which the office asks something."""
    draft, person = (DRAFT,), (PERSON,)
    for name in ("tasks", "answers", "documents"):
        yield Page(f"portal:{name}", draft)
    for step in STEPS:
        yield Page("portal:person", draft, args=lambda world, step=step: [step], about=step)
    asked = [name for name, spec in policy.pack().facts.items() if spec.asked_of == "self"]
    for fact in asked:
        if fact not in ("birth", "sex", "nationality_status"):
            yield Page("portal:question", draft, args=lambda world, fact=fact: [fact], about=fact)
    for fact in ("every-file", "spouse", "in_morocco_since", "serious_illness"):
        yield Page("portal:proof", draft, args=lambda world, fact=fact: [fact], about=fact)
        yield Page("portal:impossible", draft, args=lambda world, fact=fact: [fact], about=fact)
    yield Page(
        "portal:question", draft, 422, args=lambda world: ["in_morocco_since"], post=sent(answer_year="1700")
    )
    yield Page(
        "portal:proof",
        draft,
        415,
        args=lambda world: ["spouse"],
        post=lambda world: {"kind": "marriage_record", "upload": pdf(data=b"plain words")},
    )
    yield Page("portal:answers", draft, 302, post=sent(submission=str(UUID(int=8))))
    for name in ("file", "done", "documents", "withdraw", "pin"):
        yield Page(f"portal:{name}", person)
    yield Page("portal:person", person, args=lambda world: ["contact"], about="correction")
    yield Page("portal:proof", person, args=lambda world: ["in_morocco_since"], about="asked")
    yield Page("portal:letter", person, args=lambda world: [world.letter(world.files[PERSON], "receipt").pk])
    yield Page(
        "portal:letter",
        person,
        404,
        args=lambda world: [world.letter(world.files["plain"], "receipt").pk],
        about="of somebody else",
    )
    yield Page("portal:complete", person, 302, post=sent())
    yield Page("portal:withdraw", person, 302, post=sent())
    yield Page("portal:pin", person, 422, post=sent(pin="1", again="2"))
    for name in ("file", "documents", "done"):
        yield Page(f"portal:{name}", (REFUSED,))
    yield Page("portal:proof", (REFUSED,), 403, args=lambda world: ["spouse"], about="closed")


def sign_in() -> Iterator[Page]:
    yield Page("account_login", (VISITOR,))
    yield Page("account_login", (VISITOR,), 422, post=sent(login="nobody", password="wrong"))
    yield Page("account_inactive", (VISITOR,))
    yield Page("account_logout", (C,))
    yield Page("account_change_password", (C,))
    yield Page("account_reauthenticate", (PROVEN,))
    yield Page("mfa_authenticate", (HALF_WAY,))
    yield Page("mfa_authenticate", (HALF_WAY,), 422, post=sent(code="000000"))
    yield Page("mfa_activate_totp", (C,), 302, about="asks for the password first")
    yield Page("mfa_index", (C, PROVEN))
    for name in ("reauthenticate", "deactivate_totp", "view_recovery_codes", "generate_recovery_codes"):
        yield Page(f"mfa_{name}", (PROVEN,))


def accounts() -> Iterator[Page]:
    admin = (ACCOUNTS,)
    yield Page("directory:accounts", admin)
    yield Page("directory:new_account", admin)
    yield Page("directory:new_account", admin, 422, post=sent(username=""))
    for role in (C, ACCOUNTS):
        yield Page("directory:account", admin, args=staff(role), about=role)
    yield Page("directory:account", admin, 422, args=staff(C), post=sent(role=H))
    yield Page("directory:reset_access", admin, 422, args=staff(C), post=sent(password="short"))
    yield Page("directory:close_account", admin, 302, args=staff(C), post=sent())
    yield Page("directory:reopen_account", admin, 302, args=staff(C), post=sent())
    yield Page(
        "directory:end_post", admin, 302, args=lambda world: [world.staff[C].posts.get().pk], post=sent()
    )
    yield Page("directory:ledger", (OVERSIGHT,))
    yield Page("directory:ledger", (OVERSIGHT,), query="?side=status&stream=acts", partly=True)
    yield Page("directory:profile", STAFF)
    yield Page("desk", STAFF, 302)


FILES = (
    "asked",
    "sealed",
    "plain",
    "child",
    "withdrawn",
    "examined",
    "in_session",
    "opinion",
    "refused",
    "accepted",
    "told",
)


def desk() -> Iterator[Page]:
    counter = (C, H)
    yield Page("applications:queue", (*LISTING, STRANGER))
    for query in ("?scope=office", "?scope=office&overdue=1", "?scope=office&state=examined"):
        yield Page("applications:queue", LISTING, query=query, partly=True)
    yield Page("applications:find", LISTING, post=sent(q="Awa Ndiaye"))
    yield Page("applications:find", (C,), 302, post=lambda world: {"q": world.files["plain"].reference})
    yield Page("applications:counter", (*counter, STRANGER))
    yield Page("applications:counter", counter, post=typed(do="register"), about="registered")
    yield Page("applications:counter", counter, post=typed(do="turn"), about="turned")
    yield Page("applications:counter", counter, post=typed(), about="checked")
    yield Page("applications:counter", counter, 422, post=typed(do="register", birth="31/02/1985"))
    yield Page("applications:counter", counter, 422, post=typed(do="read", mrz="nothing"), about="line")
    yield Page("applications:likely", counter, post=typed())
    own = lambda world: {"submission": str(world.things["phone"].submission), "do": "phone-pair"}  # noqa: E731
    yield Page("applications:counter", (C,), post=lambda world: typed(**own(world))(world), about="phone")
    yield Page("applications:counter", (C,), query="?deposit=nothing", partly=True)
    yield Page("applications:arrived", (C,), args=thing("phone"))
    yield Page("applications:phone_paper", (C,), args=thing("phone", "phone paper"))
    yield Page("applications:refuse", (*counter, STRANGER))
    yield Page("applications:refuse", counter, 422, post=sent(name_said="Awa", submission=SUBMISSION))
    yield Page("applications:slip", counter, args=lambda world: [world.refusal.pk])
    yield Page("applications:slip", counter, args=lambda world: [world.refusal.pk], query="?pdf=1")
    for name in FILES:
        yield Page("applications:case", LISTING, args=file(name), about=name)
    yield Page("applications:case", (E,), args=file("plain"), query="?fact=spouse", partly=True)
    fact = {"fact-in_morocco_since": "2005"}
    confirm = file("plain", "in_morocco_since")
    yield Page("applications:confirm", (E,), 302, args=confirm, post=seen("plain", **fact))
    yield Page("applications:confirm", (E,), 422, args=confirm, post=seen("plain"))
    stale = lambda world: {"version": 99, "seen": DEPOSIT.isoformat(), **fact}  # noqa: E731
    yield Page("applications:confirm", (E,), 409, args=confirm, post=stale)
    yield Page(
        "applications:completion",
        (E,),
        302,
        args=file("plain"),
        post=seen("plain", asked=["in_morocco_since"]),
    )
    yield Page("applications:completion", (E,), 422, args=file("plain"), post=seen("plain"))
    yield Page("applications:assign", LISTING, args=file("plain"))
    yield Page("applications:identity", (C, E, H), args=file("plain"))
    yield Page("applications:new_code", counter, args=file("plain"), post=seen("plain"))
    yield Page("applications:step", (E,), 302, args=file("plain", "take"), post=seen("plain"))
    yield Page("applications:step", (C,), 403, args=file("examined", "reopen"), post=seen("examined"))
    yield Page("applications:letter", LISTING, args=letter("plain", "receipt"))
    yield Page(
        "applications:letter",
        (E,),
        args=letter("asked", "completion_request"),
        about="completion",
        partly=True,
    )
    yield Page("applications:letter", (E,), args=letter("sealed", "receipt"), about="sealed", partly=True)
    yield Page("applications:add_piece", (C, E, H), args=file("plain"))
    yield Page("applications:piece", LISTING, args=piece("plain", "passport"))
    yield Page("applications:piece", (), args=piece("sealed", "medical_certificate_sealed"), about="sealed")
    yield Page("applications:judge", (E,), 302, args=piece("plain", "passport"), post=seen("plain"))
    yield Page("applications:health", (MEDICAL,))
    yield Page("applications:health_review", (MEDICAL,), args=file("sealed"))
    yield Page("applications:health_review", (MEDICAL,), 422, args=file("sealed"), post=seen("sealed"))
    yield Page("applications:health_piece", (MEDICAL,), args=piece("sealed", "medical_certificate_sealed"))


def commission() -> Iterator[Page]:
    runs = (S, A, H)
    yield Page("decisions:index", (*OF_STATUS, OVERSIGHT, ACCOUNTS, STRANGER))
    yield Page("decisions:call", (S,))
    yield Page("decisions:call", (S,), 422, post=sent(how_many="0", submission=SUBMISSION))
    yield Page("decisions:sitting", (*runs, MEMBER), args=sitting("planned"), about="planned")
    yield Page("decisions:sitting", (*runs, MEMBER, SECURITY), args=sitting("open"), about="open")
    yield Page("decisions:sitting", (*runs, MEMBER), args=sitting("closed"), about="closed")
    yield Page("decisions:open", (S,), 302, args=sitting("planned"), post=sent())
    yield Page("decisions:close", (S,), 403, args=sitting("open"), post=sent())
    for which, kind in (("open", "agenda"), ("closed", "minutes")):
        who = (*runs, MEMBER, SECURITY) if which == "open" else (*runs, MEMBER)
        yield Page(
            "decisions:paper",
            who,
            about=kind,
            args=lambda world, which=which, kind=kind: [
                world.sittings[which].pk,
                world.letter(world.sittings[which], kind).pk,
            ],
        )
    yield Page("decisions:item", (*runs, MEMBER, SECURITY), args=sitting("open", 1), about="open")
    for position in (1, 2, 4):
        yield Page(
            "decisions:item", (*runs, MEMBER), args=sitting("closed", position), about=f"closed {position}"
        )
    yield Page("decisions:item", (S,), 422, args=sitting("open", 1), post=sent(outcome="0"))
    yield Page("decisions:to_decide", (A,))
    yield Page("decisions:decide", (A,), args=file("opinion"))
    yield Page("decisions:decide", (A,), 422, args=file("opinion"), post=seen("opinion"))
    yield Page("decisions:to_notify", (C, E, S, H, STRANGER))
    for name in ("refused", "accepted", "told"):
        yield Page("decisions:decision", LISTING, args=decision(name), about=name)
    yield Page("decisions:decision", (C,), 422, args=decision("refused"), post=sent(channel="0"))
    for name in ("refused", "accepted"):
        yield Page("decisions:letter", LISTING, args=decision(name), about=name)
    yield Page("decisions:papers", (S, H, STRANGER))
    yield Page("decisions:papers", (S, H, STRANGER), 422, post=sent(kind="order_register"))
    yield Page("decisions:office_paper", (S, H), args=lambda world: [world.home.code, world.paper.pk])
    yield Page("decisions:departures", (S, A, H, OVERSIGHT, STRANGER))


STATUS_SIDE = (desk, commission)
PARTS = (
    public,
    own,
    sign_in,
    accounts,
    *STATUS_SIDE,
    *service_pages.PARTS,
    *dialogue_pages.PARTS,
    *commitment_pages.PARTS,
    *delivery_pages.PARTS,
    *measure_pages.PARTS,
    *report_pages.PARTS,
    *consultation_pages.PARTS,
)
OF_STAFF = (
    accounts,
    *STATUS_SIDE,
    *service_pages.OF_STAFF,
    *dialogue_pages.OF_STAFF,
    *commitment_pages.OF_STAFF,
    *delivery_pages.OF_STAFF,
    *measure_pages.OF_STAFF,
    *report_pages.OF_STAFF,
    *consultation_pages.OF_STAFF,
)


def pages(parts: Iterable[Callable[[], Iterator[Page]]] = PARTS) -> list[Page]:
    return [page for part in parts for page in part()]


def patterns() -> set[str]:
    """The names of all addresses that the resolver knows."""

    def names(resolver: Any, space: str = "") -> Iterator[str]:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                yield f"{space}{one.name}"
            else:
                yield from names(one, f"{space}{one.namespace}:" if one.namespace else space)

    return set(names(get_resolver()))
