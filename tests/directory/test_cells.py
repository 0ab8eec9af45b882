"""No shown number gives a hidden one away."""

import random

from indimaj.directory.cells import FLOOR, hide_small, hide_small_list


def test_a_small_number_takes_the_next_smallest_along_so_that_the_total_gives_nothing_away():
    table = hide_small({("a", "x"): 2, ("a", "y"): 7, ("a", "z"): 40})
    assert table.cells["a", "x"] is None
    assert table.cells["a", "y"] is None
    assert table.cells["a", "z"] == 40


def test_zero_is_shown_and_big_numbers_stay():
    assert hide_small_list({"a": 0, "b": 9, "c": 30}) == {"a": 0, "b": 9, "c": 30}
    assert hide_small_list({"a": 1, "b": 9, "c": 30}) == {"a": None, "b": None, "c": 30}


def test_no_line_of_a_random_table_hides_one_number_alone():
    rng = random.Random(7)
    for _ in range(200):
        counts = {(r, c): rng.choice([0, 0, 1, 3, 6, 12, 50]) for r in range(4) for c in range(4)}
        table = hide_small(counts)
        for index, totals in ((0, table.rows), (1, table.columns)):
            for name in range(4):
                line = {key: shown for key, shown in table.cells.items() if key[index] == name}
                gone = [key for key, shown in line.items() if shown is None]
                assert all(not 0 < shown < FLOOR for shown in line.values() if shown is not None)
                if gone and totals[name] is not None and len(gone) < len(line):
                    assert len(gone) > 1
                    assert sum(counts[key] for key in gone) >= FLOOR
