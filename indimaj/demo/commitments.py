"""Commitments of the demo: what the conference of March 2014 recommended and promised, what the Human Rights Council had
recommended, what the strategy laid down; each sentence in our words, with the address of its source.

What no source says is not there: a lead body that is not known stays empty. Next dates are the demo's own.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from indimaj.commitments import actions
from indimaj.commitments.catalogue import Laid, strategy
from indimaj.commitments.drafts import Draft
from indimaj.commitments.enums import Certainty, CommitmentKind, RelationKind, Wording
from indimaj.commitments.models import Commitment
from indimaj.commitments.rows import short
from indimaj.dialogue.models import Document, Event, Passage
from indimaj.texts.words import Words, of_three

from . import dialogue_texts as told
from .dialogue import CONFERENCE, COUNCIL, NOTE, SECOND_DAY, STRATEGY, build_dialogue, passage
from .service_bodies import BUILDER

Progress = Callable[[str, int, int], None]
PRESS = "liberation-2014"
AT = datetime(2014, 3, 12, 11, tzinfo=UTC)
ADOPTED, COUNCIL_DAY = date(2014, 12, 18), date(2013, 9, 9)
# A year after the conference, and half a year after: when the demo looks at them again.
REVIEW, LATER_REVIEW = date(2015, 3, 10), date(2015, 9, 10)
LANGUAGES = ("fr", "ar", "en")
NUMBERED = re.compile(r"^\s*(?:\d\.|[^:]{4,14} \d ?:)\s*")
GOVERNMENT = "Gouvernement"


class Told(NamedTuple):
    """A sentence of an account, and what it is."""

    key: str
    sentence: str
    document: str
    kind: CommitmentKind
    themes: Sequence[str] = ()
    addressed_to: str = ""
    code: str = ""
    certainty: Certainty = Certainty.STATED


RECOMMENDED = (
    Told(
        "rabat-integration-contract", "contract", PRESS, CommitmentKind.RECOMMENDATION, ("social",), code="1"
    ),
    Told(
        "rabat-actor-of-development",
        "vector",
        PRESS,
        CommitmentKind.RECOMMENDATION,
        ("livelihood",),
        code="2",
    ),
    Told(
        "rabat-territorial-programmes",
        "territory",
        PRESS,
        CommitmentKind.RECOMMENDATION,
        ("social",),
        code="3",
    ),
    Told("rabat-coordination", "coordination", PRESS, CommitmentKind.RECOMMENDATION, ("social",), code="4"),
)
OF_THE_NOTE = (
    Told(
        "rabat-services-for-all", "services", NOTE, CommitmentKind.OPEN_ISSUE, ("health", "work", "housing")
    ),
    Told("rabat-cultural-capital", "capital", NOTE, CommitmentKind.OPEN_ISSUE, ("culture", "recognition")),
    Told("rabat-origin-and-civil-society", "origin", NOTE, CommitmentKind.OPEN_ISSUE, ("social",)),
    Told("rabat-three-levels", "levels", NOTE, CommitmentKind.OPEN_ISSUE, ("social",)),
    Told("rabat-synergies", "synergies", NOTE, CommitmentKind.OPEN_ISSUE, ("social",)),
    Told("rabat-no-separation", "no_separation", NOTE, CommitmentKind.OPEN_ISSUE, ("social", "housing")),
    Told("rabat-local-language", "language", NOTE, CommitmentKind.RECOMMENDATION, ("language",)),
    Told("rabat-services-and-school", "school", NOTE, CommitmentKind.RECOMMENDATION, ("education",)),
    Told("rabat-cultural-exchange", "exchange", NOTE, CommitmentKind.RECOMMENDATION, ("culture",)),
    Told("rabat-livelihoods", "livelihoods", NOTE, CommitmentKind.RECOMMENDATION, ("livelihood",)),
    Told("rabat-pledge-follow-up", "follow_up", NOTE, CommitmentKind.PLEDGE),
    Told("rabat-pledge-report", "report", NOTE, CommitmentKind.PLEDGE),
    Told("rabat-pledge-dialogue", "dialogue", NOTE, CommitmentKind.PLEDGE),
    Told("rabat-pledge-long-term", "long_term", NOTE, CommitmentKind.PLEDGE),
    Told("rabat-royal-guidance", "answers_council", NOTE, CommitmentKind.GUIDANCE, ("legal",)),
)
_REFUGEES = ("legal", "housing", "health", "education", "work")
COUNCIL_SAID = tuple(
    Told(
        f"cndh-2013-{number}",
        sentence,
        COUNCIL,
        CommitmentKind.RECOMMENDATION,
        themes,
        to,
        str(number),
        certainty,
    )
    for number, (sentence, themes, to, certainty) in enumerate(
        (
            ("council_refugees", ("legal",), GOVERNMENT, Certainty.SEVERAL),
            ("council_integration", _REFUGEES, GOVERNMENT, Certainty.SEVERAL),
            ("council_nonrefoulement", ("legal",), GOVERNMENT, Certainty.SEVERAL),
            ("council_asylum", ("legal",), GOVERNMENT, Certainty.SEVERAL),
            ("council_regularise", ("legal",), GOVERNMENT, Certainty.SEVERAL),
            ("council_guarantees", ("legal",), GOVERNMENT, Certainty.STATED),
            (
                "council_partners",
                ("social",),
                "Union européenne, pays partenaires, bailleurs",
                Certainty.SEVERAL,
            ),
            ("council_media", ("culture",), "Médias", Certainty.STATED),
        ),
        1,
    )
)
# Our reading of what answers what; the Council's table of sources says no more.
ANSWERS = (
    *((f"snia-p{number}", "cndh-2013-2") for number in range(1, 8)),
    ("snia-m8", "cndh-2013-3"),
    ("snia-m8", "cndh-2013-4"),
    ("snia-8-4", "cndh-2013-6"),
    ("snia-8-5", "cndh-2013-6"),
    ("snia-m9", "rabat-coordination"),
)


def build_commitments(progress: Progress) -> None:
    """Everything that sources tell; what is there is passed over."""
    build_dialogue(progress)
    if Commitment.objects.filter(key="snia-m9").exists():
        return
    progress("Commitments", 0, 3)
    event = Event.objects.get(key=CONFERENCE)
    _say((*RECOMMENDED, *OF_THE_NOTE), event, SECOND_DAY, REVIEW)
    _say(COUNCIL_SAID, None, COUNCIL_DAY, LATER_REVIEW)
    progress("Commitments", 1, 3)
    _lay_down(strategy())
    progress("Commitments", 2, 3)
    _relate()
    progress("Commitments", 3, 3)


def _once(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"indimaj-commitments/{name}")


def _say(rows: Sequence[Told], event: Event | None, day: date, review: date) -> None:
    """Commitments of sentences, each attached to its passage in three languages."""
    urls = dict(Document.objects.values_list("key", "source_url"))
    drafts = [
        Draft(
            kind=one.kind,
            title=_title(one.sentence),
            text=_sentence(one.sentence),
            key=one.key,
            code=one.code,
            document_key=one.document,
            themes=one.themes,
            levels=("national",),
            addressed_to=one.addressed_to,
            raised_on=day,
            raised_in=event,
            next_date=review,
            source_url=urls.get(one.document, ""),
            certainty=one.certainty,
            wording=Wording.OURS,
            position=position,
            submission=_once(one.key),
        )
        for position, one in enumerate(rows, 1)
    ]
    made = actions.record_many(drafts=drafts, by=BUILDER, at=AT)
    for one, commitment in zip(rows, made, strict=True):
        _attach(commitment, [passage(one.document, one.sentence, language) for language in LANGUAGES])


def _attach(commitment: Commitment, passages: Sequence[Passage]) -> None:
    for one in passages:
        actions.attach(commitment=commitment, passage=one, by=BUILDER, at=AT)


def _sentence(key: str) -> Words:
    return of_three({language: NUMBERED.sub("", told.sentence(key, language)) for language in LANGUAGES})


def _title(key: str) -> Words:
    said = {language: short(NUMBERED.sub("", told.sentence(key, language))) for language in LANGUAGES}
    return of_three({language: text.rstrip(".") for language, text in said.items()})


def key_of(code: str) -> str:
    """The short name of what the strategy laid down: "P1" is snia-p1, "1.1" is snia-1-1."""
    return f"snia-{code.lower().replace('.', '-')}"


def _lay_down(rows: Sequence[Laid]) -> None:
    """Objectives, programmes, specific objectives, actions and measures, with what is part of what."""
    drafts = [
        Draft(
            kind=CommitmentKind.DECISION,
            title=of_three(one.names),
            text=of_three(one.names),
            key=key_of(one.code),
            code=one.code,
            document_key=STRATEGY,
            themes=one.themes,
            levels=("national",),
            addressed_to=one.lead,
            raised_on=ADOPTED,
            next_date=LATER_REVIEW,
            source_url=one.source,
            certainty=one.certainty,
            wording=Wording.OURS,
            position=position,
            submission=_once(f"snia {one.code}"),
        )
        for position, one in enumerate(rows, 1)
    ]
    actions.record_many(drafts=drafts, by=BUILDER, at=AT)
    kept = {one.code: one for one in Commitment.objects.filter(document_key=STRATEGY)}
    for one in rows:
        if one.kind == "objective":
            sentence = one.code.lower()
            _attach(kept[one.code], [passage(STRATEGY, sentence, language) for language in LANGUAGES])
        if one.part_of:
            actions.relate(
                commitment=kept[one.code],
                other=kept[one.part_of],
                kind=RelationKind.SPLITS,
                by=BUILDER,
                at=AT,
            )


def _relate() -> None:
    """What answers what, and two sentences of the same days that ask for the same."""
    kept = {one.key: one for one in Commitment.objects.all()}
    for answer, asked in ANSWERS:
        actions.relate(
            commitment=kept[answer], other=kept[asked], kind=RelationKind.RESPONDS_TO, by=BUILDER, at=AT
        )
    title = of_three(
        {
            "ar": "التنسيق والعمل المشترك",
            "fr": "Coordonner et agir ensemble",
            "en": "Coordinate and act together",
        }
    )
    actions.gather(
        commitment=kept["rabat-synergies"], other=kept["rabat-coordination"], title=title, by=BUILDER, at=AT
    )
