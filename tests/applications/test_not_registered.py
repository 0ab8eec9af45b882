"""A visit that ends without a file: the reason asks for what it lacks, and the slip says it whole."""

import pytest

from indimaj.applications.models import RegistrationRefusal
from indimaj.letters.models import Letter

from .test_pages import desk, pytestmark, url  # noqa: F401


@pytest.mark.parametrize(
    ("ground", "gap", "said"),
    [
        ("register_other_office", "Bureau de Fès", "autre bureau : Bureau de Fès. Vous"),
        ("register_office_unable_today", "2014-03-10", "attendu(e) le 10 mars 2014 ;"),
    ],
)
def test_a_ground_asks_for_what_it_lacks_and_shows_no_hole(desk, office, ground, gap, said):  # noqa: F811
    fresh = desk.get(url("refuse"))
    body = fresh.content.decode()
    assert ("…" in body, "{office}" in body, body.count('name="gap_')) == (False, False, 4)
    form = {
        "office": office.code,
        "name_said": "Awa",
        "ground": ground,
        "language": "fr",
        "note": "Kept words",
    }
    form["submission"] = str(fresh.context["form"]["submission"].value())

    refused = desk.post(url("refuse"), form)

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"gap_{ground}"])
    assert "Kept words" in refused.content.decode()
    desk.post(url("refuse"), {**form, f"gap_{ground}": gap})
    slip = RegistrationRefusal.objects.get()
    letter = Letter.objects.get(pk=slip.letter)
    printed = [block["text"] for block in letter.data["content"]["blocks"] if "text" in block]
    assert any(said in text.replace("\u00a0", " ") for text in printed), printed
    assert "Kept words" in printed
    page = desk.get(url("slip", slip.pk)).content.decode()
    assert ("Kept words" in page, "{" in page.split("<main", 1)[1].split("</main", 1)[0]) == (True, False)
