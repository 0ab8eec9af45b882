"""The page docs/reference/demo-margins.md: published margin, demo margin and residual, each on its own printed base."""

from collections import Counter

from .margins import table
from .measure import Cell, base_of, by_the_law, departures, of_plan, of_sex, whole
from .people import People
from .population import plan

OF_THE_REGULARISED = {"50 and over", "under 18", "under 6"}


def page() -> str:
    """The whole page, in Markdown."""
    planned = plan(whole())
    people = People(planned)
    found = of_plan(planned) + of_sex(planned, people)
    proposed = by_the_law(planned, people)
    pairs = people.pairs()
    same = sum(1 for pair in pairs if pair.same_person)
    return "\n".join(
        [
            *_head(),
            *_margins(found),
            "## What the law says of it",
            "",
            (f"On 9 February 2015, once every fact is established, the rules propose {_agreed(proposed, 'first')}. "
            f"After the recommendation of 26 October 2015 they propose {_agreed(proposed, 'later')}. "
            f"{departures()} decisions of {whole()} leave the proposal, each with a coded reason."),
            "",
            (f"Planted for the search for duplicates: {same} people who made two files, and {len(pairs) - same} "
            "pairs of two people with one name. No page shows which; tests read `People.pairs()`."),
            "",
            *_table_of("Conflicts, and the side taken", "conflicts", ("about", "what the sources print", "side taken")),
            *_table_of("How outcomes are split", "outcomes", ("code", "files", "woman", "man", "child", "mark", "note")),
            *_table_of("Claims", "claims", ("outcome", "group", "claim", "files", "mark")),
            *_table_of("Open files, by stage", "stages", ("state", "files", "mark")),
            *_table_of("Departures", "departures", ("outcome", "towards", "code", "files", "mark")),
        ]
    )  # fmt: skip


def _head() -> list[str]:
    return [
        "# Margins of the demo campaign",
        "",
        "This page is written by `python -m tools.margins`; a test compares it with the plan of 27,649 files.",
        "",
        (
            "All people are invented; the proportions are those of the campaign of 2014. The demo stands on **9 February "
            "2015**, the day on which the Interior gave its figures: 17,916 favourable decisions on 27,332 requests. "
            "The published figures belong to different days and cannot all be the outcome of one: files that are open or "
            "refused on that day carry the facts with which the rules lead to the 18,694 of first instance and, after the "
            "recommendation of 26 October 2015, to the 23,096 of the end. Smaller demos have the same proportions."
        ),
        "",
        (
            "Each figure is compared on its own printed base. *Invented* marks a cell that no source prints. Nationality "
            "and place are drawn independently of each other inside each outcome: no source crosses them."
        ),
        "",
    ]


def _margins(found: Counter[Cell]) -> list[str]:
    lines = ["## Published and demo", ""]
    last = ""
    for row in table("published"):
        if row["margin"] != last:
            last = row["margin"]
            lines += [
                "",
                f"### {last.capitalize()}",
                "",
                "| cell | published | base | demo | residual |",
                "|---|--:|--:|--:|--:|",
            ]
        lines.append(_line(row, found))
    return [*lines, ""]


def _line(row: dict[str, str], found: Counter[Cell]) -> str:
    count = found[row["margin"], row["cell"]]
    base = base_of(row["margin"], found)
    if row["cell"] in OF_THE_REGULARISED or row["cell"].endswith("regularised in the end"):
        base = found["outcome", "regularised in the end"]
    printed_base = row["base"] or "not printed"
    if row["mark"] == "invented":
        return f"| {row['cell']} | *invented* | {printed_base} | {count} | |"
    published = f"[{row['count'] or row['percent'] + '%'}]({row['source']})"
    if row["count"]:
        return f"| {row['cell']} | {published} | {printed_base} | {count} | {count - int(row['count']):+d} |"
    share = 100 * count / base
    residual = share - float(row["percent"])
    return (
        f"| {row['cell']} | {published} | {printed_base} | {count} ({share:.1f}%) | {residual:+.1f} points |"
    )


def _agreed(proposed: Counter[tuple[str, str, bool]], when: str) -> str:
    parts = {
        proposal: proposed[when, proposal, False] + proposed[when, proposal, True]
        for proposal in ("favourable", "unfavourable", "undetermined")
    }
    return ", ".join(f"{count} {proposal}" for proposal, count in parts.items())


def _table_of(title: str, name: str, columns: tuple[str, ...]) -> list[str]:
    rows = ["| " + " | ".join(row[column] for column in columns) + " |" for row in table(name)]
    return [f"## {title}", "", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns), *rows, ""]
