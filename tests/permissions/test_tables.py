from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from uuid import UUID

import pytest

from indimaj.applications import permissions as of_applications
from indimaj.applications.enums import OPEN_STATES, EvidenceState, State
from indimaj.applications.models import Application, Evidence, PhonePairing
from indimaj.decisions import permissions as of_decisions
from indimaj.decisions.enums import SittingState
from indimaj.decisions.models import Decision, Sitting, SittingMember
from indimaj.directory import accounts
from indimaj.directory.enums import COMPARTMENT_OF, Role
from indimaj.directory.models import Office, Post, Staff
from indimaj.directory.permissions import Answer
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .table import ELSEWHERE, HERE, Ask, answered, differences, expected

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
People = dict[tuple[str, str], Staff]
Offices = dict[str, Office]


def file(office: Office, state: str, **fields: object) -> Application:
    submitted = None if state == State.DRAFT else NOON
    return Application(
        office=office, state=state, is_open=state in OPEN_STATES, submitted_at=submitted, **fields
    )


def piece(office: Office, state: str, stands: str = EvidenceState.RECEIVED, **fields: object) -> Evidence:
    return Evidence(application=file(office, state), state=stands, **fields)


def employ(role: Role, office: Office) -> Staff:
    somebody = Staff.objects.create(username=f"another-{role}-{office.pk}", name="x")
    Post.objects.create(
        staff=somebody, role=role, compartment=COMPARTMENT_OF[role], purpose="examination", office=office,
        held_from=date(2013, 1, 1),
    )  # fmt: skip
    return somebody


def test_files_open_to_whom_the_table_says(staff: People, offices: Offices) -> None:
    here, may = offices[HERE], of_applications
    colleague, another = employ(Role.EXAMINER, here), employ(Role.EXAMINER, offices[ELSEWHERE])
    at = partial(file, here)
    asks: dict[str, Ask] = {
        "list": lambda who, state: may.may_list(who),
        "register": lambda who, state: may.may_register(who, here),
        "pair a phone": lambda who, state: may.may_pair_phone(who, here),
        "see one's own phone": lambda who, state: may.may_see_phone(who, PhonePairing(office=here, by=who)),
        "see the phone of a colleague": lambda who, state: may.may_see_phone(
            who, PhonePairing(office=here, by=colleague)
        ),
        "open": lambda who, state: may.may_open(who, at(state)),
        "open a restricted file": lambda who, state: may.may_open(who, at(state, restricted=True)),
        "open a restricted file that one registered": lambda who, state: may.may_open(
            who, at(state, restricted=True, registered_by=who)
        ),
        "examine": lambda who, state: may.may_examine(who, at(state)),
        "confirm a fact": lambda who, state: may.may_confirm_fact(who, at(state)),
        "confirm a health fact": lambda who, state: may.may_confirm_fact(who, at(state), sealed=True),
        "judge a piece": lambda who, state: may.may_judge_evidence(who, piece(here, state)),
        "judge a piece that is impossible to obtain": lambda who, state: may.may_judge_evidence(
            who, piece(here, state, stands=EvidenceState.IMPOSSIBLE)
        ),
        "judge a sealed piece": lambda who, state: may.may_judge_evidence(
            who, piece(here, state, sealed=True)
        ),
        "request completion": lambda who, state: may.may_request_completion(who, at(state)),
        "mark examined": lambda who, state: may.may_mark_examined(who, at(state)),
        "reopen": lambda who, state: may.may_reopen(who, at(state)),
        "take for oneself": lambda who, state: may.may_assign(who, at(state), who),
        "give to an examiner": lambda who, state: may.may_assign(who, at(state), colleague),
        "give to an examiner of another office": lambda who, state: may.may_assign(who, at(state), another),
        "receive a piece": lambda who, state: may.may_receive(who, at(state)),
        "correct identity": lambda who, state: may.may_correct_identity(who, at(state)),
        "replace the code": lambda who, state: may.may_replace_code(who, at(state)),
        "review health": lambda who, state: may.may_review_health(who, at(state)),
        "see health": lambda who, state: may.may_see_health(who, at(state)),
        "see contacts": lambda who, state: may.may_see_contacts(who, at(state)),
        "see readers": lambda who, state: may.may_see_readers(who, at(state)),
    }
    assert (
        differences(
            expected("applications.csv", Role.values, State.values), answered(asks, staff, State.values)
        )
        == []
    )


def test_the_person_adds_to_their_own_file_only(offices: Offices) -> None:
    cells = {}
    for where, own in ((HERE, True), (ELSEWHERE, False)):
        for state in State.values:
            theirs = file(offices[HERE], state)
            person = Actor.person(theirs.pk if own else UUID(int=1))
            answer = of_applications.may_add_as(person, theirs)
            cells["add to the file", "person", where, state] = "yes" if answer else answer.code
    assert differences(expected("person.csv", ["person"], State.values), cells) == []


def test_the_phone_sends_while_its_code_is_used() -> None:
    rest, many = of_applications.PHONE_REST, of_applications.PHONE_PAPERS
    states = {
        "paired": (rest - rest, many - 1, None),
        "at rest for fifteen minutes": (rest, 0, None),
        "at rest for longer": (rest + timedelta(seconds=1), 0, None),
        "let go": (rest - rest, 0, NOON),
        "let go and full": (rest - rest, many, NOON),
        "full": (rest - rest, many, None),
    }
    cells = {}
    for (state, (quiet, papers, closed)), where in product(states.items(), (HERE, ELSEWHERE)):
        pairing = PhonePairing(used_at=NOON, closed_at=closed)
        answer = of_applications.may_send_by_phone(pairing, papers, NOON + quiet)
        cells["send a paper", "phone", where, state] = "yes" if answer else answer.code
    assert differences(expected("phone.csv", ["phone"], states), cells) == []


