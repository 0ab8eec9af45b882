"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj.people.enums import ContactMark


class Community(TextChoices):
    """Both sides adapt: host-community participants count beside migrants. Never a residence status."""

    MIGRANT = "migrant", _("Came from another country")
    HOST = "host", _("From here")


class ConsentPurpose(TextChoices):
    """What a person may say yes to, one by one; each can be taken back."""

    SUPPORT = "support", _("An association or a service keeps my needs on record to help me")
    REFERRAL = "referral", _("My name and my need may go to the service that I am sent to")
    MESSAGES = "messages", _("You may send me neutral messages")
    CONSULATE = "consulate", _("A consulate may be asked about one document of mine")
    FOLLOW_UP = "follow_up", _("You may ask me later how it went")


# Whose a phone or an address is, as staff read it of somebody; the person's own page says "mine".
MARKS_OF_SOMEBODY: dict[str, str | Promise] = {
    **dict(ContactMark.choices),
    ContactMark.MINE: _("The person’s own"),
}

# What a yes means, said before it is given. The words that a person read are stored with the consent.
MEANINGS: dict[str, Promise] = {
    ConsentPurpose.SUPPORT: _(
        "Only the people of the body that helps you read it. You can say no and still be received."
    ),
    ConsentPurpose.REFERRAL: _(
        "The service learns your name, how to reach you and what you need; nothing else. Without it, you go there yourself."
    ),
    ConsentPurpose.MESSAGES: _(
        "A message says that there is something new, never what it is about. Nobody who reads your phone learns more."
    ),
    ConsentPurpose.CONSULATE: _(
        "The consulate sees that one document, or the words that you write for it, and nothing else: not why, and not "
        "where you live. Think about whether you want it to know."
    ),
    ConsentPurpose.FOLLOW_UP: _(
        "Somebody asks you, months later, whether the help was of use. You need not answer."
    ),
}


class ObjectionState(TextChoices):
    """Where an objection stands."""

    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")


class ErasureState(TextChoices):
    """Where a request for erasure stands."""

    ASKED = "asked", _("Erasure asked for")
    ERASED = "erased", _("Erased")
    KEPT = "kept", _("Kept, for a reason that the law gives")


class ErasureGround(TextChoices):
    """Why the law keeps data for now. There is no "other"."""

    LEGAL_CLAIM = "legal_claim", _("A claim or a complaint of the person is under way")
    LEGAL_DUTY = "legal_duty", _("A law obliges the body to keep the record for a time")
    LOAN_OPEN = "loan_open", _("A grant or a loan is not yet accounted for")
    CHILD = "child", _("A child's path depends on this record")


class ArrivalKind(TextChoices):
    """What the person said or brought on their page."""

    NEED = "need", _("A need, in their own words")
    PAPER = "paper", _("A paper")
