"""A proof: a fact without its person. Nothing here names, numbers or points at anybody on either side of the wall."""

import uuid

from django.db import models

from .enums import Fact, ProofPurpose


class Proof(models.Model):
    """One fact for one purpose, opened once by whoever holds the token.

    Days and no moments: an hour would let two records be laid side by side. Once used, the value is emptied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    fact = models.CharField(max_length=24, choices=Fact.choices)
    value = models.CharField(max_length=24, blank=True)
    purpose = models.CharField(max_length=16, choices=ProofPurpose.choices)
    issued_on = models.DateField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True)
    issuer = models.CharField(max_length=40)
