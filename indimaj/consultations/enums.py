"""Nouns of the consultations room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """Who may answer a round."""

    INVITED = "invited", _("Those who are invited")
    OPEN = "open", _("Anybody, without an account")
    BOTH = "both", _("Those who are invited and anybody, counted apart")


class Channel(TextChoices):
    """By which of the two ways an answer came. What came by one is never added to what came by the other."""

    INVITED = "invited", _("Invited")
    OPEN = "open", _("Open to all")


class Kind(TextChoices):
    """For whom somebody who is invited speaks."""

    MIGRANT = "migrant", _("Migrants")
    HOST = "host", _("Host community")
    ASSOCIATION = "association", _("Associations and groups")
    PUBLIC_BODY = "public_body", _("Public bodies")
    ORIGIN = "origin", _("Countries of origin")
    EXPERT = "expert", _("Experts")


class State(TextChoices):
    """Where a round is."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed, an answer is owed")
    ANSWERED = "answered", _("Answered by those who asked")


class Standing(TextChoices):
    """What the public sees of a round on a day: its state and its dates together."""

    OPEN = "open", _("Open for answers")
    OWED = "owed", _("Closed, an answer is owed")
    OVERDUE = "overdue", _("The answer is overdue")
    ANSWERED = "answered", _("Answered by those who asked")


class Choice(TextChoices):
    """What somebody says to a statement."""

    AGREE = "agree", _("I agree")
    DISAGREE = "disagree", _("I disagree")
    PASS = "pass", _("I pass")


class Outcome(TextChoices):
    """What came of a round."""

    TAKEN_UP = "taken_up", _("Taken up")
    IN_PART = "in_part", _("Taken up in part")
    NOT_TAKEN_UP = "not_taken_up", _("Not taken up")


class Changed(TextChoices):
    """What a round changed."""

    COMMITMENT = "commitment", _("A commitment")
    ACTION = "action", _("An action")
    RULE_VERSION = "rule_version", _("A version of the rule")


SOMETHING_CHANGED = (Outcome.TAKEN_UP, Outcome.IN_PART)
