"""Countries by name in the reader's language, from the Unicode lists."""

from functools import lru_cache

from babel import Locale

# Codes of the lists that are no country, or on which the country that runs the platform takes another view.
LEFT_OUT = {"EH", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ", "XK"}


@lru_cache(maxsize=4)
def names(language: str) -> dict[str, str]:
    """The name of each country by its code of two letters."""
    return {
        code: name
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in LEFT_OUT
    }


def name(code: str, language: str) -> str:
    """One country's name; the code where no list has it."""
    return names(language).get(code, code)


def choices(language: str) -> list[tuple[str, str]]:
    """Every country, in the order of the reader's language."""
    return sorted(names(language).items(), key=lambda one: one[1])
