"""The rows of referrals and of recognition in the table of pages."""

from collections.abc import Iterator

from tests.house.rows import (
    ASSESSOR,
    CASEWORKER,
    CASEWORKER2,
    CONSULATE,
    HELPED,
    POLICY,
    PROVIDER,
    PROVIDER2,
    VISITOR,
    Args,
    Page,
    person,
    sent,
    thing,
    token,
)

SUBMISSION = "00000000-0000-0000-0000-000000000009"
CASE, SERVES = (CASEWORKER,), (PROVIDER,)
STATES = ("sent", "seen", "waiting", "accepted", "started", "done", "refused", "withdrawn", "expired", "card")


def step(name: str, verb: str) -> Args:
    return lambda world: [world.things[name].pk, verb]


def open_to_all() -> Iterator[Page]:
    who = (VISITOR,)
    yield Page("referrals:report", who)
    yield Page("referrals:report", who, 422, post=sent(theme="", submission=SUBMISSION))
    yield Page("referrals:reported", who)
    yield Page("referrals:counts", (VISITOR, POLICY))
    yield Page("referrals:by_link", who, args=token("answer"))
    yield Page("referrals:by_link_step", who, args=lambda world: [world.tokens["answer"], "accept"])
    yield Page("referrals:by_link", who, 404, args=lambda world: ["nothing"], about="no such link")
    yield Page("recognition:vacancies", (VISITOR, HELPED))
    yield Page("recognition:vacancy", who, args=thing("vacancy"))


def caseworkers() -> Iterator[Page]:
    yield Page("referrals:queue", (CASEWORKER, CASEWORKER2))
    yield Page("referrals:queue", CASE, query="?scope=body", partly=True)
    for name in ("person", "need", "access_record", "grievance_new", "path"):
        yield Page(f"referrals:{name}", CASE, args=person(HELPED))
    yield Page("referrals:need", CASE, 422, args=person(HELPED), post=sent(theme="", submission=SUBMISSION))
    yield Page(
        "referrals:grievance_new", CASE, 422, args=person(HELPED), post=sent(words="", submission=SUBMISSION)
    )
    yield Page("referrals:step", CASE, args=lambda world: [world.things[HELPED].reference, "birth"])
    yield Page("referrals:close", CASE, args=thing("need sent"))
    yield Page("referrals:choose", CASE, args=thing("need refused"))
    yield Page("referrals:send", CASE, args=thing("need refused", "service elsewhere"))
    for state in STATES:
        yield Page("referrals:case", CASE, args=thing(f"referral {state}"), about=state)
    yield Page(
        "referrals:send_on", CASE, 302, args=thing("referral refused", "service elsewhere"), post=sent()
    )
    yield Page("referrals:withdraw", CASE, 302, args=thing("referral sent"), post=sent())
    yield Page("referrals:withdraw", CASE, 409, args=thing("referral done"), post=sent())
    yield Page("referrals:rest", CASE, 302, args=thing("referral refused"), post=sent())
    yield Page("referrals:link", CASE, args=thing("referral sent"), post=sent())


def answers() -> Iterator[Page]:
    """What a service, an inspectorate and the policy officer see."""
    yield Page("referrals:inbox", (PROVIDER, PROVIDER2))
    for state in ("waiting", "accepted", "started"):
        yield Page("referrals:inbox", SERVES, query=f"?state={state}", partly=True)
    for state in STATES:
        yield Page("referrals:provider", SERVES, args=thing(f"referral {state}"), about=state)
    for state, verb in (("sent", "accept"), ("sent", "refuse"), ("started", "finish"), ("card", "hand_over")):
        yield Page("referrals:provider_step", SERVES, args=step(f"referral {state}", verb), about=verb)
    yield Page(
        "referrals:provider_step",
        SERVES,
        422,
        args=step("referral sent", "refuse"),
        post=sent(reason="", version="0"),
    )
    yield Page("referrals:waiting", SERVES, args=thing("service"))
    yield Page("referrals:access", (PROVIDER, PROVIDER2))
    yield Page("referrals:access_answer", (PROVIDER2,), args=thing("access"))
    yield Page("referrals:late", (POLICY,))
    yield Page("referrals:grievances", (PROVIDER, PROVIDER2, CASEWORKER, CASEWORKER2))
    yield Page("referrals:grievance", (PROVIDER2,), args=thing("grievance"))
    yield Page("referrals:grievance_step", (PROVIDER2,), args=step("grievance", "receive"), about="receive")


