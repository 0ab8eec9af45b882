"""A livelihood is planned, learnt, paid for in parts, begun, and asked about for two years."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.programmes.actions.many import Followed, follow_many
from indimaj.programmes.models import FollowUp, Instalment, Livelihood
from tests.journeys.town import BEFORE, Town
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLAN = {
    "ar": "ورشة خياطة في البيت، بآلتين.",
    "fr": "Un atelier de couture à la maison, avec deux machines.",
    "en": "A sewing workshop at home, with two machines.",
}
# When it is asked, what the person answers, and why not more.
ASKED = (
    (datetime(2014, 12, 22, 9, tzinfo=UTC), "6", "yes", ""),
    (datetime(2015, 6, 22, 9, tzinfo=UTC), "12", "partly", "customers"),
    (datetime(2016, 6, 22, 9, tzinfo=UTC), "24", "yes", ""),
)
# Of ten other livelihoods of that year: how many feed after 6, 12 and 24 months.
OTHERS, FEED = 14, {6: 12, 12: 9, 24: 8}


def test_a_livelihood_is_followed_for_two_years(visitor: Visitor, town: Town, clock: Any) -> None:
    visitor.takes_pictures(("fr", "desk"))
    client, _code = town.person(visitor.language, ConsentPurpose.SUPPORT, ConsentPurpose.FOLLOW_UP)

    # The plan in the person's words, a training, a grant in two parts.
    visitor.be(town.staff["coordinator"])
    visitor.go("programmes/livelihoods/")
    visitor.look()
    visitor.follow("/new-livelihood/")
    visitor.fill(reference=client.reference, plan=PLAN[visitor.language])
    visitor.look()
    visitor.press()
    one = Livelihood.objects.get()
    visitor.look()
    visitor.post("/train/")
    visitor.tick(kind="grant")
    visitor.fill(amount_1="3000", due_1="2014-06-10", amount_2="2000", due_2="2014-08-10")
    visitor.post("/fund/")
    visitor.look()
    assert list(Instalment.objects.values_list("number", "amount")) == [(1, 3000), (2, 2000)]

    # Paid, and begun.
    clock.move_to(datetime(2014, 6, 20, 9, tzinfo=UTC))
    visitor.be(town.staff["coordinator"])
    visitor.go(f"programmes/livelihoods/{one.pk}/")
    visitor.page.locator("#paid-1").fill("2014-06-11")
    visitor.post("/paid/1/")
    visitor.fill(started_on="2014-06-20")
    visitor.post("/start/")
    visitor.look()
    one.refresh_from_db()
    assert (one.state, one.started_on) == ("running", date(2014, 6, 20))

    # "Does it still feed you?", after 6, 12 and 24 months.
    for day, month, answer, reason in ASKED:
        clock.move_to(day)
        visitor.be(town.staff["coordinator"])
        visitor.go(f"programmes/livelihoods/{one.pk}/")
        visitor.fill(month=month)
        visitor.tick(answer=answer)
        if reason:
            visitor.page.locator("main form[action$='/asked/'] [name=reason]").select_option(reason)
        visitor.look()
        visitor.post("/asked/")
    visitor.look()
    answers = list(FollowUp.objects.order_by("month").values_list("month", "answer", "asked_on"))
    assert answers == [(int(month), answer, day.date()) for day, month, answer, _reason in ASKED]

    # With others of that year: how many last, in numbers that show nobody.
    _others(town)
    visitor.be(town.staff["ministry"])
    visitor.go("programmes/counts/livelihoods/")
    visitor.sees("main .chart svg", 1)
    visitor.look("livelihoods")


def _others(town: Town) -> None:
    started = date(2014, 4, 1)
    made = []
    for number in range(OTHERS):
        client, _code = town.person("fr", ConsentPurpose.FOLLOW_UP, given="Moussa", family=f"Ba {number}")
        answers = [
            (month, date(2016, 4, 20), "yes" if number < feed else "no", "") for month, feed in FEED.items()
        ]
        made.append(
            Followed(
                client=client,
                body=town.bodies["salam"],
                plan="",
                by=town.staff["coordinator"],
                at=BEFORE,
                submission=uuid4(),
                steps=[("start", BEFORE)],
                answers=answers,
                started_on=started,
            )
        )
    follow_many(made, date(2016, 6, 22))
