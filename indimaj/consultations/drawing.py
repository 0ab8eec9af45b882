"""The results of a round as pictures with their tables: those invited by kind, and apart from them whoever came alone."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from indimaj.design.charts import Chart
from indimaj.design.shares import Row, shares
from indimaj.directory.cells import Table

from .enums import Choice, Kind
from .models import Round, Statement
from .results import OPENLY, Results


class Drawn(NamedTuple):
    """One statement and its two pictures."""

    statement: Statement
    invited: Chart | None
    openly: Chart | None


def draw(one: Round, found: Results) -> list[Drawn]:
    """Each statement, in its order."""
    return [
        Drawn(
            result.statement,
            _chart(f"invited-{result.statement.order}", _("Those who were invited, by kind"), result.invited)
            if result.invited
            else None,
            _chart(f"open-{result.statement.order}", _("Open answers, counted apart"), result.openly)
            if result.openly
            else None,
        )
        for result in found.statements
    ]


def _chart(key: str, title: str, table: Table) -> Chart:
    kinds = list(table.rows)
    names = {**dict(Kind.choices), OPENLY: _("Anybody")}
    rows = [
        Row(str(names[kind]), [table.cells[kind, choice] for choice in Choice.values], table.rows[kind])
        for kind in kinds
    ]
    sums = [*(table.columns[choice] for choice in Choice.values), table.total] if len(kinds) > 1 else None
    parts = [_("Agree"), _("Disagree"), _("Pass")]
    return shares(key, title, rows, parts, head=_("Who"), total=_("Total"), sums=sums)
