"""What is written in a set is what the mapper would have written."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from indimaj.ledger.models import Chain, Entry
from indimaj.letters.models import Letter, Verification
from indimaj.ports import tables

AT = datetime(2014, 3, 3, 12, 0, 0, 250, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def letter(kind: Any, data: Any) -> Letter:
    return Letter(
        compartment="status", subject=UUID(int=7), kind=kind, language="ar", template_version="1",
        data=data, digest="d", made_at=AT,
    )  # fmt: skip


def stored(*rows: Any) -> list[dict[str, Any]]:
    (model,) = {type(row) for row in rows}
    return list(model.objects.order_by("pk").values())


def test_rows_read_back_as_the_mapper_would_have_written_them() -> None:
    rows = [letter("receipt", {"name": "أمينة", "n": [1, None, True]}), letter("favourable", {})]
    tables.insert(rows)
    by_set = stored(*rows)
    Letter.objects.all().delete()
    Letter.objects.bulk_create(rows)

    assert by_set == stored(*rows)


def test_a_set_worth_a_copy_reads_back_as_a_small_one() -> None:
    rows = [
        letter("receipt", {"name": "أمينة\t\\n", "n": n, "none": None}) for n in range(tables.WORTH_A_COPY)
    ]
    tables.insert(rows)
    by_copy = stored(*rows)
    Letter.objects.all().delete()
    Letter.objects.bulk_create(rows)

    assert by_copy == stored(*rows)


def test_a_row_may_point_at_one_that_got_its_key_later() -> None:
    target = letter("receipt", {})
    check = Verification(token="t", letter=target, issued_on=date(2014, 3, 3))
    target.save()
    tables.insert([check])

    assert Verification.objects.get().letter == target


def test_an_update_writes_the_named_columns_of_each_row() -> None:
    Chain.objects.bulk_create(Chain(compartment="status", subject=UUID(int=n)) for n in (1, 2))
    chains = list(Chain.objects.order_by("id"))
    chains[0].length, chains[0].head = 3, "a"
    chains[1].length, chains[1].head = 5, "b"
    tables.update(chains, "length", "head")

    assert list(Chain.objects.order_by("id").values_list("length", "head")) == [(3, "a"), (5, "b")]


def test_nothing_is_written_for_an_empty_set() -> None:
    tables.insert([])
    tables.update([], "length")

    assert Entry.objects.count() == 0
