"""Words of the policy pack as a letter quotes them."""

import re
from typing import Any

from indimaj import law, policies
from indimaj.law.expressions import clauses_of

GAP = re.compile(r"\{\w+\}")
SEPARATORS = {"ar": "؛ ", "fr": " ; ", "en": "; "}


def load(data: dict[str, Any]) -> law.Pack:
    """The pack that the letter's facts name."""
    return policies.load(data["policy"])


def text_of(pack: law.Pack, code: str, language: str) -> str:
    """A coded text of the pack; raises KeyError for a code that the pack does not hold."""
    return str(pack.texts[code]["text"][language])


def evidence_label(pack: law.Pack, kind: str, language: str) -> str:
    """What a kind of evidence is called."""
    return str(pack.evidence[kind]["label"][language])


def request_text(pack: law.Pack, fact: str, evidence: list[str], language: str) -> str:
    """How the office asks for a fact, with the proofs that it accepts.

    A sealed (health) fact is never named on paper: its text in the pack says nothing of it (practice 11).
    """
    labels = SEPARATORS[language].join(evidence_label(pack, kind, language) for kind in evidence)
    return text_of(pack, f"request_{fact}", language).format(evidence=labels)


def criterion(pack: law.Pack, code: str, campaign: str) -> Any | None:
    """The criterion with a code in a campaign, or None."""
    for version in pack.versions:
        if version.campaign == campaign:
            for one in version.criteria:
                if one.code == code:
                    return one
    return None


def rule_label(pack: law.Pack, code: str, campaign: str, language: str) -> str:
    """The title of a criterion; nothing for a criterion that rests on health (practice 11)."""
    found = criterion(pack, code, campaign)
    if found is None or is_health(pack, found):
        return ""
    return str(found.title[language])


def is_health(pack: law.Pack, found: Any) -> bool:
    """Whether a criterion rests on a sealed fact."""
    return any(pack.facts[fact].sealed for clause in clauses_of(found.when) for fact in clause.facts)


def act_line(pack: law.Pack, version: str, language: str) -> str:
    """The act that a finding was made under, as a letter cites it: its title and who adopted it."""
    act = pack.version(version)
    return f"{act.title[language]}, {act.adopted_by[language]}"


def filled(ground: str, note: str) -> tuple[str, str]:
    """A ground with what the officer wrote for its gap, the first line of the note; and what the note says beside."""
    if not GAP.search(ground):
        return ground, note
    gap, _newline, rest = note.partition("\n")
    return GAP.sub(lambda _match: gap.strip(), ground), rest.strip()
