"""The service side's rows of the table of pages: what each role, each body and each person sees of it."""

from collections.abc import Iterator
from uuid import UUID

from tests.house import service_case_pages, service_programme_pages
from tests.house.rows import (
    CASEWORKER,
    CASEWORKER2,
    COORDINATOR,
    COORDINATOR2,
    HELPED,
    NEW,
    OVERSIGHT,
    POLICY,
    PROVIDER,
    PROVIDER2,
    VISITOR,
    Page,
    person,
    sent,
    thing,
    token,
)

KEEPERS = (PROVIDER, COORDINATOR)
CASE = (CASEWORKER,)


def finder() -> Iterator[Page]:
    """What everybody may read."""
    who = (VISITOR, HELPED, CASEWORKER)
    yield Page("services:find", who)
    yield Page("services:find", (VISITOR,), query="?need=language&place=&lang=&docs=none")
    yield Page("services:find", (VISITOR,), 422, query="?need=0")
    yield Page("services:service", who, args=thing("service"))
    yield Page("services:service", (VISITOR,), args=thing("service closed"), about="closed")
    yield Page("services:coverage", (VISITOR, POLICY))
    yield Page("services:offline", (VISITOR,))
    yield Page("services:entry", (VISITOR,), args=token("entry"))
    yield Page("services:entry", (VISITOR,), 422, args=token("entry"), post=sent(original="fr"))
    yield Page("services:thanks", (VISITOR,))


def services() -> Iterator[Page]:
    yield Page("services:mine", (*KEEPERS, PROVIDER2, COORDINATOR2))
    yield Page("services:due", (POLICY,))
    yield Page("services:packages", (POLICY,))
    yield Page("services:packages", (POLICY,), 422, post=sent(origin=""))
    yield Page("services:package", (POLICY,), args=thing("package"))
    for kind in ("json", "csv", "xlsx"):
        yield Page("services:directory", (POLICY,), args=lambda world, kind=kind: [kind], about=kind)
    for kind in ("csv", "xlsx"):
        yield Page(
            "services:own",
            (*KEEPERS, PROVIDER2, COORDINATOR2),
            args=lambda world, kind=kind: [kind],
            about=kind,
        )
    yield Page("services:add", (PROVIDER,), args=lambda world: [world.things["body B-ATELIER"].code])
    yield Page(
        "services:add",
        (PROVIDER,),
        422,
        args=lambda world: [world.things["body B-ATELIER"].code],
        post=sent(original="fr"),
    )
    yield Page("services:edit", (PROVIDER,), args=thing("service"))
    yield Page("services:edit", (PROVIDER,), 422, args=thing("service"), post=sent(original="fr"))
    yield Page(
        "services:edit", (COORDINATOR,), args=thing("service of the coordinator"), about="of the coordinator"
    )
    version = lambda world: {"version": world.things["service"].version}  # noqa: E731
    yield Page("services:confirm", (PROVIDER,), 302, args=thing("service"), post=version)
    yield Page("services:confirm", (PROVIDER,), 409, args=thing("service"), post=sent(version="99"))
    yield Page("services:capacity", (PROVIDER,), 422, args=thing("service"), post=sent(available="x"))
    yield Page("services:close", (PROVIDER,), 302, args=thing("service"), post=version)
    yield Page("services:reopen", (PROVIDER,), 302, args=thing("service closed"), post=sent(version="2"))
    yield Page("services:link", (PROVIDER,), args=thing("service"), post=sent())
    yield Page("services:end_link", (PROVIDER,), 302, args=thing("service", "link"), post=sent())


