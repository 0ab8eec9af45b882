"""What the tables of the service side ask about: a body here, a person whom it helps, and things in each state."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import uuid4

from indimaj.clients import permissions as of_clients
from indimaj.clients.models import Arrival, Client, Consent, ErasureRequest, Objection, Paper, Support
from indimaj.directory.enums import BodyKind, Role
from indimaj.directory.models import Body, Office, Place, Post, Staff
from indimaj.programmes import permissions as of_programmes
from indimaj.programmes.models import Course, Enrolment, Livelihood
from indimaj.recognition import permissions as of_recognition
from indimaj.recognition.enums import ConsularState
from indimaj.recognition.models import Asset, ConsularRequest, Document, RecognitionRequest, Vacancy
from indimaj.referrals import permissions as of_referrals
from indimaj.referrals.enums import BACK_STATES, OPEN_STATES, Turn
from indimaj.referrals.models import AccessRefusal, Grievance, Need, Referral
from indimaj.services import permissions as of_services
from indimaj.services.models import Service

from .table import ELSEWHERE, HERE, Ask

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
HELP = ("helped", "ended", "never")


def make_client(body: Body | None, *consents: Body | None, is_open: bool = True) -> Client:
    """A person, helped by a body when one is given, who says yes to being sent to each body named; None is to all."""
    client = Client.objects.create(
        given_names="Awa", reference=f"IND-{uuid4().hex[:8]}", registered_at=NOON, code_digest=uuid4().hex
    )
    if body:
        until = None if is_open else NOON
        Support.objects.create(
            client=client, body=body, since=NOON, contact_at=NOON, until=until, is_open=is_open
        )
    for purpose in ("referral", "consulate"):
        for to in consents:
            Consent.objects.create(client=client, purpose=purpose, body=to, language="fr", given_at=NOON)
    return client


def born(client: Client, year: int) -> Client:
    """The person as somebody of that year; kept nowhere."""
    client.birth_from, client.birth_to = date(year, 1, 1), date(year, 12, 31)
    return client


def colleague(body: Body) -> Staff:
    somebody = Staff.objects.create(username=f"colleague-{body.pk}", name="x")
    Post.objects.create(
        staff=somebody, role=Role.CASEWORKER, compartment="service", purpose="support", body=body,
        held_from=NOON.date(),
    )  # fmt: skip
    return somebody


def asks_of_clients(offices: dict[str, Office]) -> dict[str, Ask]:
    """The state is whether the body here helps the person, has helped, or never did."""
    here, there = offices[HERE].body, offices[ELSEWHERE].body
    may = of_clients
    people = {
        "helped": make_client(here, there), "ended": make_client(here, is_open=False), "never": make_client(None)
    }  # fmt: skip
    supports = {
        state: client.supports.first() or Support(client=client, body=here, is_open=False)
        for state, client in people.items()
    }
    others = {
        "helped": Support.objects.create(client=make_client(None), body=here, since=NOON, contact_at=NOON)
    }
    silent = {**supports, **others}
    mate, stranger, parent = colleague(here), colleague(there), make_client(here)
    objection = lambda state, stands: Objection(client=people[state], state=stands, made_at=NOON)  # noqa: E731
    erasure = lambda state, stands: ErasureRequest(client=people[state], state=stands)  # noqa: E731
    return {
        "list people": lambda who, state: may.may_list_clients(who),
        "register": lambda who, state: may.may_register_client(who, here),
        "open": lambda who, state: may.may_open_client(who, people[state]),
        "correct": lambda who, state: may.may_correct_client(who, people[state]),
        "replace the code": lambda who, state: may.may_replace_code(who, people[state]),
        "note": lambda who, state: may.may_note(who, supports[state]),
        "end the support": lambda who, state: may.may_end_support(who, supports[state]),
        "hand over to a colleague": lambda who, state: may.may_hand_over(
            who, supports[state], caseworker=mate
        ),
        "hand over to a stranger": lambda who, state: may.may_hand_over(
            who, supports[state], caseworker=stranger
        ),
        "hand over to a body with a yes": lambda who, state: may.may_hand_over(who, supports[state], there),
        "hand over to a body without a yes": lambda who, state: may.may_hand_over(who, silent[state], there),
        "answer an objection": lambda who, state: may.may_answer_objection(
            who, objection(state, "open"), NOON + timedelta(days=30)
        ),
        "answer an objection left too long": lambda who, state: may.may_answer_objection(
            who, objection(state, "open"), NOON + timedelta(days=31)
        ),
        "answer an answered objection": lambda who, state: may.may_answer_objection(
            who, objection(state, "answered"), NOON
        ),
        "list objections of people whom nobody helps": lambda who, state: may.may_list_objections(who),
        "open a paper": lambda who, state: may.may_open_paper(who, Paper(client=people[state])),
        "say that it was seen": lambda who, state: may.may_see_arrival(who, Arrival(client=people[state])),
        "name a guardian": lambda who, state: may.may_name_guardian(
            who, born(people[state], 2005), parent, NOON.date()
        ),
        "name a guardian of somebody grown up": lambda who, state: may.may_name_guardian(
            who, born(people[state], 1985), parent, NOON.date()
        ),
        "end a guardian": lambda who, state: may.may_end_guardian(who, people[state]),
        "list erasures": lambda who, state: may.may_list_erasures(who),
        "decide on erasure": lambda who, state: may.may_decide_erasure(who, erasure(state, "asked")),
        "decide on a decided erasure": lambda who, state: may.may_decide_erasure(who, erasure(state, "kept")),
    }


def asks_of_services(offices: dict[str, Office]) -> dict[str, Ask]:
    """The state is the entry's own."""
    may, here = of_services, offices[HERE].body
    entry = lambda state: Service(body=here, status=state)  # noqa: E731
    return {
        "list entries": lambda who, state: may.may_list_services(who),
        "add": lambda who, state: may.may_add_service(who, here),
        "edit": lambda who, state: may.may_edit_service(who, entry(state)),
        "close": lambda who, state: may.may_close_service(who, entry(state)),
        "reopen": lambda who, state: may.may_reopen_service(who, entry(state)),
        "edit an entry of nobody": lambda who, state: may.may_edit_service(who, Service(status=state)),
        "chase": lambda who, state: may.may_chase_services(who),
        "exchange packages": lambda who, state: may.may_exchange_packages(who),
    }


