"""An event, what was said there, and threads that stay open after its last day."""

from datetime import date
from uuid import UUID

import pytest

from indimaj.dialogue import actions, queries, words
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry
from tests.dialogue.conftest import NOON, World
from tests.dialogue.conftest import words as in_three

ONE = UUID(int=1)


def verbs(subject: UUID) -> list[tuple[str, str]]:
    return list(
        Entry.objects.filter(compartment=Compartment.HOUSE, subject=subject).order_by("number").values_list(
            "verb", "purpose"
        )
    )  # fmt: skip


def test_an_event_and_all_that_is_added_to_it_stand_on_its_chain(world: World) -> None:
    event = world.event()
    common = {"event": event, "by": world.by, "at": NOON}
    actions.add_session(title=in_three("Opening"), kind="opening", **common)
    actions.add_participation(category="civil_society", role="participant", head_count=40, **common)
    actions.add_account(claim="aim", says=in_three("To talk"), source="A paper", **common)
    actions.contribute(text=in_three("We agree"), kind="opening", said_on=NOON.date(), **common)
    assert verbs(event.pk) == [
        (verb, "steering")
        for verb in ("event_made", "session_added", "participation_added", "account_added", "contributed")
    ]


def test_the_same_form_sent_twice_adds_one_thing(world: World) -> None:
    event = world.event(submission=ONE)
    assert world.event(key="other", submission=ONE) == event
    common = {"event": event, "by": world.by, "at": NOON, "submission": ONE}
    for _ in range(2):
        actions.add_session(title=in_three("Opening"), kind="opening", **common)
        actions.add_participation(category="national", role="organiser", **common)
        actions.add_account(claim="aim", says=in_three("To talk"), source="A paper", **common)
        actions.contribute(text=in_three("We agree"), kind="opening", said_on=NOON.date(), **common)
    counted = (event.sessions, event.participations, event.accounts, event.contributions)
    assert [one.count() for one in counted] == [1, 1, 1, 1]


def test_two_events_do_not_share_an_address(world: World) -> None:
    world.event()
    with pytest.raises(actions.KeyTaken):
        world.event()


def test_a_correction_names_what_changed_and_refuses_what_somebody_else_changed_meanwhile(
    world: World,
) -> None:
    event = world.event()
    changed = actions.change_event(event=event, venue="A hall", version=0, by=world.by, at=NOON)
    assert (changed.venue, changed.version) == ("A hall", 1)
    assert Entry.objects.get(subject=event.pk, verb="event_changed").detail == {"changed": ["venue"]}
    with pytest.raises(actions.Stale):
        actions.change_event(event=event, venue="Another", version=0, by=world.by, at=NOON)


def test_what_is_not_public_is_seen_by_who_writes_it_alone(world: World) -> None:
    event = world.event(is_public=False)
    assert [queries.event(one, "meeting") for one in (None, world.focal, world.policy)] == [None, None, event]
    actions.show_event(event=event, by=world.by, at=NOON)
    assert queries.event(None, "meeting") == event


def test_accounts_that_differ_are_both_kept_and_said_to_differ(world: World) -> None:
    event = world.event()
    for number, source in ((3, "First paper"), (4, "Second paper")):
        actions.add_account(
            event=event,
            claim="sessions",
            says=in_three(f"{number} workshops"),
            source=source,
            by=world.by,
            at=NOON,
        )
    actions.add_account(
        event=event, claim="title", says=in_three("A title"), source="First paper", by=world.by, at=NOON
    )
    told = {
        str(one["label"]): (one["differ"], len(one["accounts"]))
        for one in words.by_claim(queries.accounts(event))
    }
    assert sorted(told.values()) == [(False, 1), (True, 2)]


def test_an_event_goes_on_with_another_and_knows_what_goes_on_with_it(world: World) -> None:
    first = world.event()
    second = world.event("second", continues=first, starts_on=date(2015, 1, 5), ends_on=date(2015, 1, 5))
    assert queries.continued_by(None, first) == [second]


def test_a_thread_takes_replies_long_after_the_last_day_and_a_reply_to_a_reply_joins_it(world: World) -> None:
    event = world.event()
    assert event.is_closed(date(2015, 2, 10))
    common = {"event": event, "by": world.by, "at": NOON, "kind": "written"}
    begun = actions.contribute(text=in_three("Who follows up?"), said_on=date(2014, 3, 11), **common)
    reply = actions.contribute(text=in_three("We do"), said_on=date(2015, 2, 1), answers=begun, **common)
    again = actions.contribute(
        text=in_three("Since when?"), said_on=date(2015, 2, 2), answers=reply, **common
    )
    thread = queries.threads(event)[0]
    assert [one.pk for one in thread.replies.all()] == [reply.pk, again.pk]


def test_a_focal_point_speaks_in_writing_and_for_its_own_body_only(world: World) -> None:
    event = world.event()
    made = actions.contribute(
        event=event, text=in_three("From us"), kind="minutes", said_on=NOON.date(), body=world.ministry,
        institution="Somebody else", by=world.by_focal, at=NOON,
    )  # fmt: skip
    assert (made.body, made.kind, made.institution) == (world.health, "written", "")
    hidden = world.event("hidden", is_public=False)
    with pytest.raises(NotAllowed):
        actions.contribute(
            event=hidden, text=in_three("x"), kind="written", said_on=NOON.date(), by=world.by_focal, at=NOON
        )
    with pytest.raises(NotAllowed):
        actions.add_session(event=event, title=in_three("x"), kind="forum", by=world.by_focal, at=NOON)


def test_a_reply_stays_in_its_own_event(world: World) -> None:
    first, second = world.event(), world.event("second")
    common = {"by": world.by, "at": NOON, "kind": "written", "said_on": NOON.date()}
    begun = actions.contribute(event=first, text=in_three("A question"), **common)
    with pytest.raises(actions.WrongThread):
        actions.contribute(event=second, text=in_three("An answer"), answers=begun, **common)
