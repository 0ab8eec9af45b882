"""The column that keeps words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .words import faults


class WordsField(models.JSONField):
    """Words as JSON; refuses on its way into the database what is no words.

    Raises ValidationError naming the faults, for a row saved or inserted in bulk alike.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The last door before the database."""
        if not hasattr(value, "as_sql") and (found := faults(value)):
            raise ValidationError("; ".join(found))
        return super().get_db_prep_save(value, connection)