def asks_of_referrals(offices: dict[str, Office]) -> dict[str, Ask]:
    """A person whom the body here helps, sent to the body here."""
    may, here = of_referrals, offices[HERE].body
    agreed, silent = make_client(here, here), make_client(here)

    def one(state: str, client: Client = agreed, **fields: object) -> Referral:
        turn = Turn.BACK if state in BACK_STATES else Turn.UNDER_WAY
        return Referral(
            client=client, body=here, state=state, turn=turn, is_open=state in OPEN_STATES, **fields
        )

    verbs: dict[str, Ask] = {
        verb: lambda who, state, verb=verb: may.may_answer(who, one(state), verb)
        for verb in may.PROVIDER_VERBS
    }
    return {
        "list referrals": lambda who, state: may.may_list_referrals(who),
        "follow": lambda who, state: may.may_open_referral(who, one(state)),
        "send on": lambda who, state: may.may_send_on(who, one(state)),
        "withdraw": lambda who, state: may.may_withdraw_referral(who, one(state)),
        "make a link": lambda who, state: may.may_make_link(who, one(state)),
        "list what was sent to us": lambda who, state: may.may_list_inbox(who),
        "read as the service": lambda who, state: may.may_read_as_provider(who, one(state)),
        "read as the service without a yes": lambda who, state: may.may_read_as_provider(
            who, one(state, silent)
        ),
        "deliver": lambda who, state: may.may_deliver(who, one(state, delivery_kind="medical_card")),
        **verbs,
    }


def asks_of_cases(offices: dict[str, Office]) -> dict[str, Ask]:
    """Needs, refusals of access, grievances: of a person whom the body here helps, before the body here."""
    may, here = of_referrals, offices[HERE].body
    agreed, silent = make_client(here, here), make_client(here)
    need = partial(Need, client=agreed, state="open")
    service, nobodys = Service(body=here), Service()
    access = lambda state, body: AccessRefusal(answerer=body, state=state)  # noqa: E731
    grievance = lambda is_open: Grievance(client=agreed, body=here, is_open=is_open)  # noqa: E731
    return {
        "record a need": lambda who, state: may.may_record_need(who, agreed),
        "close a need": lambda who, state: may.may_close_need(who, need()),
        "close a closed need": lambda who, state: may.may_close_need(who, need(state="met")),
        "send": lambda who, state: may.may_send_referral(who, need(), service),
        "send without a yes": lambda who, state: may.may_send_referral(who, need(client=silent), service),
        "send to a service of nobody": lambda who, state: may.may_send_referral(who, need(), nobodys),
        "see the waiting list": lambda who, state: may.may_see_list(who, here),
        "report a refusal": lambda who, state: may.may_report_access(who, agreed),
        "list refusals to answer": lambda who, state: may.may_list_access(who),
        "answer a refusal": lambda who, state: may.may_answer_access(who, access("waiting", here)),
        "answer an answered refusal": lambda who, state: may.may_answer_access(who, access("answered", here)),
        "answer a refusal of nobody": lambda who, state: may.may_answer_access(who, access("waiting", None)),
        "watch refusals": lambda who, state: may.may_watch_access(who),
        "send a grievance": lambda who, state: may.may_send_grievance(who, agreed),
        "list grievances": lambda who, state: may.may_list_grievances(who),
        "answer a grievance": lambda who, state: may.may_answer_grievance(who, grievance(True)),
        "answer an ended grievance": lambda who, state: may.may_answer_grievance(who, grievance(False)),
        "withdraw a grievance": lambda who, state: may.may_withdraw_grievance(who, grievance(True)),
        "withdraw an ended grievance": lambda who, state: may.may_withdraw_grievance(who, grievance(False)),
        "record a child's step": lambda who, state: may.may_record_step(who, agreed),
    }


