import gettext
import os
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from indimaj.config.catalogues import compile_catalogue, stale

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "letters" / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = folder / "django.po"
    po.write_text(
        HEAD + 'msgid "receipt"\nmsgstr "récépissé de dépôt"\n\n#, fuzzy\nmsgid "card"\nmsgstr "carton"\n'
    )
    return po


def read(po: Path) -> gettext.GNUTranslations:
    with po.with_suffix(".mo").open("rb") as source:
        return gettext.GNUTranslations(source)


def test_a_compiled_catalogue_says_what_was_written_and_nothing_fuzzy(catalogue: Path) -> None:
    compile_catalogue(catalogue)
    assert read(catalogue).gettext("receipt") == "récépissé de dépôt"
    assert read(catalogue).gettext("card") == "card"


def test_only_a_catalogue_that_changed_is_stale_even_to_an_older_text(
    catalogue: Path, tmp_path: Path
) -> None:
    assert stale(tmp_path) == [catalogue]
    compile_catalogue(catalogue)
    assert stale(tmp_path) == []
    os.utime(catalogue, (1, 1))
    assert stale(tmp_path) == [catalogue]


def test_a_catalogue_that_cannot_be_read_leaves_the_last_good_one(catalogue: Path) -> None:
    compile_catalogue(catalogue)
    catalogue.write_text(HEAD + "nonsense\n")
    with pytest.raises(PoFileError):
        compile_catalogue(catalogue)
    assert read(catalogue).gettext("receipt") == "récépissé de dépôt"
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["django.mo", "django.po"]
