"""Tables and workbooks as people really have them: in, out, and nothing lost on the way."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from indimaj.services.actions.importing import import_package
from indimaj.services.actions.rows import Gazetteer
from indimaj.services.hsds import export, sheet
from indimaj.services.hsds.columns import Settings
from indimaj.services.hsds.package import NotReadable
from indimaj.services.models import ImportRun, Listing, Location, Service
from tests.clients.making import make_place
from tests.services.making import NOON, SETUP, make_service

pytestmark = pytest.mark.django_db

# Invented, with what was met in directories that cities and associations have published (docs/reference/hsds.md).
TABLES = {
    "organizations.csv": "id,name,description,funding_sources\n1,Atelier Nord,Craft for all,\n2,Maison Sud,,\n",
    "locations.csv": "id,organization_id,name,virtual\n7,1,Hall,false\n8,2,Unused,true\n",
    "physical_addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
    '1,7,"4, rue des Consuls",Rabat,,10000,MA\n',
    "services.csv": "id,organization_id,location_id,name,alternate_name,description,fees,status,website,local_code\n"
    '10,,7,Weaving,,"<p>Looms &amp; wool.</p><ul><li>Mondays</li></ul>",Free,active,http://example.org,W-1\n'
    '11,1,,,"Dyeing, evenings",,Fee Charged,,,\n'
    "11,1,,Dyeing again,,,,open,,\n",
    "phones.csv": "id,location_id,service_id,organization_id,number,extension\n"
    ",,10,,(212) 537-0000; (212) 537-0001,\n,,11,,no phone,\n,,10,,0537.12.12.12,7\n,99,,,0600000000,\n",
    "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n1,10,Monday,9:30,5:00 PM\n",
    "holiday_schedules.csv": "id,service_id,start_date,closed\n1,10,12/24/2013,TRUE\n",
    "taxonomy.csv": "id,name\n101,Work\n101,Work and training\n",
    "datapackage.json": "{}",
}


def zipped(folder: Path, **changed: str) -> Path:
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name, text in (TABLES | {f"{key}.csv": value for key, value in changed.items()}).items():
            out.writestr(f"data/{name}", text)
    return path


def take(path: Path, **told: Any) -> ImportRun:
    make_place()
    return import_package(path, by=SETUP, at=NOON, told=Settings(**told))


def given() -> dict[str, Any]:
    out = io.StringIO()
    export.write_package(out, Settings(places=Gazetteer().names()))
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def said(value: Any) -> set[str]:
    """Every text and number inside a record."""
    if isinstance(value, dict):
        return {one for inner in value.values() for one in said(inner)}
    if isinstance(value, list):
        return {one for inner in value for one in said(inner)}
    return {str(value)}


def forget_services() -> None:
    for model in (Listing, Location, Service):
        model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_a_package_of_tables_is_read_as_people_wrote_it(tmp_path: Path) -> None:
    run = take(zipped(tmp_path), origin="city")
    weaving, dyeing = Service.objects.order_by("-name_en")
    assert (run.created, run.refused) == (2, 0)
    assert (weaving.description_en, weaving.is_free, weaving.url) == (
        "Looms & wool.\n\nMondays",
        True,
        "http://example.org",
    )
    assert [one["number"] for one in weaving.phones] == [
        "(212) 537-0000",
        "(212) 537-0001",
        "0537.12.12.12 (7)",
    ]
    assert weaving.schedules == [
        {"byday": "MO", "opens_at": "09:30", "closes_at": "17:00", "description": ""}
    ]
    assert (weaving.place_id, weaving.address) == ("MA-RAB", "4, rue des Consuls, Rabat")
    assert weaving.organization is not None
    assert weaving.organization.name == "Atelier Nord"
    assert (dyeing.name_en, dyeing.phones, dyeing.is_free) == ("Dyeing, evenings", [], None)


def test_every_cell_of_the_tables_comes_out_again(tmp_path: Path) -> None:
    take(zipped(tmp_path), origin="city")
    cells = {
        cell
        for name, text in TABLES.items()
        if name.endswith(".csv")
        for line in csv.reader(io.StringIO(text.partition("\n")[2]))
        for cell in line
        if cell
    }
    assert cells - said(given()) == set()


def test_what_came_out_goes_in_and_comes_out_the_same(tmp_path: Path) -> None:
    take(zipped(tmp_path), origin="city")
    went = given()
    path = tmp_path / "again.json"
    path.write_text(json.dumps(went), encoding="utf-8")
    take(path, origin="city")
    assert given() == went


def test_what_is_odd_about_tables_is_told(tmp_path: Path) -> None:
    run = take(zipped(tmp_path), origin="city")
    told = {(odd.where, odd.what, odd.done) for odd in run.oddities.all()}
    assert told >= {
        ("service.description", "markup", "taken_as"),
        ("service.regular_schedules", "unknown_field", "kept"),
        ("service.id", "id_not_uuid", "kept"),
        ("service.id", "id_twice", "kept_apart"),
        ("taxonomy.id", "id_twice", "kept_apart"),
        ("service.status", "required_missing", "kept"),
        ("service.phones[0].number", "odd_sign", "kept"),
        ("phones", "parent_unknown", "kept_apart"),
    }


def test_two_directories_that_both_number_from_one_stay_two(tmp_path: Path) -> None:
    take(zipped(tmp_path), origin="north")
    other = tmp_path / "other.json"
    other.write_text(json.dumps([{"id": "10", "name": "Another", "status": "active"}]), encoding="utf-8")
    take(other, origin="south")
    assert sorted(Service.objects.values_list("name_en", flat=True)) == [
        "Another",
        "Dyeing, evenings",
        "Weaving",
    ]


def test_tables_in_one_object_are_joined_too(tmp_path: Path) -> None:
    path = tmp_path / "tabular.json"
    path.write_text(
        json.dumps(
            {
                "organization": [{"id": "1", "name": "Atelier"}],
                "service": [{"id": "5", "organization_id": "1", "name": "Sewing", "status": "active"}],
                "phone": [{"id": "2", "service_id": "5", "number": "0537000000"}],
                "meta_table_description": [{"id": "3", "name": "n"}],
            }
        ),
        encoding="utf-8",
    )
    take(path)
    found = Service.objects.get()
    assert (found.name_en, found.phones[0]["number"]) == ("Sewing", "0537000000")
    assert given()["meta_table_description"] == [{"id": "3", "name": "n"}]


def test_a_check_of_a_day_to_come_is_no_check(tmp_path: Path) -> None:
    path = tmp_path / "future.json"
    record = {"id": "1", "name": "Later", "status": "active", "assured_date": "2041-01-01"}
    path.write_text(json.dumps([record]), encoding="utf-8")
    run = take(path)
    assert Service.objects.get().checked_on is None
    assert run.oddities.filter(what="in_the_future", done="empty").count() == 1
    assert given()["services"] == [record]


@pytest.mark.parametrize("name", ["no.zip", "no.xlsx"])
def test_a_file_that_is_none_is_refused_in_words(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 but no more")
    with pytest.raises(NotReadable, match="cannot be opened"):
        take(path)


def workbook(folder: Path) -> Path:
    path = folder / "services.xlsx"
    with path.open("wb") as out:
        export.write_workbook(out, right_to_left=True)
    return path


def test_a_workbook_goes_out_and_comes_back_and_holds_no_formula(tmp_path: Path) -> None:
    ours = make_service(
        name_en="=1+1", name_ar="@دروس", required_documents=[{"document": "", "code": "identity"}],
        capacity_available=3, capacity_unit="places", capacity_updated=NOON.date(),
    )  # fmt: skip
    path = workbook(tmp_path)
    inside = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in inside
    assert 'rightToLeft="1"' in inside
    forget_services()
    run = take(path)
    assert (run.created, run.refused) == (1, 0)
    back = Service.objects.get()
    for name in ("id", "name_ar", "name_fr", "name_en", "theme", "without_permit", "is_free", "place_id", "address",
                 "body_id", "checked_on", "email", "original", "capacity_available", "capacity_updated"):  # fmt: skip
        assert getattr(back, name) == getattr(ours, name), name
    assert back.phones[0]["number"] == "+212 537 00 00 00"


def test_a_workbook_says_what_the_table_says(tmp_path: Path) -> None:
    make_service(capacity_available=0)
    rows = CalamineWorkbook.from_path(str(workbook(tmp_path))).get_sheet_by_index(0).to_python()
    out = io.StringIO()
    export.write_table(out)
    lines = list(csv.reader(io.StringIO(out.getvalue())))
    assert [sheet._text(cell) for cell in rows[0]] == lines[0]
    assert [sheet._text(cell) for cell in rows[1]] == [cell.removeprefix("'") for cell in lines[1]]


def test_a_workbook_without_our_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with path.open("wb") as out:
        sheet.write(out, ("name", "where"), [("A", "B")])
    with pytest.raises(NotReadable, match="id, theme"):
        take(path)
