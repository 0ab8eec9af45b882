"""Sentences behind the codes of this room."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ONE_REQUEST_ONLY = _("The rules of this campaign allow one request for documents only.")

REJECTIONS: dict[str, Promise] = {
    "unreadable": _("The copy cannot be read"),
    "incomplete": _("Pages are missing"),
    "another_person": _("The document is about another person"),
    "does_not_prove": _("The document does not show this fact"),
    "duplicate": _("The same document is already in the file"),
}

UPLOADS: dict[str, Promise] = {
    "empty": _("Choose a file. The one that was sent is empty."),
    "too_large": _("This file is too large. Take a smaller picture, or send the pages one by one."),
    "wrong_type": _("Send a PDF, a JPEG picture or a PNG picture."),
    "infected": _("The virus scanner refused this file. Bring the paper to the office."),
    "scan_unavailable": _("The file could not be checked for viruses. Try again in a few minutes."),
    "unknown_kind": _("Choose what the document is from the list."),
}

# What the page of a refused upload answers with; 422 where nothing is named.
UPLOAD_STATUS = {"too_large": 413}

NOT_READY: dict[str, Promise] = {
    "name": _("Write at least one name, in any script."),
    "date_in_the_future": _("The date of the paper receipt is in the future."),
    "number_used": _("A file with this paper receipt number is already registered."),
}

# linkage.reasons.REASONS, in the words of the counter.
LIKENESS: dict[str, Promise] = {
    "name_same": _("The same name"),
    "name_written_apart": _("The same name, joined or split differently"),
    "name_other_order": _("The same names in another order"),
    "name_spelling": _("Another spelling of the same name"),
    "name_other_script": _("The same name in another script"),
    "name_partly": _("One name is a part of the other"),
    "name_close": _("A similar name"),
    "name_differs": _("Another name"),
    "names_swapped": _("Given name and family name exchanged"),
    "birth_same": _("The same birth date"),
    "birth_swapped": _("Day and month exchanged"),
    "birth_overlaps": _("The birth dates may be the same"),
    "birth_same_year": _("The same birth year, another day"),
    "birth_next_year": _("Birth years one apart"),
    "birth_one_digit": _("One digit of the birth year differs"),
    "birth_differs": _("Another birth date"),
    "sex_same": _("The same sex"),
    "sex_differs": _("Another sex"),
    "nationality_same": _("A nationality in common"),
    "nationality_differs": _("No nationality in common"),
    "phone_same": _("The same phone number"),
    "phone_differs": _("Other phone numbers"),
    "document_same": _("The same document number"),
    "document_close": _("A document number that differs by one sign"),
    "document_differs": _("Other document numbers"),
    "mother_same": _("The same mother's name"),
    "mother_close": _("A similar mother's name"),
    "mother_differs": _("Another mother's name"),
    "unknown": _("Not known on both sides"),
}
