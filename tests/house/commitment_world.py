"""A report that was read and half decided on, commitments that have something to do with each other, one taken back."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from indimaj.commitments import actions
from indimaj.commitments.drafts import Draft
from indimaj.commitments.models import Commitment
from indimaj.dialogue import actions as dialogue
from indimaj.ledger.actors import Actor
from indimaj.texts.words import of_three
from tests.commitments.making import ARABIC, ENGLISH

if TYPE_CHECKING:
    from tests.house.world import World

NOON = datetime(2014, 3, 12, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
NAMES = {"ar": "تقرير استعراض", "fr": "Rapport d’examen", "en": "Review report"}
ASKED = (
    {"ar": "فتح السكن الاجتماعي للمهاجرين طبقا للقانون 02-03", "fr": "Ouvrir le logement social aux migrants, loi 02-03",
     "en": "Open social housing to migrants under law 02-03"},
    {"ar": "سكن المهاجرين وفق القانون 02-03", "fr": "Loger les migrants selon la loi 02-03",
     "en": "House migrants as law 02-03 says"},
    {"ar": "نشر الأرقام كل سنة", "fr": "Publier les chiffres chaque année", "en": "Publish the figures each year"},
)  # fmt: skip


def build_commitments(world: "World") -> None:
    """One of everything that the room has."""
    things: dict[str, Any] = world.things
    common: dict[str, Any] = {"by": SETUP, "at": NOON}
    document = dialogue.add_document(
        key="review-report",
        title=of_three(NAMES),
        kind="review",
        is_public=True,
        published_on=date(2013, 9, 9),
        **common,
    )
    versions = [
        dialogue.add_version(
            document=document, language=language, received_on=NOON.date(), text=text, **common
        )
        for language, text in (("en", ENGLISH), ("ar", ARABIC))
    ]
    batch = actions.open_import(version=versions[0], style="un_review", kind="recommendation", **common)
    first, second, third = batch.proposals.order_by("number")
    actions.decide(batch=batch, proposals=[first.pk], to="confirmed", **common)
    actions.decide(batch=batch, proposals=[second.pk], to="dropped", **common)
    drafts = [
        Draft(kind=kind, title=of_three(said), text=of_three(said), key=f"asked-{number}", themes=["housing"],
              levels=["local"], places=[world.home.place], raised_in=things["dialogue event"],
              next_date=date(2014, 5, 1), addressed_to="Parlement")
        for number, (kind, said) in enumerate(zip(("recommendation", "pledge", "decision"), ASKED, strict=True))
    ]  # fmt: skip
    one, other, gone = actions.record_many(drafts=drafts, **common)
    relation = actions.relate(commitment=one, other=other, kind="responds_to", **common)
    actions.gather(commitment=one, other=Commitment.objects.get(code="144.1"), **common)
    things |= {
        "review version": versions[1], "import": batch, "proposal": third, "commitment": one, "other commitment": other,
        "relation": relation, "withdrawn commitment": actions.withdraw(commitment=gone, **common),
    }  # fmt: skip
