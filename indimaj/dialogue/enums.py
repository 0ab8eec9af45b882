"""Kinds of event, session, participant, contribution and document, as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What people were called together for."""

    CONFERENCE = "conference", _("Conference")
    SEMINAR = "seminar", _("Seminar")
    WORKSHOP = "workshop", _("Workshop")
    HEARING = "hearing", _("Hearing")
    COMMITTEE = "committee", _("Committee meeting")
    ROUND_TABLE = "round_table", _("Round table")


class SessionKind(TextChoices):
    """A part of the programme."""

    OPENING = "opening", _("Opening")
    PLENARY = "plenary", _("Plenary session")
    WORKSHOP = "workshop", _("Workshop")
    FORUM = "forum", _("Discussion forum")
    CLOSING = "closing", _("Closing")


class Category(TextChoices):
    """Which kind of institution a participant speaks for."""

    NATIONAL = "national", _("National institution")
    TERRITORIAL = "territorial", _("Region or local authority")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    DIPLOMATIC = "diplomatic", _("Diplomatic corps")
    ORIGIN = "origin", _("Government of a country of origin")
    INTERNATIONAL = "international", _("International organisation")
    RESEARCH = "research", _("Research and expertise")
    PRIVATE = "private", _("Employers and businesses")
    NOT_KNOWN = "not_known", _("Not known")


class Part(TextChoices):
    """What a participant was there for."""

    ORGANISER = "organiser", _("Host")
    FUNDER = "funder", _("Funder")
    SPEAKER = "speaker", _("Speaker")
    EXPERT = "expert", _("Invited expert")
    PARTICIPANT = "participant", _("Participant in the room")
    OBSERVER = "observer", _("Observer")


class ContributionKind(TextChoices):
    """What was said or written, and when in the life of the event."""

    OPENING = "opening", _("Opening words")
    PAPER = "paper", _("Paper presented")
    INTERVENTION = "intervention", _("Intervention from the floor")
    CONCLUSION = "conclusion", _("Closing words")
    MINUTES = "minutes", _("Minutes of the meeting")
    WRITTEN = "written", _("Written contribution")


class DocumentKind(TextChoices):
    """What a document is."""

    PRESS_NOTE = "press_note", _("Press note")
    PRESS_REPORT = "press_report", _("Press report")
    REPORT = "report", _("Report")
    REVIEW = "review", _("Report of a United Nations review")
    STRATEGY = "strategy", _("Strategy or action plan")
    TEXT = "text", _("Legal text")
    SPEECH = "speech", _("Speech")
    MINUTES = "minutes", _("Minutes of the meeting")
    LETTER = "letter", _("Letter or written answer")


class Method(TextChoices):
    """How the text of a version was won."""

    PDF = "pdf", _("Read from a PDF")
    DOCX = "docx", _("Read from a Word document")
    MARKDOWN = "markdown", _("Read from a Markdown file")
    PLAIN = "plain", _("Read from a text file")
    TYPED = "typed", _("Typed in")
    REPAIRED = "repaired", _("Repaired by hand")


class TextLanguage(TextChoices):
    """The language of a version; several where a page mixes them."""

    ARABIC = "ar", _("Arabic")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    MIXED = "mul", _("Several languages")


class Outcome(TextChoices):
    """What became of a passage in another version of its document."""

    EXACT = "exact", _("Same words, same place")
    MOVED = "moved", _("Found elsewhere or nearly the same")
    LOST = "lost", _("Not found any more")


class Claim(TextChoices):
    """A point on which accounts of one event may differ."""

    SESSIONS = "sessions", _("Workshops or themes")
    PARTICIPANTS = "participants", _("Number of participants")
    TITLE = "title", _("Title")
    AIM = "aim", _("Aim")
    FIGURES = "figures", _("Figures given on the day")
    RESULT = "result", _("What came out of it")
