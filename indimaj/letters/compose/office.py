"""The office's own papers of a day: order register, daily situation, dispatch slip (practice 24)."""

from typing import Any

from django.utils.translation import gettext as _

from .blocks import Block, day, fields, signatures, table, text


def order_register(data: dict[str, Any], language: str) -> dict[str, Any]:
    """Every file of a day in the order of its number, without a gap.

    data: on, office {ar, fr, en}, rows [{number, at, reference, name, papers}]; a protected name is empty.
    """
    head = [_("Number"), _("Hour"), _("Reference"), _("Name"), _("Documents")]
    rows = [[row["number"], row["at"], row["reference"], row["name"], row["papers"]] for row in data["rows"]]
    return {
        "title": _("Order register"),
        "blocks": [
            _head(data, language),
            table(head, rows, widths=[2, 2, 5, 7, 3])
            if rows
            else text(_("No application was filed on this day.")),
            signatures((_("The officer"), ""), (_("The head of the office"), "")),
        ],
    }


def daily_situation(data: dict[str, Any], language: str) -> dict[str, Any]:
    """What came in and went out on a day and since the beginning, and what waits: for the governor.

    data: on, office {ar, fr, en}, flows [{code, day, all}], waiting [{code, count}].
    """
    flows, waits = _flows(), _waits()
    return {
        "title": _("Daily situation"),
        "blocks": [
            _head(data, language),
            table(
                ["", _("This day"), _("Since the beginning")],
                [[flows[row["code"]], row["day"], row["all"]] for row in data["flows"]],
                widths=[8, 3, 3],
            ),
            table(
                [_("Waiting on this evening"), _("Files")],
                [[waits[row["code"]], row["count"]] for row in data["waiting"]],
                widths=[11, 3],
            ),
            signatures((_("The head of the office"), "")),
        ],
    }


def dispatch_slip(data: dict[str, Any], language: str) -> dict[str, Any]:
    """The favourable files of a day as they go to those who make the card, with an acknowledgement.

    data: on, office {ar, fr, en}, number, rows [{position, reference, name}]; a protected name is empty.
    """
    rows = [[row["position"], row["reference"], row["name"]] for row in data["rows"]]
    return {
        "title": _("Dispatch slip"),
        "blocks": [
            _head(data, language, (_("Files sent"), len(rows))),
            text(_("Files with a favourable decision, sent so that the registration card can be made.")),
            table(["", _("Reference"), _("Name")], rows, widths=[1, 5, 9])
            if rows
            else text(_("No favourable decision was made on this day.")),
            signatures((_("Sent by the office"), ""), (_("Received: name, date, stamp"), "")),
        ],
    }


def _head(data: dict[str, Any], language: str, *more: tuple[object, object]) -> Block:
    return fields((_("Office"), data["office"][language]), (_("Date"), day(data["on"], language)), *more)


def _flows() -> dict[str, str]:
    return {
        "registered": _("Applications registered"),
        "not_registered": _("Visits that ended without a file, with their slip"),
        "opinions": _("Opinions of the commission"),
        "favourable": _("Favourable decisions"),
        "unfavourable": _("Unfavourable decisions"),
        "told": _("People told of their decision"),
    }


def _waits() -> dict[str, str]:
    return {
        "registered": _("to be examined"),
        "examination": _("in examination"),
        "awaiting_documents": _("for documents from the person"),
        "examined": _("for a sitting"),
        "on_agenda": _("on the agenda of a sitting"),
        "opinion_given": _("for the decision of the authority"),
        "overdue": _("of these, past the day on which the opinion was due"),
    }
