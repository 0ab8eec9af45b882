import sqlite3
from random import Random

import pytest

from bench.lookup.databases import Finder, fill_sqlite, plan_faults
from bench.lookup.population import Names, Population
from indimaj.linkage.lookup import Probe, likely, probe_sql, probes
from indimaj.linkage.records import Kind


@pytest.fixture(scope="module")
def filed():
    line = sqlite3.connect(":memory:", isolation_level=None)
    population = Population(Names.read(), Random(11))
    truth = fill_sqlite(line, population, 3000, 150, held=False)
    yield Finder.on_sqlite(line), [(number, population.again(record)) for number, record in truth]
    line.close()


@pytest.mark.heavy
def test_people_written_a_second_time_are_found_among_three_thousand(filed):
    finder, asked = filed
    found = [
        number in {match.record_id for match in likely(pair.second, finder.fetch, finder.load)}
        for number, pair in asked
    ]
    assert len(found) == 150
    assert sum(found) >= 147


@pytest.mark.heavy
def test_the_ranges_are_read_from_the_index_alone(filed):
    finder, asked = filed
    assert [fault for _, pair in asked for fault in plan_faults(finder, pair.second)] == []


@pytest.mark.heavy
def test_the_plan_check_sees_a_table_without_its_index(filed):
    record = filed[1][0][1].second
    line = sqlite3.connect(":memory:")
    line.execute("CREATE TABLE person_key (kind smallint, key text, birth_year smallint, record_id integer)")
    faults = plan_faults(Finder.on_sqlite(line), record)
    assert faults.count("SCAN person_key") == len(probes(record))
    line.close()


def test_a_range_gives_its_lowest_rows_up_to_its_cap_with_its_position():
    line = sqlite3.connect(":memory:")
    line.execute("CREATE TABLE k (kind, key, birth_year, record_id)")
    line.executemany("INSERT INTO k VALUES (5, 'jl mmd', ?, ?)", [(1990 + n % 3, n) for n in range(9)])
    asked = [
        Probe(Kind.PHONE, "612345678", 0, 0, 5),
        Probe(Kind.YEAR_AND_NAMES, "jl mmd", 1990, 1991, 4),
    ]
    sql, values = probe_sql("sqlite", asked, table="k", mark="?")
    assert line.execute(sql, values).fetchall() == [(1, 0), (1, 3), (1, 6), (1, 1)]
    line.close()


def test_on_postgresql_one_statement_takes_the_ranges_as_five_lists():
    asked = [Probe(Kind.PHONE, "612345678", 0, 0, 5), Probe(Kind.YEAR_AND_NAMES, "jl mmd", 1990, 1991, 4)]
    sql, values = probe_sql("postgresql", asked, table="k")
    assert values == [[2, 5], ["612345678", "jl mmd"], [0, 1990], [0, 1991], [5, 4]]
    assert sql.count("%s") == 5
