"""Figures in words: values, periods, codes by name, definitions, the side that nobody has measured."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from indimaj import indicators
from indimaj.clients import countries
from indimaj.design.wording import day_text, days_text, isolated, language, number_text, percent_text
from indimaj.directory.models import Place

from .enums import Side, Unit
from .models import IndicatorVersion, PublishedFigure
from .queries import Figure
from .sources import SOURCES, SPECS

NOTHING = "—"
PLACE_COLUMNS = ("province", "region")


def value(figure: Figure) -> str:
    """The value of a figure as it is printed."""
    return _("hidden") if figure.is_hidden else amount(figure.unit, figure.value)


def amount(unit: str, number: Decimal | float | None) -> str:
    """A number in its unit; a dash where nothing could be counted."""
    if number is None:
        return NOTHING
    exact = Decimal(str(number))
    if unit == Unit.SHARE:
        return isolated(percent_text(exact, 0 if exact in (0, 1) else 1))
    if unit == Unit.RATIO:
        return isolated(number_text(exact, 2))
    whole = exact == exact.to_integral_value()
    if unit == Unit.DAYS:
        return (
            days_text(int(exact))
            if whole
            else _("%(number)s days") % {"number": isolated(number_text(exact, 1))}
        )
    return isolated(number_text(int(exact)))


def count(number: int | None) -> str:
    """A whole number, or that it is hidden."""
    return _("hidden") if number is None else number_text(number)


def period(begins: date, ends: date) -> str:
    """A month, a quarter or a year in words; `ends` is the first day after."""
    last = ends - timedelta(days=1)
    if (begins.year, begins.month) == (last.year, last.month):
        return day_text(f"{begins:%Y-%m}")
    if (last.month - begins.month, begins.year) == (11, last.year):
        return str(begins.year)
    return f"{day_text(f'{begins:%Y-%m}')} – {day_text(f'{last:%Y-%m}')}"


def not_measured(side: str) -> str:
    """What is printed in the place of the side that nobody has counted."""
    return _("Host side not yet measured") if side == Side.MIGRANT else _("Migrants’ side not yet measured")


def printed(one: PublishedFigure) -> str:
    """A published number; a share is worked out from its two counts, never copied."""
    if one.unit != Unit.SHARE or not one.out_of:
        return amount(one.unit, one.value)
    share = percent_text(one.value / one.out_of, 1)
    return isolated(share) if one.out_of == 100 else (
        f"{isolated(share)} ({isolated(f'{number_text(int(one.value))} / {number_text(int(one.out_of))}')})"
    )  # fmt: skip


def remark(texts: dict[str, str]) -> str:
    """A remark of the catalogue in the reader's language."""
    return texts.get(language(), texts.get("ar", ""))


class Names:
    """What sources, columns and codes are called in the reader's language; places are read once."""

    def __init__(self) -> None:
        self.places: dict[str, str] | None = None

    def source(self, source: str) -> str:
        """The rows of a source."""
        return str(SOURCES[source].label)

    def column(self, source: str, column: str) -> str:
        """A column."""
        return str(SOURCES[source].columns[column].label)

    def value(self, source: str, column: str, value: str) -> str:
        """A code; nothing stands for what is not known."""
        if not value:
            return _("Not known")
        if column in PLACE_COLUMNS:
            if self.places is None:
                self.places = {place.code: str(place) for place in Place.objects.all()}
            return self.places.get(value, value)
        if column == "nationality":
            return countries.names([value])
        choices: Any = SOURCES[source].columns[column].choices
        return str(dict(choices.choices).get(value, value)) if choices else value


def definition(version: IndicatorVersion, into: str | None = None) -> list[indicators.Line]:
    """A definition in words, in a language (the reader's)."""
    wanted = (into or language())[:2]
    parsed = indicators.parse(version.definition)
    with override(wanted):
        return indicators.describe(parsed, Names(), wanted, reading=reading(parsed))


def reading(parsed: indicators.Definition) -> str:
    """How far the records that a definition counts keep their past."""
    if not indicators.is_exact(parsed, SPECS):
        return "freezing"
    exact = all(indicators.breakdown_is_exact(parsed, columns, SPECS) for columns in parsed.breakdowns)
    return "exact" if exact else "parts"


def breakdown(parsed: indicators.Definition, columns: Iterable[str], names: Names) -> str:
    """By what a table is broken down."""
    return " × ".join(names.column(parsed.numerator.source, column) for column in columns)
