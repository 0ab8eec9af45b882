"""A build that stopped anywhere is taken up, and ends where one that never stopped ends."""

import pytest

from indimaj.applications.models import Application
from indimaj.decisions.models import Decision, Notice, Sitting
from indimaj.demo.build import build
from indimaj.demo.population import plan
from indimaj.ledger.verify import verify

FILES = 30
pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.mark.parametrize("stage", ["Files", "Sittings", "Decisions", "Notices"])
def test_a_build_that_was_interrupted_is_taken_up(stage: str) -> None:
    def stopping(now: str, done: int, _total: int) -> None:
        if now == stage and done:
            raise Stopped

    with pytest.raises(Stopped):
        build(FILES, stopping)
    build(FILES, lambda _stage, _done, _total: None)

    planned = plan(FILES)
    assert Application.objects.count() == FILES
    assert Decision.objects.count() == sum(1 for one in planned if one.decided_on)
    sittings = {(one.office, one.opinion_on, one.state == "on_agenda") for one in planned if one.opinion_on}
    assert Sitting.objects.count() == len(sittings)
    assert Notice.objects.values("decision").distinct().count() == Notice.objects.count()
    assert verify().intact