def asks_of_recognition(offices: dict[str, Office]) -> dict[str, Ask]:
    """A request of a person whom the body here helps, sent to the body here."""
    may, here = of_recognition, offices[HERE].body
    client = make_client(here, here)
    asset = Asset.objects.create(client=client, kind="craft", words="x", words_language="fr", added_at=NOON)
    paper = Document(client=client, asset=asset)
    one = lambda state, by=None: RecognitionRequest(  # noqa: E731
        client=client, asset=asset, body=here, state=state, drafted_by=by
    )
    changes: dict[str, Ask] = {
        f"{verb} for the person": lambda who, state, verb=verb: may.may_change_request(who, one(state), verb)
        for verb in ("send", "withdraw", "bring_document")
    }
    verbs: dict[str, Ask] = {
        verb: lambda who, state, verb=verb: may.may_examine_request(who, one(state), verb)
        for verb in ("see", "ask_document", "recognise", "recognise_in_part", "refuse")
    }
    return {
        "add what a person brings": lambda who, state: may.may_add_asset(who, client),
        "see what a person brings": lambda who, state: may.may_open_asset(who, asset),
        "draft": lambda who, state: may.may_draft_request(who, client),
        "list requests": lambda who, state: may.may_list_requests(who),
        "open at the desk": lambda who, state: may.may_open_request(who, one(state)),
        "recognise what one prepared": lambda who, state: may.may_examine_request(
            who, one(state, who), "recognise"
        ),
        "read a paper": lambda who, state: may.may_open_document(who, paper),
        **changes,
        **verbs,
    }


def asks_of_consulates(offices: dict[str, Office]) -> dict[str, Ask]:
    """A question about a person whom the body here helps to the body here, which is a consulate."""
    may, here = of_recognition, offices[HERE].body
    Body.objects.update(kind=BodyKind.EMBASSY, country="SN")
    here.refresh_from_db()
    client = make_client(here, here)
    client.nationality_status, client.nationalities = "stated", ["SN"]
    client.save()
    consent = client.consents.get(purpose="consulate")
    asked = {
        state: ConsularRequest.objects.create(
            client=client, body=here, kind="birth", shown="x", state=state, prepared_at=NOON, consent=consent,
            is_open=state in ("sent", "opened"),
        )
        for state in ConsularState.values
    }  # fmt: skip
    return {
        "prepare": lambda who, state: may.may_prepare_consular(who, client, "birth", here),
        "prepare a passport of another country": lambda who, state: may.may_prepare_consular(
            who, client, "passport", Body(kind=BodyKind.EMBASSY, country="ML")
        ),
        "confirm": lambda who, state: may.may_change_consular(who, asked[state], "confirm"),
        "list questions": lambda who, state: may.may_list_consular(who),
        "open the one document": lambda who, state: may.may_open_consular(who, asked[state]),
        "answer": lambda who, state: may.may_answer_consular(who, asked[state]),
    }


def asks_of_employers(offices: dict[str, Office]) -> dict[str, Ask]:
    """Work that the body here offers, which is an employer."""
    may, here = of_recognition, offices[HERE].body
    Body.objects.update(kind=BodyKind.EMPLOYER)
    here.refresh_from_db()
    school = Body(code=here.code, kind=BodyKind.SCHOOL, place=Place())
    return {
        "list vacancies": lambda who, state: may.may_list_vacancies(who),
        "offer work": lambda who, state: may.may_post_vacancy(who, here),
        "offer work for a school": lambda who, state: may.may_post_vacancy(who, school),
        "change a vacancy": lambda who, state: may.may_change_vacancy(who, Vacancy(body=here)),
    }


def asks_of_programmes(offices: dict[str, Office]) -> dict[str, Ask]:
    """Courses and livelihoods of the body here."""
    may, here = of_programmes, offices[HERE].body
    course = Course(body=here)
    return {
        "list courses": lambda who, state: may.may_list_courses(who),
        "make a programme": lambda who, state: may.may_make_programme(who, here),
        "open a course": lambda who, state: may.may_open_course(who, here),
        "run a course": lambda who, state: may.may_run_course(who, course),
        "change an enrolment": lambda who, state: may.may_change_enrolment(who, Enrolment(course=course)),
        "begin a livelihood": lambda who, state: may.may_begin_livelihood(who, here),
        "follow a livelihood": lambda who, state: may.may_follow_livelihood(who, Livelihood(body=here)),
        "see counts": lambda who, state: may.may_see_counts(who),
    }
