"""A unique word in every text of both sides, so that whatever crosses the wall is found by its word."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Left

from indimaj.config.database_wall import ROOMS
from indimaj.ledger.enums import Compartment

STATUS, SERVICE = Compartment.STATUS, Compartment.SERVICE
# Names of columns that hold codes, digests and paths, never what somebody wrote: codes are the same for everybody.
CODES = {
    "answer",
    "country", "barrier", "birth_kind", "campaign", "category", "clause", "code", "code_digest", "content_type",
    "delivery_kind", "digest", "document_kind", "fact", "field", "ground", "key", "kind", "language", "letter",
    "level", "nationality_status", "original", "path", "pin_digest", "record_id", "reference", "rule_version",
    "run", "state", "step", "theme", "thing", "words_language", "where", "what", "found", "done", "qualification",
    "reason_code", "departure_code", "signed", "outcome", "proposal", "opinion", "place", "first_outcome",
    "paper_number", "file_name", "email_mark", "phone_mark",
}  # fmt: skip
# Nobody writes a word into less.
SHORTEST = 16
# What is published for everybody: the directory of services, courses and vacancies. It is nobody's data.
PUBLIC = ("services.", "programmes.Programme.", "programmes.Course.", "recognition.Vacancy.")


@dataclass
class Planted:
    """The words of each side: what each stands for, by word."""

    words: dict[Compartment, dict[str, str]] = field(default_factory=lambda: {STATUS: {}, SERVICE: {}})

    def private(self, side: Compartment) -> dict[str, str]:
        """The words of a side without those that everybody may read."""
        return {word: where for word, where in self.words[side].items() if not where.startswith(PUBLIC)}


def text_fields(side: Compartment) -> Iterator[tuple[type[models.Model], "models.Field[str, str]"]]:
    """Every column of a side in which somebody may have written something."""
    for room in ROOMS[side]:
        for model in apps.get_app_config(room).get_models():
            for one in model._meta.concrete_fields:
                is_text = isinstance(one, models.CharField | models.TextField)
                is_text = is_text and (one.max_length is None or one.max_length >= SHORTEST)
                if (
                    is_text
                    and not one.choices
                    and one.name not in CODES
                    and not one.primary_key
                    and not one.unique
                ):
                    yield model, one


def plant() -> Planted:
    """Put each word before what stands there; where a row holds nothing, the word alone."""
    planted = Planted()
    for side in (STATUS, SERVICE):
        for number, (model, one) in enumerate(text_fields(side)):
            word = f"zq{side.value[1]}{number:03d}k"
            rows = model._default_manager.all()
            if isinstance(one, models.EmailField) or one.name in (
                "email",
                "sent_to",
                "phone",
                "document_number",
            ):
                rows.update(**{one.name: word})
            else:
                longer = Concat(Value(f"{word} "), F(one.name), output_field=models.TextField())
                kept = Left(longer, one.max_length) if one.max_length else longer
                rows.exclude(**{one.name: ""}).update(**{one.name: kept})
                rows.filter(**{one.name: ""}).update(**{one.name: word})
            planted.words[side][word] = f"{model._meta.label}.{one.name}"
    for side, model in ((STATUS, "applications.Application"), (SERVICE, "clients.Client")):
        for reference in apps.get_model(model).objects.values_list("reference", flat=True):
            planted.words[side][reference.lower()] = f"{model}.reference"
    return planted
