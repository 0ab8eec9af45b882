"""Words of the policy pack as a letter quotes them."""

from typing import Any

from django.utils.translation import gettext as _

from indimaj import law, policies

HEALTH = "health"


def load(data: dict[str, Any]) -> law.Pack:
    """The pack that the letter's facts name."""
    return policies.load(data["policy"])


def text_of(pack: law.Pack, code: str, language: str) -> str:
    """A coded text of the pack; raises KeyError for a code that the pack does not hold."""
    return str(pack.texts[code]["text"][language])


def evidence_label(pack: law.Pack, kind: str, language: str) -> str:
    """What a kind of evidence is called."""
    return str(pack.evidence[kind]["label"][language])


def request_text(pack: law.Pack, fact: str, language: str) -> str:
    """How the office asks for a fact: the pack's request text, else the fact's own label.

    A sealed (health) fact is never named on paper (practice 11).
    """
    if pack.facts[fact].sealed:
        return _("A document that you hand over to the medical reviewer, in a closed envelope")
    code = f"request_{fact}"
    return text_of(pack, code, language) if code in pack.texts else str(pack.facts[fact].label[language])


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
    return any(pack.facts[fact].sealed for fact in found.when.facts())


def source_line(pack: law.Pack, identifier: str) -> str:
    """A source as a letter cites it: title, publisher, date."""
    source = pack.sources[identifier]
    title = source["title"]
    words = title["en"] if isinstance(title, dict) else title
    return ", ".join(str(part) for part in (words, source.get("publisher"), source.get("date")) if part)
