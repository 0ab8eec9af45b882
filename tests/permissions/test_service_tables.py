"""The permissions of the service side, compared cell by cell with tables typed by hand. No status role may do any of it."""

from datetime import timedelta
from types import ModuleType

import pytest

from indimaj.clients.models import Paper
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.recognition.enums import ConsularState, RequestState
from indimaj.referrals.enums import State
from indimaj.referrals.models import AnswerLink, Need, Referral
from indimaj.services.enums import Status
from indimaj.services.models import OwnerLink

from . import service_side as side
from .table import HERE, answered, differences, expected

People = dict[tuple[str, str], Staff]
Offices = dict[str, Office]
TABLES = {
    "clients": (side.asks_of_clients, side.HELP),
    "services": (side.asks_of_services, Status.values),
    "referrals": (side.asks_of_referrals, State.values),
    "cases": (side.asks_of_cases, ("-",)),
    "recognition": (side.asks_of_recognition, RequestState.values),
    "consulates": (side.asks_of_consulates, ConsularState.values),
    "programmes": (side.asks_of_programmes, ("-",)),
    "employers": (side.asks_of_employers, ("-",)),
}


@pytest.mark.heavy
@pytest.mark.parametrize("table", TABLES)
def test_the_service_side_is_for_whom_the_table_says(table: str, staff: People, offices: Offices) -> None:
    asks, states = TABLES[table]
    found = answered(asks(offices), staff, states)
    assert differences(expected(f"{table}.csv", Role.values, states), found) == []


def test_a_link_answers_until_it_ends_or_the_yes_is_taken_back(offices: Offices) -> None:
    here, later = offices[HERE].body, side.NOON + timedelta(days=1)
    may = side.of_referrals.may_answer_by_link
    agreed, silent = (
        Referral(client=client, body=here)
        for client in (side.make_client(here, here), side.make_client(here))
    )
    link = AnswerLink(referral=agreed, expires_at=later)
    owner = OwnerLink(expires_at=later)
    answers = [
        may(link, side.NOON), may(link, later), may(AnswerLink(referral=silent, expires_at=later), side.NOON),
        may(AnswerLink(referral=agreed, expires_at=later, withdrawn_at=side.NOON), side.NOON),
        side.of_services.may_keep_by_link(owner, side.NOON), side.of_services.may_keep_by_link(owner, later),
    ]  # fmt: skip
    assert [bool(one) for one in answers] == [True, False, False, False, True, False]


def test_a_person_hands_in_papers_while_somebody_helps_and_says_so_many_needs(offices: Offices) -> None:
    here = offices[HERE].body
    helped, alone = side.make_client(here), side.make_client(None)
    assert [bool(side.of_clients.may_hand_in(one)) for one in (helped, alone)] == [True, False]
    assert side.of_referrals.may_say_need(alone)
    for _ in range(side.of_clients.MOST_PAPERS):
        Paper.objects.create(client=helped, size=1, handed_in_at=side.NOON)
        Need.objects.create(client=alone, theme="health", urgency=1, recorded_at=side.NOON)
    assert not side.of_clients.may_hand_in(helped)
    assert not side.of_referrals.may_say_need(alone)


@pytest.mark.django_db
def test_a_guardian_opens_their_own_child_until_it_is_grown_up_and_leaves_its_pin_alone() -> None:
    parent, stranger = side.make_client(None), side.make_client(None)
    child = side.born(side.make_client(None), 2005)
    child.guardian = parent
    on = side.NOON.date()
    asked = [(parent, on), (stranger, on), (parent, on.replace(year=2023)), (parent, on.replace(year=2024))]
    answers = [bool(side.of_clients.may_open_child(who, child, day)) for who, day in asked]
    assert answers == [True, False, True, False]
    assert side.of_clients.may_change_pin(child)
    child.opened_by = parent.pk
    assert not side.of_clients.may_change_pin(child)


ASKED: dict[ModuleType, set[str]] = {
    side.of_clients: {
        "may_list_clients", "may_register_client", "may_open_client", "may_correct_client", "may_replace_code", "may_note",
        "may_end_support", "may_hand_over", "may_answer_objection", "may_list_erasures", "may_decide_erasure",
        "may_list_objections", "may_open_paper", "may_see_arrival", "may_hand_in",
        "may_name_guardian", "may_end_guardian", "may_open_child", "may_change_pin",
    },
    side.of_services: {
        "may_list_services", "may_add_service", "may_edit_service", "may_close_service", "may_reopen_service",
        "may_chase_services", "may_exchange_packages", "may_keep_by_link",
    },
    side.of_referrals: {
        "may_list_referrals", "may_record_need", "may_close_need", "may_send_referral", "may_be_sent", "may_open_referral",
        "may_send_on", "may_withdraw_referral", "may_make_link", "may_list_inbox", "may_read_as_provider", "may_answer",
        "may_deliver", "may_answer_by_link", "may_report_access", "may_list_access", "may_answer_access",
        "may_watch_access",
        "may_send_grievance", "may_list_grievances", "may_answer_grievance", "may_withdraw_grievance", "may_record_step",
        "may_see_list", "may_open_client", "may_say_need",
    },
    side.of_programmes: {
        "may_list_courses", "may_make_programme", "may_open_course", "may_run_course", "may_change_enrolment",
        "may_begin_livelihood", "may_follow_livelihood", "may_see_counts",
    },
    side.of_recognition: {
        "may_add_asset", "may_open_asset", "may_draft_request", "may_change_request", "may_list_requests",
        "may_open_request", "may_examine_request", "may_open_document", "may_prepare_consular", "may_change_consular",
        "may_list_consular", "may_open_consular", "may_answer_consular", "may_list_vacancies", "may_post_vacancy",
        "may_change_vacancy", "may_open_client",
    },
}  # fmt: skip


@pytest.mark.parametrize("module", ASKED, ids=lambda module: module.__name__)
def test_each_may_function_of_the_service_side_is_in_a_table(module: ModuleType) -> None:
    assert {name for name in vars(module) if name.startswith("may_")} == ASKED[module]
