"""Lists of the policy pack as choices in the reader's language."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indimaj import policies
from indimaj.design.wording import day_text, number_text
from indimaj.law import FactError
from indimaj.law import words as law_words

from .actions import rows

Choice = tuple[str, str]
BLANK: Choice = ("", "—")
PICTURES = {
    "passport": "passport", "national_identity_document": "identity-card", "consular_card": "identity-card",
    "lease": "home", "bill": "receipt", "rent_receipt": "receipt", "payslip": "work", "work_contract": "work",
    "employer_certificate": "work", "school_certificate": "school", "diploma": "certificate",
    "marriage_record": "family", "family_booklet": "family", "birth_record": "child", "entry_stamp": "stamp",
    "medical_card": "medical", "medical_certificate_sealed": "medical",
}  # fmt: skip
YES_NO = {True: _("Yes"), False: _("No")}


def reader() -> str:
    """The language of the page, as packs name it."""
    language = (get_language() or "ar")[:2]
    return language if language in ("ar", "fr", "en") else "ar"


@lru_cache
def _nationalities(policy: str) -> list[dict[str, str]]:
    folder = Path(policies.__file__).parent / policy / "catalogues"
    with (folder / "nationalities.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


class Offered(BaseChoiceIterator):
    """Choices that are ready as they are: Django would read through each of 250 countries for each box of each form."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self.choices = tuple(choices)

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Offered":
        return self


def nationalities() -> Offered:
    """Countries by name."""
    return _nationalities_in(settings.POLICY, reader())


@lru_cache
def _nationalities_in(policy: str, language: str) -> Offered:
    named = ((row["code"], row[f"name_{language}"]) for row in _nationalities(policy))
    return Offered([BLANK, *sorted(named, key=lambda choice: choice[1])])


def nationality_names(codes: list[str]) -> str:
    """Some countries, by name."""
    column = f"name_{reader()}"
    known = {row["code"]: row[column] for row in _nationalities(settings.POLICY)}
    return "، ".join(known.get(code, code) for code in codes) if reader() == "ar" else ", ".join(
        known.get(code, code) for code in codes
    )  # fmt: skip


def evidence_kinds(*, sealed: bool = False) -> list[Choice]:
    """Kinds of evidence that are, or are not, under seal."""
    kinds = rows.pack().evidence
    return [
        (kind, about["label"][reader()])
        for kind, about in kinds.items()
        if bool(about.get("health")) == sealed
    ]


def evidence_groups() -> list[tuple[str, list[Choice]]]:
    """The kinds that are not sealed, by what they are about, in the order of the pack."""
    groups: dict[str, list[Choice]] = {}
    for kind, about in rows.pack().evidence.items():
        if not about.get("health"):
            groups.setdefault(about["about"], []).append((kind, about["label"][reader()]))
    return list(groups.items())


def evidence_label(kind: str) -> str:
    """What a kind of evidence is called."""
    return str(rows.pack().evidence[kind]["label"][reader()])


def evidence_picture(kind: str) -> str:
    """The picture of a kind of evidence, for those who read pictures first."""
    return PICTURES.get(kind, "paper")


def texts(kind: str) -> list[Choice]:
    """Coded texts of a kind, as choices; what is filled in later shows as dots."""
    return [
        (code, re.sub(r"\{\w+\}", "…", text["text"][reader()]))
        for code, text in rows.pack().texts.items()
        if text["kind"] == kind
    ]


def grounds() -> list[Choice]:
    """Why a visit ends without a file; a ground that is completed later is said without its gap."""
    found = rows.pack().texts
    return [
        (code, found[code].get("choice", {}).get(reader(), said))
        for code, said in texts("refusal_to_register")
    ]


def gaps() -> dict[str, tuple[str, bool]]:
    """For each ground with a gap: what is asked for it, and whether that is a day."""
    return {
        code: (str(text.get("asks", text["text"])[reader()]), "{date}" in text["text"][reader()])
        for code, text in rows.pack().texts.items()
        if text["kind"] == "refusal_to_register" and "{" in text["text"][reader()]
    }


def text(code: str) -> str:
    """One coded text."""
    return str(rows.pack().texts[code]["text"][reader()])


def fact_label(fact: str) -> str:
    """What a fact is called."""
    return str(rows.pack().facts[fact].label[reader()])


def value_text(fact: str, value: object) -> str:
    """A value of a fact in words."""
    spec = rows.pack().facts[fact]
    if value is None:
        return "—"
    if spec.type == "boolean":
        return str(YES_NO[bool(value)])
    if spec.type == "choice":
        return str(spec.choices[str(value)][reader()])
    if spec.type == "date":
        return day_text(value)  # type: ignore[arg-type]
    return number_text(value) if isinstance(value, int) else str(value)


def error_text(error: FactError) -> str:
    """Why a value cannot be read."""
    return str(law_words.error(error, reader()))