def test_sittings_are_for_whom_the_table_says(staff: People, offices: Offices) -> None:
    here, may = offices[HERE], of_decisions
    secretary = staff["secretary", HERE]
    sittings = {
        (state, seated): sitting(here, state, number, secretary, list(staff.values()) if seated else [])
        for number, (state, seated) in enumerate((s, t) for s in SittingState.values for t in (True, False))
    }
    asks: dict[str, Ask] = {
        "call": lambda who, state: may.may_call_sitting(who, here),
        "open": lambda who, state: may.may_open_sitting(who, sittings[state, False]),
        "record an opinion": lambda who, state: may.may_record_opinion(who, sittings[state, False]),
        "see": lambda who, state: may.may_see_sitting(who, sittings[state, False]),
        "make a paper": lambda who, state: may.may_make_paper(who, here),
        "see with a seat": lambda who, state: may.may_see_sitting(who, sittings[state, True]),
    }
    found = answered(asks, staff, SittingState.values)
    assert differences(expected("sittings.csv", Role.values, SittingState.values), found) == []


def sitting(office: Office, state: str, number: int, by: Staff, seats: list[Staff]) -> Sitting:
    made = Sitting.objects.create(
        office=office, campaign="2014", number=number, held_on=date(2014, 4, 10), state=state, called_by=by
    )
    for somebody in seats:
        SittingMember.objects.create(sitting=made, name="x", institution="y", staff=somebody)
    return made


def test_decisions_are_for_whom_the_table_says(staff: People, offices: Offices) -> None:
    here, may = offices[HERE], of_decisions
    at = partial(file, here)
    asks: dict[str, Ask] = {
        "decide": lambda who, state: may.may_decide(who, at(state)),
        "decide on a file that one registered": lambda who, state: may.may_decide(
            who, at(state, registered_by=who)
        ),
        "give notice": lambda who, state: may.may_give_notice(who, Decision(application=at(state))),
        "see a decision": lambda who, state: may.may_see_decision(who, Decision(application=at(state))),
        "see one's own decision": lambda who, state: may.may_see_decision(
            who, Decision(application=at(state), decided_by=who)
        ),
    }
    found = answered(asks, staff, State.values)
    assert differences(expected("decisions.csv", Role.values, State.values), found) == []


def test_accounts_are_for_whom_the_table_says(staff: People, offices: Offices) -> None:
    account, across = employ(Role.COUNTER, offices[HERE]), Staff.objects.create(username="across", name="x")
    Post.objects.create(
        staff=across, role="guide", compartment=Compartment.SERVICE, purpose="supervision",
        held_from=date(2013, 1, 1),
    )  # fmt: skip
    may: dict[str, Callable[[Staff], Answer]] = {
        "manage accounts": accounts.may_manage_accounts,
        "change an account": lambda who: accounts.may_change_account(who, account),
        "change one's own account": lambda who: accounts.may_change_account(who, who),
        "give a post": lambda who: accounts.may_give_post(who, account, Role.HEAD),
        "give oneself a post": lambda who: accounts.may_give_post(who, who, Role.HEAD),
        "give a post on the other side of the wall": lambda who: accounts.may_give_post(
            who, across, Role.HEAD
        ),
        "end a post": lambda who: accounts.may_end_post(who, account.posts.get()),
        "end one's own post": lambda who: accounts.may_end_post(who, who.posts.get()),
        "read the ledger": accounts.may_read_ledger,
    }
    asks: dict[str, Ask] = {verb: lambda who, state, ask=ask: ask(who) for verb, ask in may.items()}
    assert differences(expected("directory.csv", Role.values, ["-"]), answered(asks, staff, ["-"])) == []


def test_each_may_function_of_the_code_is_in_a_table() -> None:
    asked = {
        of_applications: {
            "may_list", "may_register", "may_open", "may_examine", "may_confirm_fact", "may_judge_evidence",
            "may_request_completion", "may_mark_examined", "may_reopen", "may_assign", "may_receive", "may_add",
            "may_add_as", "may_correct_identity", "may_replace_code", "may_review_health", "may_see_health",
            "may_see_contacts", "may_see_readers", "may_pair_phone", "may_see_phone", "may_send_by_phone",
        },
        of_decisions: {
            "may_call_sitting", "may_open_sitting", "may_record_opinion", "may_see_sitting", "may_decide",
            "may_give_notice", "may_see_decision", "may_make_paper",
        },
        accounts: {
            "may_manage_accounts", "may_change_account", "may_give_post", "may_hold", "may_end_post",
            "may_read_ledger",
        },
    }  # fmt: skip
    for module, names in asked.items():
        assert {name for name in vars(module) if name.startswith("may_")} == names


@pytest.mark.parametrize("written", ["counter|nobody", "!nobody"])
def test_a_word_that_is_none_is_found_in_a_table(written: str) -> None:
    from .table import _words

    with pytest.raises(AssertionError):
        _words(written, Role.values)
