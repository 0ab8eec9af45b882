"""Reads of the room."""

from indimaj.directory.models import Body

from .enums import ConsentPurpose
from .models import Client, Consent


def has_consent(client: Client, purpose: ConsentPurpose, body: Body | str | None = None) -> bool:
    """Whether the person says yes today: to everybody, or to this body when one is given."""
    code = body.code if isinstance(body, Body) else body
    standing = Consent.objects.filter(client=client, purpose=purpose, withdrawn_at=None)
    return any(one.body_id is None or one.body_id == code for one in standing)
