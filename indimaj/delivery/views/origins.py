"""What a text that is translated is: whose words, of what, said when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indimaj.commitments.models import Commitment
from indimaj.directory.models import Body
from indimaj.texts.words import Words

from ..enums import Claim, EvidenceKind, MarkKind, ResponsePosition, Says
from ..models import Action, Declaration, Evidence, EvidenceMark, Milestone, Response
from ..translations import Translated

LOOKED = {"looked-for": _("What was looked for"), "looked-in": _("Where it was looked for")}


@dataclass(frozen=True)
class Origin:
    """What is said of a text beside it. `title` and `url` are those of the commitment or action that it is about."""

    what: Any
    url: str
    title: Words | None = None
    body: Body | None = None
    detail: Any = ""
    on: date | datetime | None = None


def origin_of(thing: Translated, name: str = "") -> Origin:
    """Whose words they are, and what they are about; `name` says which of the texts of a search."""
    if isinstance(thing, Response):
        asked = thing.assignment
        position = ResponsePosition(thing.position).label
        return _of_commitment(
            asked.commitment, what=Claim.RESPONSE.label, body=asked.body, detail=position, on=thing.on
        )
    if isinstance(thing, Action):
        return Origin(Claim.ACTION.label, _desk(thing), body=thing.body)
    if isinstance(thing, Milestone):
        return _of_action(thing.action, what=Claim.MILESTONE.label)
    if isinstance(thing, Declaration):
        return _of_action(thing.action, what=_("A declaration"), detail=Says(thing.says).label, on=thing.on)
    if isinstance(thing, Evidence):
        return _of_claim(thing, what=_("A piece of evidence"), on=thing.added_at)
    if isinstance(thing, EvidenceMark):
        return _of_claim(thing.evidence, what=MarkKind(thing.kind).label, on=thing.made_at)
    return _of_commitment(thing.commitment, what=LOOKED.get(name, ""), on=thing.on)


def _of_claim(evidence: Evidence, **more: Any) -> Origin:
    more["detail"] = EvidenceKind(evidence.kind).label
    if evidence.action is not None:
        return _of_action(evidence.action, **more)
    assert evidence.commitment is not None
    body = evidence.response.assignment.body if evidence.response is not None else None
    return _of_commitment(evidence.commitment, body=body, **more)


def _of_action(action: Action, **more: Any) -> Origin:
    return Origin(url=_desk(action), title=action.title, body=action.body, **more)


def _of_commitment(commitment: Commitment, **more: Any) -> Origin:
    url = reverse("commitments:commitment", args=[commitment.key])
    return Origin(url=url, title=commitment.title, **more)


def _desk(action: Action) -> str:
    return reverse("delivery:desk_action", args=[action.key])
