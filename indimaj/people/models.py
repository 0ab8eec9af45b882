"""Identity, abstract: each side of the wall makes its own concrete table of it, and no row links the two."""

import uuid

from django.db import models

from .enums import BirthKind, ContactMark, NationalityStatus, Sex


class Identity(models.Model):
    """Names as written, in Arabic and as said; a birth interval; nationalities; contacts and their marks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family_name = models.CharField(max_length=120, blank=True)
    given_names = models.CharField(max_length=120, blank=True)
    name_arabic = models.CharField(max_length=160, blank=True)
    name_said = models.CharField(max_length=160, blank=True)
    birth_from = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    birth_kind = models.CharField(max_length=12, choices=BirthKind.choices, default=BirthKind.UNKNOWN)
    birth_place = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=8, choices=Sex.choices, blank=True)
    nationalities = models.JSONField(default=list)
    nationality_status = models.CharField(
        max_length=10, choices=NationalityStatus.choices, default=NationalityStatus.UNKNOWN
    )
    mother_name = models.CharField(max_length=120, blank=True)
    document_kind = models.CharField(max_length=40, blank=True)
    document_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_mark = models.CharField(max_length=12, choices=ContactMark.choices, blank=True)
    email = models.EmailField(blank=True)
    email_mark = models.CharField(max_length=12, choices=ContactMark.choices, blank=True)
    address = models.TextField(blank=True)
    spoken_language = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(family_name="", given_names="", name_arabic="", name_said=""),
                name="%(class)s_has_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(birth_from__isnull=True, birth_to__isnull=True)
                | models.Q(birth_from__lte=models.F("birth_to")),
                name="%(class)s_birth_interval_in_order",
            ),
        ]

    @property
    def name(self) -> str:
        """The name as written on the document, else in Arabic, else as said. A single name is a name."""
        written = " ".join(part for part in (self.given_names, self.family_name) if part)
        return written or self.name_arabic or self.name_said