def people() -> Iterator[Page]:
    """The caseworker's desk."""
    both = (CASEWORKER, CASEWORKER2)
    yield Page("clients:people", both)
    yield Page("clients:people", CASE, query="?scope=body", partly=True)
    yield Page("clients:find", both, post=sent(q="Ousmane Kamara"))
    yield Page("clients:find", CASE, 302, post=lambda world: {"q": world.things[HELPED].reference})
    yield Page("clients:register", both)
    yield Page("clients:register", CASE, 422, post=sent(do="register", submission=str(UUID(int=9))))
    yield Page(
        "clients:register",
        CASE,
        about="checked",
        post=sent(
            do="check",
            submission=str(UUID(int=9)),
            given_names="Ousmane",
            family_name="Kamara",
            phone="0698765432",
            phone_mark="mine",
        ),
    )
    registered = {
        "given_names": "Fatou",
        "community": "migrant",
        "language": "fr",
        "body": "B-SALAM",
        "do": "anyway",
    }
    yield Page("clients:register", CASE, about="slip", post=sent(submission=str(UUID(int=9)), **registered))
    for name in ("person", "history", "correct", "hand_over", "family"):
        yield Page(f"clients:{name}", CASE, args=person(HELPED))
    yield Page("clients:person", CASE, args=person(NEW), about="new")
    yield Page("clients:person", (CASEWORKER2,), args=person("helped elsewhere"), about="elsewhere")
    yield Page("clients:correct", CASE, 422, args=person(HELPED), post=sent(version="0"))
    yield Page(
        "clients:correct", CASE, 409, args=person(HELPED), post=sent(version="7", given_names="Ousmane")
    )
    yield Page(
        "clients:note", CASE, 422, args=person(HELPED), post=sent(text="", submission=str(UUID(int=9)))
    )
    yield Page(
        "clients:note", CASE, 302, args=person(HELPED), post=sent(text="Venu", submission=str(UUID(int=9)))
    )
    yield Page("clients:consent", CASE, 302, args=person(HELPED), post=sent(purpose="messages"))
    yield Page("clients:withdraw", CASE, 302, args=person(HELPED, "consent"), post=sent())
    yield Page("clients:hand_over", CASE, 422, args=person(HELPED), post=sent(to=""))
    yield Page("clients:end", CASE, 302, args=person(HELPED), post=sent())
    yield Page("clients:family", CASE, args=person("child"), about="child")
    yield Page("clients:family", CASE, 422, args=person("child"), post=sent(reference="IND-ABCD-EFGH"))
    yield Page("clients:end_guardian", CASE, 302, args=person("child"), post=sent())
    yield Page("clients:new_code", CASE, args=person(HELPED), post=sent())
    yield Page("clients:objection", CASE, args=person(HELPED, "objection"))
    yield Page("clients:objection", CASE, 422, args=person(HELPED, "objection"), post=sent(answer=""))
    yield Page("clients:written", both)
    yield Page("clients:seen", CASE, 302, args=thing("arrival"), post=sent())
    yield Page("clients:papers", CASE, args=person(HELPED))
    yield Page("clients:paper", CASE, args=person(HELPED, "paper"))
    yield Page("clients:objections", (OVERSIGHT,))
    yield Page("clients:answer", (OVERSIGHT,), args=thing("objection of somebody alone"))
    alone = thing("objection of somebody alone")
    yield Page("clients:answer", (OVERSIGHT,), 422, args=alone, post=sent(answer=""))
    yield Page("clients:answer", (OVERSIGHT,), 302, args=thing("objection"), about="somebody helps")
    yield Page("clients:erasures", (CASEWORKER, OVERSIGHT, CASEWORKER2))
    yield Page("clients:erasure", (CASEWORKER, OVERSIGHT), args=thing("erasure"))
    yield Page("clients:erasure", CASE, 422, args=thing("erasure"), post=sent(decision="keep"))


def own_page() -> Iterator[Page]:
    """A person's page of the service side, and the fact that may cross from the other."""
    yield Page("portal:my_page", (VISITOR, HELPED, NEW))
    yield Page(
        "portal:my_page", (VISITOR,), 422, post=sent(reference="IND-ABCD-EFGH", code="x", pin="123456")
    )
    names = ("consents", "readers", "pin", "correct", "objections", "erasure", "proof", "need", "papers")
    for name in names:
        yield Page(f"portal:my_page_{name}", (HELPED,))
        yield Page(f"portal:my_page_{name}", (VISITOR,), 302, about="not opened")
    yield Page("portal:my_page_take_along", (HELPED,))
    yield Page("portal:my_page_take_along", (HELPED,), post=sent())
    yield Page("portal:my_page_consents", (HELPED,), 302, post=sent(purpose="messages"))
    yield Page("portal:my_page_withdraw", (HELPED,), 302, args=thing("consent"), post=sent())
    yield Page("portal:my_page_child", (HELPED,), 404, post=sent(reference="IND-ABCD-EFGH"))
    yield Page(
        "portal:my_page_child",
        (HELPED,),
        302,
        post=lambda world: {"reference": world.things["child"].reference},
    )
    yield Page("portal:my_page_own_again", (HELPED,), 302, post=sent())
    yield Page("portal:my_page_pin", (HELPED,), 422, post=sent(pin="1", again="2"))
    yield Page("portal:my_page_correct", (HELPED,), 422, post=sent(version="0"))
    yield Page("portal:my_page_objections", (HELPED,), 422, post=sent(text="", submission=str(UUID(int=9))))
    number = str(UUID(int=9))
    yield Page("portal:my_page_need", (HELPED,), 422, post=sent(words="", submission=number))
    yield Page("portal:my_page_papers", (HELPED,), 422, post=sent(words="", submission=number))
    yield Page("portal:my_page_handed_in", (HELPED,), args=thing("paper"))
    yield Page("portal:my_page_take_back", (HELPED,), 302, args=thing("paper"), post=sent())
    yield Page("portal:my_page_erasure", (HELPED,), 302, post=sent())
    yield Page("portal:my_page_proof", (HELPED,), 422, post=sent(token="AAAA", purpose="service"))
    yield Page("portal:my_page_paper", (HELPED,), 404, args=thing("consent"), about="no such paper")
    yield Page("portal:my_page_do", (HELPED,), 404, args=lambda world: ["nothing"], post=sent(verb="x"))
    yield Page("portal:one_fact", ("asked",))
    yield Page("portal:one_fact", ("asked",), 422, post=sent(fact=""))


OF_STAFF = (services, people, *service_case_pages.OF_STAFF, *service_programme_pages.OF_STAFF)
PARTS = (finder, own_page, services, people, *service_case_pages.PARTS, *service_programme_pages.PARTS)
