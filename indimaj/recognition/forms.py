"""What caseworkers, assessors, consulates and employers type. A form reads; it never writes."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indimaj.design.wording import isolated
from indimaj.directory.models import Body, Place

from . import catalogue
from .actions.consular import ANSWERS
from .enums import AssetKind, ConsularAnswer, ConsularKind, DocumentKind, Reason
from .models import ConsularRequest, Document, Vacancy

LONG = {"rows": 3, "dir": "auto", "autocomplete": "off"}
BLANK = ("", "—")
UPLOAD_ERRORS = {
    "empty": _("Choose a file."),
    "too_large": _("This file is too large."),
    "wrong_type": _("Only PDF, JPEG and PNG can be kept."),
    "infected": _("This file carries a virus and was not kept."),
    "scan_unavailable": _("The file could not be checked for viruses. Try again later."),
}


class PaperField(forms.ModelChoiceField):
    """One of a person's papers, by what it is and what it belongs to. Read once, as many as there are."""

    def take(self, papers: QuerySet[Document]) -> None:
        """Offer these papers, without asking for them a second time."""
        self.queryset = papers
        self.choices = [BLANK, *((one.pk, self.label_from_instance(one)) for one in papers)]

    def label_from_instance(self, obj: Any) -> str:
        """Words of the person beside the kind: a diploma of what."""
        return f"{obj.get_kind_display()} · {isolated(obj.asset.words[:60])}"


class Submission(forms.Form):
    """A form that is one act, even if it is sent twice."""

    submission = forms.UUIDField(widget=forms.HiddenInput)


