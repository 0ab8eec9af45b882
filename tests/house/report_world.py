"""An edition frozen and sent out, and a draft after it."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from indimaj.ledger.actors import Actor
from indimaj.reports import actions
from indimaj.reports.actions import editions
from tests.reports.content import edition as invented

if TYPE_CHECKING:
    from tests.house.world import World

NOON = datetime(2014, 3, 20, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
TOKEN = "an-edition-of-the-house"


def build_reports(world: "World") -> None:
    """An edition frozen and sent to one institution, whose link is `TOKEN`; a draft after it."""
    event: Any = world.things["dialogue event"]
    common = {"by": SETUP, "at": NOON}
    first = actions.draft_edition(cut_off=date(2014, 3, 19), event=event, submission=None, **common)
    with patch.object(editions, "gather", lambda edition: invented(number=edition.number)):
        world.things["edition"] = actions.freeze(edition=first, **common)
    world.things["draft edition"] = actions.draft_edition(cut_off=date(2014, 3, 20), event=event, **common)
    body = world.home.body
    for one in (body, world.things["body B-SALAM"]):
        actions.keep_counterpart(body=one, address="cabinet@example.org", language="fr", **common)
    with patch("indimaj.reports.actions.dispatches.secrets.token_urlsafe", return_value=TOKEN):
        actions.dispatch_edition(
            edition=world.things["edition"], bodies=[body], reply_due_on=date(2030, 1, 1), **common
        )
    world.tokens["edition"] = TOKEN