def brings() -> Iterator[Page]:
    """What people bring, with their caseworker."""
    for name in ("person", "add_asset", "matches", "prepare"):
        yield Page(f"recognition:{name}", CASE, args=person(HELPED))
    yield Page(
        "recognition:add_asset", CASE, 422, args=person(HELPED), post=sent(kind="", submission=SUBMISSION)
    )
    yield Page("recognition:match", CASE, args=person(HELPED, "vacancy"))
    yield Page("recognition:asset", CASE, args=person(HELPED, "asset"))
    yield Page("recognition:take_away", CASE, 409, args=person(HELPED, "asset"), post=sent())
    yield Page("recognition:add_document", CASE, 422, args=person(HELPED, "asset"), post=sent())
    yield Page(
        "recognition:draft",
        CASE,
        422,
        args=person(HELPED, "asset"),
        post=sent(body="", submission=SUBMISSION),
    )
    yield Page(
        "recognition:request_act", CASE, 302, args=person(HELPED, "request asked"), post=sent(do="bring")
    )
    yield Page("recognition:never", CASE, 302, args=person(HELPED), post=sent())
    for name in ("prepared", "sent"):
        yield Page("recognition:question", CASE, args=person(HELPED, f"question {name}"), about=name)
    yield Page(
        "recognition:question_act", CASE, 302, args=person(HELPED, "question sent"), post=sent(do="withdraw")
    )
    yield Page("recognition:letter", CASE, args=person(HELPED, "decision letter"))
    yield Page("recognition:document", (CASEWORKER, ASSESSOR), args=thing("document"))


def bodies() -> Iterator[Page]:
    """What a body that recognises, a consulate and an employer see."""
    yield Page("recognition:requests", (ASSESSOR,))
    for name in ("asked", "decided"):
        yield Page("recognition:request", (ASSESSOR,), args=thing(f"request {name}"), about=name)
    yield Page("recognition:request", (), args=thing("request drafted"), about="not sent yet")
    yield Page(
        "recognition:ask", (ASSESSOR,), 422, args=thing("request asked"), post=sent(asked="", version="2")
    )
    yield Page(
        "recognition:decide", (ASSESSOR,), 422, args=thing("request asked"), post=sent(verb="", version="2")
    )
    yield Page("recognition:consulate", (CONSULATE,))
    yield Page("recognition:consulate_request", (CONSULATE,), args=thing("question sent"))
    yield Page("recognition:consulate_request", (), args=thing("question prepared"), about="not sent yet")
    yield Page("recognition:consulate_document", (CONSULATE,), args=thing("question sent"))
    yield Page("recognition:my_vacancies", SERVES)
    yield Page("recognition:new_vacancy", SERVES)
    yield Page("recognition:new_vacancy", SERVES, 422, post=sent(title="", skill_1="", submission=SUBMISSION))
    yield Page("recognition:edit_vacancy", SERVES, args=thing("vacancy"))
    yield Page(
        "recognition:edit_vacancy",
        SERVES,
        422,
        args=thing("vacancy"),
        post=sent(title="", submission=SUBMISSION, version="0"),
    )
    yield Page("recognition:close_vacancy", SERVES, 302, args=thing("vacancy"), post=sent())


OF_STAFF = (caseworkers, answers, brings, bodies)
PARTS = (open_to_all, *OF_STAFF)
