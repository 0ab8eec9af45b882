"""A package of the standard goes in with its oddities told, and comes out as it was."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from indimaj.services.actions import importing, set_capacity
from indimaj.services.actions.importing import import_package
from indimaj.services.actions.rows import Gazetteer
from indimaj.services.enums import CheckedBy, Permit, RunState
from indimaj.services.hsds import export
from indimaj.services.hsds.columns import Settings
from indimaj.services.hsds.package import NotReadable, read
from indimaj.services.models import ImportRun, Listing, Location, Service
from tests.clients.making import make_body, make_place
from tests.services.making import NOON, SETUP, key, make_service
from tests.services.packages import package, service

pytestmark = pytest.mark.django_db


def put(folder: Path, value: Any, name: str = "package.json") -> Path:
    path = folder / name
    path.write_text(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8"
    )
    return path


def take(path: Path, **told: Any) -> ImportRun:
    make_place()
    return import_package(path, by=SETUP, at=NOON, told=Settings(**told))


def given() -> dict[str, Any]:
    out = io.StringIO()
    export.write_package(out, Settings(places=Gazetteer().names()))
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def by_id(records: list[Any]) -> dict[str, Any]:
    return {str(one.get("id") or one.get("name")): one for one in records}


def test_what_goes_in_comes_out_without_loss(tmp_path: Path) -> None:
    came = package()
    take(put(tmp_path, came))
    went = given()
    expected = by_id(
        [one for one in came["services"] if isinstance(one, dict) and (one.get("id") or one.get("name"))]
    )
    assert by_id(went["services"]) == expected
    assert by_id(went["organizations"])[key("alone")] == came["organizations"][0]
    assert went["taxonomies"] == came["taxonomies"]
    assert went["taxonomy_terms"] == came["taxonomy_terms"]


def test_every_oddity_is_told_with_its_place_and_what_was_done(tmp_path: Path) -> None:
    run = take(put(tmp_path, package(1)))
    told = {(odd.record, odd.where, odd.what, odd.done) for odd in run.oddities.all()}
    at = "service.service_at_locations[0]"
    assert told >= {
        (1, "service.maximum_age", "wrong_type", "kept"),
        (1, "service.x_local_code", "unknown_field", "kept"),
        (1, "service.phones[0].number", "odd_sign", "kept"),
        (1, "service.schedules[0].valid_to", "unreadable_date", "kept"),
        (1, "service.schedules[0].byday", "unknown_value", "kept"),
        (1, "service.schedules[0].closes_at", "said_time", "taken_as"),
        (1, "service.languages[2]", "language_unknown", "empty"),
        (1, f"{at}.location.latitude", "out_of_range", "kept"),
        (1, f"{at}.location.addresses[0].state_province", "required_missing", "kept"),
        (1, "service.attributes", "theme_unknown", "put_under"),
        (2, "service.id", "id_not_uuid", "kept"),
        (2, "service.status", "unknown_value", "taken_as"),
        (3, "service.id", "id_missing", "id_made"),
        (4, "service", "id_missing", "left_out"),
        (5, "service", "not_an_object", "left_out"),
        (6, "organization.colour", "unknown_field", "kept"),
        (9, "head.total_items", "page_counters", "not_kept"),
    }
    assert run.refused == 2
    assert run.state == RunState.DONE


def test_columns_of_ours_are_read_from_the_record(tmp_path: Path) -> None:
    take(put(tmp_path, [service()]), theme="health", language="en")
    found = Service.objects.get(pk=key("service 0"))
    assert (found.theme, found.name_en, found.place_id) == ("health", "Community counselling 0", "MA-RAB")
    assert found.languages[0] == {"code": "ur", "name": "Urdu", "interpreter": True}
    assert found.languages[1]["code"] == "en"
    assert found.required_documents == [{"document": "Passport or photo ID", "code": "identity"}]
    assert (found.is_free, found.without_permit) == (False, Permit.UNKNOWN)
    assert (str(found.checked_on), found.checked_by) == ("2014-01-10", CheckedBy.IMPORT)
    assert found.organization is not None
    assert found.organization.email == "office@example.org"


def test_the_same_package_twice_changes_nothing_and_an_edited_one_changes_what_was_edited(
    tmp_path: Path,
) -> None:
    take(put(tmp_path, [service(0), service(1)]))
    assert take(put(tmp_path, [service(0), service(1)])).created == 2
    assert ImportRun.objects.count() == 1
    again = take(put(tmp_path, [service(0), service(1, url="http://example.com/new")], "later.json"))
    assert (again.created, again.changed, again.unchanged) == (0, 1, 1)
    assert Service.objects.get(pk=key("service 1")).url == "http://example.com/new"


def test_what_was_corrected_here_stays_when_the_package_comes_again(tmp_path: Path) -> None:
    take(put(tmp_path, [service(0)]))
    Service.objects.filter(pk=key("service 0")).update(theme="legal")
    take(put(tmp_path, [service(0, wait_time="none", email="new@example.com")], "later.json"))
    found = Service.objects.get(pk=key("service 0"))
    assert (found.theme, found.email) == ("legal", "new@example.com")


def test_a_change_made_here_goes_out_and_the_rest_stays_as_it_came(tmp_path: Path) -> None:
    take(put(tmp_path, [service(0)]))
    found = Service.objects.get(pk=key("service 0"))
    set_capacity(service=found, available=4, maximum=10, unit="places", by=SETUP, at=NOON)
    (went,) = given()["services"]
    assert went.pop("capacities")[0]["available"] == 4
    assert went == service(0)


def test_an_entry_of_ours_goes_out_and_comes_back_the_same(tmp_path: Path) -> None:
    ours = make_service(capacity_available=3, capacity_unit="places", capacity_updated=NOON.date())
    went = given()
    for model in (Listing, Location, Service):
        model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    take(put(tmp_path, went))
    back = Service.objects.get(pk=ours.pk)
    for name in ("name_ar", "name_fr", "name_en", "theme", "without_permit", "is_free", "schedules", "phones",
                 "languages", "required_documents", "capacity_available", "checked_on", "place_id", "body_id",
                 "original", "address"):  # fmt: skip
        assert getattr(back, name) == getattr(ours, name), name
    assert given()["services"] == went["services"]


def test_an_import_that_was_killed_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = put(tmp_path, [service(number) for number in range(5)])
    whole = importing._Taker.take

    def killed(self: Any, chunk: Any) -> None:
        if chunk[0].number == 3:
            raise KeyboardInterrupt
        whole(self, chunk)

    monkeypatch.setattr(importing._Taker, "take", killed)
    with pytest.raises(KeyboardInterrupt):
        take(path)
    assert Service.objects.count() == 2
    monkeypatch.setattr(importing._Taker, "take", whole)
    run = take(path)
    assert (run.created, run.taken, Service.objects.count()) == (5, 5, 5)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([service(0), service(1)]),
        json.dumps({"contents": [service(0), service(1)], "page_number": 1}),
        json.dumps(service(0)) + "\n" + json.dumps(service(1)),
        json.dumps({"organizations": [], "services": [service(0), service(1)]}),
    ],
)
def test_every_shape_of_package_is_read(text: str) -> None:
    kinds = [record.kind for record in read(io.StringIO(text)) if record.kind != "head"]
    assert kinds == ["service", "service"]


def test_a_file_that_is_cut_is_named_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="after sign"):
        take(put(tmp_path, json.dumps([service(0), service(1)])[:-40]))


def test_a_record_longer_than_a_piece_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indimaj.services.hsds.package.PIECE", 7)
    records = list(read(io.StringIO(json.dumps({"services": [service(0), 12345, service(1)]}))))
    assert [one.value for one in records] == [service(0), 12345, service(1)]


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    make_body("B-IMPORT")
    out = io.StringIO()
    call_command("services", "import", str(put(tmp_path, package(2))), "--body", "B-IMPORT", stdout=out)
    assert "4 services are new" in out.getvalue()
    assert "2 records were left out" in out.getvalue()
    assert "service.maximum_age (100): the value is of another type than the standard's" in out.getvalue()
    table = tmp_path / "out.csv"
    call_command("services", "export", str(table), "--csv", stderr=io.StringIO())
    assert "Community counselling 1" in table.read_text(encoding="utf-8")


def test_a_table_goes_out_and_comes_back_and_holds_no_formula(tmp_path: Path) -> None:
    ours = make_service(name_en="=1+1", required_documents=[{"document": "", "code": "identity"}])
    path = tmp_path / "table.csv"
    call_command("services", "export", str(path), "--csv", stderr=io.StringIO())
    assert "'=1+1" in path.read_text(encoding="utf-8")
    for model in (Listing, Location, Service):
        model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    run = take(path)
    assert (run.created, run.refused) == (1, 0)
    back = Service.objects.get()
    for name in ("id", "name_ar", "name_fr", "name_en", "theme", "without_permit", "is_free", "place_id", "address",
                 "body_id", "checked_on", "email", "original"):  # fmt: skip
        assert getattr(back, name) == getattr(ours, name), name
    assert back.required_documents[0]["code"] == "identity"
    assert back.phones[0]["number"] == "+212 537 00 00 00"


def test_a_table_without_our_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("name,where\nA,B\n", encoding="utf-8")
    with pytest.raises(NotReadable, match="id, theme"):
        take(path)
