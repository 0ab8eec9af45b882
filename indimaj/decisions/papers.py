"""What the room's letters need, as plain data in three languages."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from indimaj import law, policies
from indimaj.applications.models import Application
from indimaj.applications.queries import assessment
from indimaj.directory.models import Office

from . import remedies
from .enums import Outcome, Stance
from .models import AgendaItem, Decision, MemberOpinion, Opinion, Sitting, SittingMember

LANGUAGES = ("ar", "fr", "en")
PROPOSALS = {
    "favourable": Outcome.FAVOURABLE.label,
    "unfavourable": Outcome.UNFAVOURABLE.label,
    "undetermined": _("Not settled: facts are missing"),
}


def in_three(words: Any) -> dict[str, str]:
    """A lazy translation in each language."""
    three = {}
    for language in LANGUAGES:
        with override(language):
            three[language] = str(words)
    return three


def name_of(application: Application) -> str:
    """The name on a registered file."""
    return application.applicant.name if application.applicant else ""


def names(office: Office) -> dict[str, str]:
    """The office's name in each language."""
    return {language: office.name_in(language) for language in LANGUAGES}


def agenda(sitting: Sitting) -> dict[str, Any]:
    """Members and files, with what the rule proposes for each."""
    items = sitting.items.select_related("application__applicant").order_by("position")
    proposed = [(item, assessment(item.application, on=sitting.held_on).proposal) for item in items]
    return agenda_of(sitting, sitting.members.order_by("id"), proposed)


def agenda_of(
    sitting: Sitting, members: Iterable[SittingMember], proposed: Iterable[tuple[AgendaItem, str]]
) -> dict[str, Any]:
    """The agenda from what is at hand, for a sitting that is recorded in a set."""
    rows = [{**_file(item), "proposal": proposal_words(proposal)} for item, proposal in proposed]
    return {**_head(sitting, members), "items": rows}


def minutes(sitting: Sitting) -> dict[str, Any]:
    """What was held on each file, dissent included."""
    items = sitting.items.select_related("application__applicant", "opinion").order_by("position")
    held = [
        (item, getattr(item, "opinion", None), list(item.member_opinions.all()))
        for item in items.prefetch_related("member_opinions__member")
    ]
    return minutes_of(sitting, sitting.members.order_by("id"), held)


def minutes_of(
    sitting: Sitting,
    members: Iterable[SittingMember],
    held: Iterable[tuple[AgendaItem, Opinion | None, Sequence[MemberOpinion]]],
) -> dict[str, Any]:
    """The minutes from what is at hand, for a sitting that is recorded in a set."""
    rows = []
    for item, opinion, voices in held:
        dissent = [
            {
                "name": voice.member.name,
                "stance": in_three(Stance(voice.stance).label),
                "reason": voice.reason,
            }
            for voice in voices
            if opinion and voice.stance != opinion.outcome
        ]
        rows.append(
            {**_file(item), "outcome": _held(opinion), "reasons": _reasons(opinion), "dissent": dissent}
        )
    return {**_head(sitting, members), "items": rows}


def decision(made: Decision) -> dict[str, Any]:
    """What the decision letter says; the assessment is the one frozen in the decision."""
    pack = policies.load(settings.POLICY)
    application = made.application
    data: dict[str, Any] = {
        "policy": pack.code,
        "campaign": application.campaign,
        "reference": application.reference,
        "name": name_of(application),
        "office": names(application.office),
        "authority": names_of_body(application.office),
        "decided_on": made.decided_on.isoformat(),
        "signed_by": made.signed_by,
        "assessment": made.assessment,
    }
    if made.outcome == Outcome.UNFAVOURABLE:
        data["remedies"] = _by_line({language: remedies.words(made, language) for language in LANGUAGES})
        data["grounds"] = [_filled(pack, ground["code"], ground) for ground in made.grounds]
        if made.departs:
            data["departure"] = _filled(pack, made.departure_code, {"detail": made.departure_reason})
    return data


def _filled(pack: law.Pack, code: str, values: dict[str, str]) -> dict[str, str]:
    """A coded text in each language, with what was stated: free text is quoted in its own language."""
    return {language: pack.texts[code]["text"][language].format(**values) for language in LANGUAGES}


def _by_line(three: dict[str, list[str]]) -> list[dict[str, str]]:
    rows = zip(*(three[language] for language in LANGUAGES), strict=True)
    return [dict(zip(LANGUAGES, row, strict=True)) for row in rows]


def names_of_body(office: Office) -> dict[str, str]:
    """The authority that the office belongs to, in each language."""
    return {language: office.body.name_in(language) for language in LANGUAGES}


def proposal_words(proposal: str) -> dict[str, str]:
    """What the rule proposes, in each language."""
    return in_three(PROPOSALS[proposal])


def _held(opinion: Opinion | None) -> dict[str, str]:
    if opinion is None:
        return in_three(_("Left for a later sitting"))
    return in_three(Outcome(opinion.outcome).label)


def _reasons(opinion: Opinion | None) -> list[str]:
    return [opinion.departure_reason] if opinion and opinion.departs else []


def _file(item: AgendaItem) -> dict[str, Any]:
    application = item.application
    return {"position": item.position, "reference": application.reference, "name": name_of(application)}


def _head(sitting: Sitting, seated: Iterable[SittingMember]) -> dict[str, Any]:
    members = [
        {"name": member.name, "institution": member.institution, "chairs": member.chairs} for member in seated
    ]
    return {
        "number": sitting.number,
        "held_on": sitting.held_on.isoformat(),
        "office": names(sitting.office),
        "members": members,
    }
