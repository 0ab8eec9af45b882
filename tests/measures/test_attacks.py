"""Somebody with a shell, or with SQL of their own, tries to write a figure or to change one.

What no test here can show: whoever owns the database may take its triggers off (DROP TRIGGER; on PostgreSQL also DISABLE
TRIGGER and session_replication_role). Then the digest, the line in the ledger and counting again tell what was done.
"""

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError

from indimaj.measures import actions, catalogue
from indimaj.measures.actions.freeze import SYSTEM, digest_of
from indimaj.measures.enums import State
from indimaj.measures.models import FreezeRun, IndicatorVersion, Measurement, RestrictedCells

from .conftest import APRIL_FIFTH
from .test_kept import refused_by_the_database, sql

pytestmark = pytest.mark.heavy

LATER = APRIL_FIFTH + timedelta(days=3)
# Each way of writing a row over one that stands; a plain INSERT with the same key is refused by the key.
OVER = {
    "sqlite": (("OR REPLACE", ""), ("OR IGNORE", " ON CONFLICT (id) DO UPDATE SET value = 99")),
    "postgresql": (("", " ON CONFLICT (id) DO UPDATE SET value = 99"),),
}


@pytest.fixture
def figure(world):
    world.refused(7)
    world.publish()
    return world.figure()


@pytest.fixture
def open_run(figure):
    """A counting that is under way: only then may a figure come in at all."""
    return FreezeRun.objects.create(
        period_from=figure.period_from, period_until=figure.period_until, cut_off=LATER, asked_at=LATER
    )


def everything():
    """All that is kept, to the last column."""
    return [
        sorted(map(repr, model.objects.values_list()))
        for model in (Measurement, IndicatorVersion, FreezeRun, RestrictedCells)
    ]


def in_a_transaction(act):
    with transaction.atomic():
        act()


def key(one: UUID) -> str:
    return f"'{one.hex if connection.vendor == 'sqlite' else one}'"


def written_over(
    table: type[models.Model], row: models.Model, way: str = "", end: str = "", **columns: str
) -> str:
    """SQL that writes a copy of a row with other columns."""
    meta = table._meta
    names = [field.column for field in meta.local_concrete_fields]
    values = ", ".join(columns.get(name, f'"{name}"') for name in names)
    own = key(row.pk) if isinstance(row.pk, UUID) else str(row.pk)
    return (
        f"INSERT {way} INTO {meta.db_table} ({', '.join(names)}) "
        f'SELECT {values} FROM {meta.db_table} WHERE "{meta.pk.column}" = {own}{end}'
    )


@pytest.mark.parametrize("what", ["value", "numerator", "state", "published_at", "cells", "digest"])
def test_the_shell_changes_nothing_in_bulk(figure, what):
    before = everything()
    changed = {
        "value": 99,
        "numerator": 99,
        "state": "provisional",
        "published_at": LATER,
        "cells": [],
        "digest": "",
    }
    setattr(figure, what, changed[what])
    assert refused_by_the_database(lambda: Measurement.objects.bulk_update([figure], [what]))
    assert refused_by_the_database(lambda: figure.save(update_fields=[what]))
    assert refused_by_the_database(
        lambda: Measurement.objects.bulk_create(
            [figure], update_conflicts=True, unique_fields=["id"], update_fields=[what]
        )
    )
    assert refused_by_the_database(
        lambda: Measurement.objects.update_or_create(pk=figure.pk, defaults={what: changed[what]})
    )
    assert everything() == before


@pytest.mark.parametrize("model", [Measurement, IndicatorVersion, FreezeRun])
def test_the_shell_deletes_nothing(figure, model):
    before = everything()
    with pytest.raises(ProtectedError):
        model.objects.all().delete()
    assert refused_by_the_database(lambda: model.objects.all()._raw_delete("default"))
    assert everything() == before


@pytest.mark.parametrize("table", ["measurement", "indicatorversion", "freezerun"])
def test_no_table_is_emptied(figure, table):
    """SQLite has no TRUNCATE; a DELETE without a condition stands for it, and asks the triggers too."""
    before = everything()
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")()
        assert refused_by_the_database(sql(f"TRUNCATE measures_{table} CASCADE"))
        assert refused_by_the_database(sql("TRUNCATE measures_restrictedcells"))
    assert refused_by_the_database(sql(f"DELETE FROM measures_{table}"))
    assert everything() == before


def test_no_figure_is_written_over_another(figure, open_run):
    before = everything()
    for way, end in OVER[connection.vendor]:
        for columns in (
            {"value": "99"},
            {"value": "99", "state": "'provisional'", "published_at": "NULL", "run_id": key(open_run.pk)},
        ):
            assert refused_by_the_database(sql(written_over(Measurement, figure, way, end, **columns)))
    assert everything() == before