class Versioned(forms.Form):
    """A form that says what it was drawn from."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AssetForm(Submission):
    """One thing that a person brings: their own words come first, the codes may stay empty."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=AssetKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In the person’s own words"),
        help_text=_("As they say it, in their language. Nobody translates it here."),
        max_length=1000,
        widget=forms.Textarea(LONG),
    )
    words_language = forms.ChoiceField(label=_("Language of these words"))
    years = forms.IntegerField(label=_("Years"), min_value=0, max_value=80, required=False)
    language = forms.ChoiceField(label=_("Which language"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    skill = forms.ChoiceField(
        label=_("Group of work"), help_text=_("Helps to find work. It may stay empty."), required=False
    )
    qualification = forms.ChoiceField(label=_("Level of the diploma"), required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    LANGUAGE, TRAINING = ("language", "level"), ("qualification", "field")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "words_language", catalogue.choices("language"))
        for name in ("language", "level", "skill", "qualification", "field"):
            offer(self, name, [BLANK, *catalogue.choices(name)])

    def clean(self) -> dict[str, Any]:
        """A language is named; other codes may stay empty."""
        given = super().clean() or {}
        if given.get("kind") == AssetKind.LANGUAGE and not given.get("language"):
            self.add_error("language", str(_("Choose the language.")))
        return given

    def columns(self) -> dict[str, Any]:
        """The columns of an Asset: the codes that belong to its kind, and no others."""
        given, kind = self.cleaned_data, self.cleaned_data["kind"]
        said = {name: given[name] for name in ("kind", "words", "words_language", "years")}
        if kind == AssetKind.LANGUAGE:
            return said | {"code": given["language"], "level": given["level"]}
        if kind == AssetKind.QUALIFICATION:
            return said | {"code": given["qualification"], "field": given["field"]}
        return said | {"code": given["skill"]}


class DocumentForm(forms.Form):
    """A paper or its translation."""

    upload = forms.FileField(label=_("File (PDF, JPEG or PNG)"))
    document_kind = forms.ChoiceField(label=_("What it is"), choices=DocumentKind.choices)
    document_language = forms.ChoiceField(label=_("Language of the document"), required=False)
    translates = PaperField(
        label=_("It translates"), queryset=Document.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "document_language", [BLANK, *catalogue.choices("language")])
        chosen = self.fields["translates"]
        assert isinstance(chosen, PaperField)
        chosen.take(papers)


class RequestForm(Submission):
    """To which body a request goes."""

    body = forms.ChoiceField(label=_("Competent body"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", [(body.code, str(body)) for body in bodies])


class SendForm(Versioned):
    """The person's yes to this body, unticked."""

    says_yes = forms.BooleanField(
        label=_("The person says yes: this body learns their name, what they bring and its documents"),
        error_messages={"required": _("Without the person’s yes it does not leave.")},
    )


class AskForm(Versioned):
    """What is missing, in plain words."""

    asked = forms.CharField(
        label=_("Which document is missing"), max_length=1000, widget=forms.Textarea(LONG)
    )


class DecideForm(Versioned):
    """One decision. In part and refused have a reason; in part says what would complete it."""

    verb = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("recognise", _("Recognise in full")),
            ("recognise_in_part", _("Recognise in part")),
            ("refuse", _("Do not recognise")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("For a recognition in part and for a refusal."),
        choices=[BLANK, *Reason.choices],
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words, for the letter"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(LONG),
    )
    completes = forms.CharField(
        label=_("What would complete it"),
        help_text=_("A course, a period of practice, a document: what the person can do."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(LONG),
    )

    def clean(self) -> dict[str, Any]:
        """No refusal without a reason, no part without what completes it."""
        given = super().clean() or {}
        verb = given.get("verb")
        if verb in ("recognise_in_part", "refuse") and not given.get("reason"):
            self.add_error("reason", str(_("Give the reason.")))
        if verb == "recognise_in_part" and not given.get("completes", "").strip():
            self.add_error("completes", str(_("Say what would complete it.")))
        return given


class ConsularForm(Submission):
    """One question to one consulate."""

    body = forms.ChoiceField(label=_("Consulate"))
    kind = forms.ChoiceField(
        label=_("What it is asked"), choices=ConsularKind.choices, widget=forms.RadioSelect
    )
    document = PaperField(
        label=_("The document"),
        help_text=_("The consulate sees this document and nothing else."),
        queryset=Document.objects.none(),
        required=False,
        empty_label="—",
    )
    shown = forms.CharField(
        label=_("Or what the consulate needs to find the record"),
        help_text=_("It reads these words as they are: write no address and no purpose."),
        max_length=600,
        required=False,
        widget=forms.Textarea(LONG),
    )

    def __init__(self, *args: Any, bodies: list[Body], papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", [BLANK, *((body.code, str(body)) for body in bodies)])
        chosen = self.fields["document"]
        assert isinstance(chosen, PaperField)
        chosen.take(papers)

    def clean(self) -> dict[str, Any]:
        """There is something to show."""
        given = super().clean() or {}
        if given.get("kind") == ConsularKind.CONFIRM and not given.get("document"):
            self.add_error("document", str(_("Choose the document to confirm.")))
        elif not given.get("document") and not given.get("shown", "").strip():
            self.add_error("shown", str(_("Write what the consulate needs, or choose a document.")))
        return given


class WarningForm(Versioned):
    """The warning was read; unticked."""

    read = forms.BooleanField(
        label=_(
            "The person has read this warning, or heard it in their language, and asks for it themselves"
        ),
        error_messages={"required": _("Nothing leaves before the warning is read and confirmed.")},
    )


class AnswerForm(Versioned):
    """What the consulate answers."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Where and when to fetch it, if it is ready"),
        max_length=600,
        required=False,
        widget=forms.Textarea(LONG),
    )

    def __init__(self, *args: Any, asked: ConsularRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answer", [(one.value, ConsularAnswer(one).label) for one in ANSWERS[asked.kind]])


NEEDED, WISHED = "needed", "wished"
MOST_SKILLS = 5


class VacancyForm(Submission):
    """Work that is offered, and what it asks for: up to five skills, each needed or wished; at least one."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    body = forms.ChoiceField(label=_("Employer"))
    title = forms.CharField(label=_("Title of the work"), max_length=160)
    words_language = forms.ChoiceField(label=_("Language of the title"))
    language = forms.ChoiceField(label=_("Language that the work needs"), required=False)
    level = forms.ChoiceField(label=_("Level of this language"), required=False)
    qualification = forms.ChoiceField(label=_("Level of training that the work needs"), required=False)
    place = forms.ModelChoiceField(
        label=_("Place"), queryset=Place.objects.exclude(level__in=("country", "region")).order_by("code")
    )
    openings = forms.IntegerField(label=_("How many people"), min_value=1, max_value=500)
    closes_on = forms.DateField(label=_("Open until"), widget=forms.DateInput({"type": "date", "dir": "ltr"}))
    document_rule = forms.CharField(
        label=_("A rule that asks for a residence document"),
        help_text=_("Leave it empty if no rule asks for one. Otherwise name the rule: people read it."),
        max_length=240,
        required=False,
    )
    REST = ("language", "level", "qualification", "place", "openings", "closes_on", "document_rule")

    def __init__(self, *args: Any, employers: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", [(body.code, str(body)) for body in employers])
        offer(self, "words_language", catalogue.choices("language"))
        self._skills()
        for name in ("language", "level", "qualification"):
            offer(self, name, [BLANK, *catalogue.choices(name)])

    def _skills(self) -> None:
        groups = [BLANK, *catalogue.choices("skill")]
        for number in range(1, MOST_SKILLS + 1):
            self.fields[f"skill_{number}"] = forms.ChoiceField(
                label=_("Skill %(number)s") % {"number": number},
                choices=groups,
                required=number == 1,
            )
            self.fields[f"weight_{number}"] = forms.ChoiceField(
                label=_("Is skill %(number)s needed?") % {"number": number},
                choices=[(NEEDED, _("Needed")), (WISHED, _("Wished: one can apply without it"))],
                initial=NEEDED,
            )
        # What is wrong is listed in the order of the page.
        self.order_fields([name for name in self.fields if name not in self.REST])

    @property
    def skill_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each skill beside its weight, for the page."""
        return [(self[f"skill_{number}"], self[f"weight_{number}"]) for number in range(1, MOST_SKILLS + 1)]

    @property
    def has_more_skills(self) -> bool:
        """Whether more than the first skill was chosen, or is wrong."""
        return any(one.value() or one.errors for one, _weight in self.skill_rows[1:])

    @property
    def rest(self) -> list[forms.BoundField]:
        """What comes after the skills."""
        return [self[name] for name in self.REST]

    def clean(self) -> dict[str, Any]:
        """A skill is asked for once; a language that work needs has a level, and the other way round."""
        given = super().clean() or {}
        chosen: set[str] = set()
        for number in range(1, MOST_SKILLS + 1):
            code = given.get(f"skill_{number}", "")
            if code and code in chosen:
                self.add_error(f"skill_{number}", str(_("This skill is there already: choose it once.")))
            chosen.add(code)
        if bool(given.get("language")) != bool(given.get("level")):
            self.add_error("level", str(_("Choose the language and its level together, or neither.")))
        return given

    def columns(self) -> dict[str, Any]:
        """The columns of a Vacancy."""
        given = self.cleaned_data
        plain = (
            "title",
            "words_language",
            "qualification",
            "place",
            "openings",
            "closes_on",
            "document_rule",
        )
        languages = {given["language"]: given["level"]} if given["language"] else {}
        said = {name: given[name] for name in plain}
        return said | {"languages": languages, "skills": self._of(NEEDED), "wished": self._of(WISHED)}

    def _of(self, weight: str) -> list[str]:
        given = self.cleaned_data
        chosen = [
            (given[f"skill_{number}"], given[f"weight_{number}"]) for number in range(1, MOST_SKILLS + 1)
        ]
        return [code for code, its in chosen if code and its == weight]


def skills_typed(vacancy: Vacancy) -> dict[str, str]:
    """The skills of a vacancy as its form holds them: the needed ones first."""
    asked = [*((code, NEEDED) for code in vacancy.skills), *((code, WISHED) for code in vacancy.wished)]
    typed: dict[str, str] = {}
    for number, (code, weight) in enumerate(asked[:MOST_SKILLS], 1):
        typed |= {f"skill_{number}": code, f"weight_{number}": weight}
    return typed


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Give a choice field its choices, which depend on the reader."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
