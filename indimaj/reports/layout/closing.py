"""The chapters that every edition has: in short, not answered, consultations, how the figures were counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from indimaj.design.wording import isolated

from .. import contract
from . import blocks, words
from .blocks import Block
from .figures import HASH


def summary(content: contract.Content) -> list[Block]:
    """Where the commitments stand, in one picture; what the edition holds."""
    told = sum(len(chapter["recommendations"]) for chapter in content["chapters"])
    figures = sum(1 for _found in contract.figures(content))
    rows = [(words.say(row["label"]), row["count"]) for row in content["statuses"]]
    return [
        blocks.lead(_("What was promised, who answers for it, what has been done and what shows it, up to %(day)s.")
                    % {"day": words.day(content["cut_off"])}),
        blocks.bars("statuses", _("Where the commitments stand"), (_("Status"), _("Commitments")), rows),
        blocks.table(_("What this edition holds"), [(_("What"), False), (_("How many"), True)], [
            [_("Commitments"), words.number(told)],
            [_("Figures"), words.number(figures)],
            [_("Without an answer"), words.number(len(content["unanswered"]))],
            [_("Consultations"), words.number(len(content["consultations"]))],
        ]),
        blocks.text(_("A status is not typed in: it follows from answers, actions and valid evidence on the day up to "
                      "which this edition counts. Without valid evidence nothing stands above “declared”.")),
    ]  # fmt: skip


def unanswered(content: contract.Content) -> list[Block]:
    """What was not answered, and by whom; the bodies first that owe most answers."""
    rows = content["unanswered"]
    if not rows:
        return [blocks.text(_("Everything has been answered."))]
    owed = Counter(words.say(row["body"]) for row in rows if row["body"])
    made = [
        blocks.lead(
            _("Commitments without an answer, and whoever owes it. Silence is counted like an answer.")
        ),
    ]
    if owed:
        ranked = sorted(owed.items(), key=lambda item: (-item[1], item[0]))[:20]
        made.append(blocks.bars("owed", _("Answers owed"), (_("Institution"), _("Commitments")), ranked))
    made.append(
        blocks.table(
            _("Not answered"),
            [
                (_("Commitment"), False),
                (_("Institution"), False),
                (_("What is lacking"), False),
                (_("Since"), False),
            ],
            [
                [
                    isolated(words.say(row["title"])),
                    isolated(words.say(row["body"])) if row["body"] else _("nobody yet"),
                    words.label(row["what"]),
                    words.day(row["since"]),
                ]
                for row in rows
            ],
        )
    )
    return made


def consultations(content: contract.Content) -> list[Block]:
    """Each round with its results, and the answer that it is owed."""
    if not content["consultations"]:
        return [blocks.text(_("No consultation ended before the day up to which this edition counts."))]
    made: list[Block] = []
    for one in content["consultations"]:
        made.append(blocks.heading(words.say(one["title"]), anchor=f"r-{one['key']}"))
        made.append(blocks.text(words.span(one["from"], one["until"])))
        if one["participants"]:
            rows = [(words.say(row["label"]), row["value"]) for row in one["participants"]]
            made.append(
                blocks.bars(
                    f"p-{one['key']}", _("Who took part"), (_("Kind of participant"), _("Participants")), rows
                )
            )
        made.append(_statements(one))
        made += _owed(one["answer"])
    return made


def _statements(one: dict[str, Any]) -> Block:
    columns = [(_("Statement"), False), (_("Agree"), True), (_("Disagree"), True), (_("Pass"), True)]
    return blocks.table(
        _("Results"),
        columns,
        [
            [
                isolated(words.say(row["text"])),
                *(words.number(row[vote]) for vote in ("agree", "disagree", "pass")),
            ]
            for row in one["statements"]
        ],
    )


def _owed(answer: dict[str, Any]) -> list[Block]:
    if answer["answered_on"]:
        head = _("Answered on %(day)s.") % {"day": words.day(answer["answered_on"])}
        return [blocks.text(head), *([blocks.text(words.say(answer["text"]))] if answer["text"] else [])]
    if answer["due_on"]:
        return [
            blocks.text(
                _("An answer is owed by %(day)s. None was given yet.") % {"day": words.day(answer["due_on"])}
            )
        ]
    return []


def methods(content: contract.Content) -> list[Block]:
    """How each figure was counted, so that anybody can count it again."""
    rows = [
        [
            isolated(figure["code"]),
            isolated(words.say(figure["name"])),
            words.say(figure["definition"]["text"]),
            words.day(figure["cut_off"]),
            isolated(figure["query_hash"][:HASH]),
        ]
        for _chapter, figure in contract.figures(content)
    ]
    made = [
        blocks.lead(
            _(
                "Each figure is counted from the casework by a written definition; nobody types it in. The files "
                "beside this report hold every figure with its parts, and the check sum of each file."
            )
        ),
        blocks.text(
            _(
                "Figures of the residence files and of the services are counted apart and never joined by person."
            )
        ),
    ]
    if rows:
        heads = (_("Code"), _("Figure"), _("Definition"), _("Counted up to"), _("Query"))
        made.append(blocks.table(_("Definitions"), [(head, False) for head in heads], rows))
    return made