def test_no_definition_counting_or_cell_is_written_over_another(figure):
    before = everything()
    run, version, cells = figure.run, figure.version, figure.restricted
    ways = [way for way, _end in OVER[connection.vendor]]
    for way in ways if connection.vendor == "sqlite" else []:
        for one in (
            written_over(FreezeRun, run, way, state="'counting'", finished_at="NULL"),
            written_over(IndicatorVersion, version, way, definition="'{}'"),
            written_over(IndicatorVersion, version, way, definition="'{}'", id="id + 1000"),
            written_over(RestrictedCells, cells, way, cells="'[]'"),
        ):
            assert refused_by_the_database(sql(one))
    for model, row, unique, change in (
        (FreezeRun, run, "id", "state = 'counting', finished_at = NULL"),
        (IndicatorVersion, version, "id", "definition = '{}'"),
        (RestrictedCells, cells, "measurement_id", "cells = '[]'"),
    ):
        end = f" {'AND true' if connection.vendor == 'sqlite' else ''} ON CONFLICT ({unique}) DO UPDATE SET {change}"
        assert refused_by_the_database(sql(written_over(model, row, "", end)))
    assert everything() == before


def test_publishing_does_not_push_a_published_figure_out(world):
    """Two countings of a month wait; SQLite's UPDATE OR REPLACE would delete the row with which the second collides."""
    world.refused(7)
    first, second = world.freeze(), world.freeze(cut_off=LATER)
    actions.publish(first, by=world.officer, at=LATER)
    before = everything()
    for way in ("OR REPLACE", "OR IGNORE", "OR FAIL", "") if connection.vendor == "sqlite" else ("",):
        published = sql(
            f"UPDATE {way} measures_measurement SET state = 'published', published_at = made_at "
            f"WHERE run_id = {key(second.pk)}"
        )
        with pytest.raises(DatabaseError, match=r"counted, never typed in|one_first_figure_of_a_period"):
            in_a_transaction(published)
        assert everything() == before


def test_a_figure_is_not_typed_into_an_open_counting(figure, open_run):
    """By the shell and by SQL: the ledger has no line of its counting."""
    new = Measurement.objects.get(pk=figure.pk)
    new.pk, new.run, new.state, new.published_at, new.value, new.numerator = (
        uuid4(),
        open_run,
        State.PROVISIONAL,
        None,
        99,
        99,
    )
    new.digest = digest_of(new)
    assert refused_by_the_database(lambda: Measurement.objects.bulk_create([new]))
    assert refused_by_the_database(lambda: new.save(force_insert=True))
    typed = {"id": key(uuid4()), "run_id": key(open_run.pk), "state": "'provisional'", "published_at": "NULL"}
    assert refused_by_the_database(
        sql(written_over(Measurement, figure, value="99", numerator="99", **typed))
    )
    assert Measurement.objects.filter(value=99).count() == 0


def test_a_copy_of_the_table_does_not_bring_a_figure_in(figure, open_run):
    """COPY of PostgreSQL goes the way of every row; SQLite has none."""
    if connection.vendor == "postgresql":
        listed = ", ".join(field.column for field in Measurement._meta.local_concrete_fields)
        with connection.cursor() as cursor:
            cursor.execute(written_out(listed, figure, open_run))
            row = "\t".join("\\N" if one is None else str(one) for one in cursor.fetchone())

        def copied():
            into = f"COPY measures_measurement ({listed}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(into) as table:
                table.write(row + "\n")

        with pytest.raises(Exception, match="counted, never typed in or changed"):
            in_a_transaction(copied)
    assert Measurement.objects.filter(value=99).count() == 0


def written_out(listed: str, figure: Measurement, run: FreezeRun) -> str:
    changed = {
        "id": key(uuid4()) + "::uuid",
        "run_id": key(run.pk) + "::uuid",
        "value": "99",
        "state": "'provisional'",
    }
    changed |= {"published_at": "NULL::timestamptz", "cells": "cells::text"}
    values = ", ".join(changed.get(name, name) for name in listed.split(", "))
    return f"SELECT {values} FROM measures_measurement WHERE id = {key(figure.pk)}"


def test_a_fixture_does_not_bring_a_figure_in(figure, tmp_path):
    from django.core import serializers

    new = Measurement.objects.get(pk=figure.pk)
    new.value = 99
    over = tmp_path / "over.json"
    over.write_text(serializers.serialize("json", [new]))
    assert refused_by_the_database(lambda: call_command("loaddata", str(over), stdout=io.StringIO()))
    assert Measurement.objects.get(pk=figure.pk).value == 7


def test_the_catalogue_holds_no_place_for_a_number(world):
    """What is imported for figures is definitions and what others have printed: never a value of ours."""
    entries = catalogue.entries()
    assert {key for one in entries for key in one.text} <= {
        "code", "names", "side", "dimension", "theme", "direction", "pair", "definition", "published", "about",
        "in_force_from",
    }  # fmt: skip
    text = {**catalogue.text(), "indicators": [{**entries[0].text, "value": 99, "numerator": 99}]}
    before = Measurement.objects.count()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "text", lambda: text)
        actions.load_catalogue(by=SYSTEM, at=LATER)
    assert Measurement.objects.count() == before


def test_no_address_of_the_programming_interface_writes_a_figure(figure, client):
    described = client.get("/api/v1/openapi.json").json()
    writing = [path for path, verbs in described["paths"].items() if {"put", "patch", "delete"} & set(verbs)]
    assert (writing, [path for path in described["paths"] if "figure" in path or "measure" in path]) == (
        [],
        [],
    )
