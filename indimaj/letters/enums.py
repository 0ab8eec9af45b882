"""Kinds of letters and messages, and where they stand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterKind(TextChoices):
    """What leaves the house on paper."""

    RECEIPT = "receipt", _("Receipt for the application")
    REGISTRATION_REFUSAL = "registration_refusal", _("Slip: application not registered")
    COMPLETION_REQUEST = "completion_request", _("List of missing documents")
    FAVOURABLE = "favourable", _("Favourable decision")
    UNFAVOURABLE = "unfavourable", _("Unfavourable decision")
    AGENDA = "agenda", _("Agenda of the sitting")
    MINUTES = "minutes", _("Minutes of the sitting")
    ATTESTATION = "attestation", _("Certificate")
    RECOGNITION_DECISION = "recognition_decision", _("Decision on recognition")
    ORDER_REGISTER = "order_register", _("Order register")
    DAILY_SITUATION = "daily_situation", _("Daily situation")
    DISPATCH_SLIP = "dispatch_slip", _("Dispatch slip")
    CONSULATE_SILENCE = "consulate_silence", _("Slip: the consulate did not answer")


class Channel(TextChoices):
    """How a message goes out."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")


class MessageState(TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")
