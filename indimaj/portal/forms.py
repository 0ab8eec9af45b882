"""What a person types. A form reads and says what it cannot read; it never writes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from indimaj import law
from indimaj.applications import catalogue
from indimaj.design.forms import PartialDateField
from indimaj.law.pack import FactSpec
from indimaj.people.codes import read_pin

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
NO_MEMORY = {"autocomplete": "off"}
LEFT_TO_RIGHT = {"dir": "ltr", "autocomplete": "off"}
PIN_BOX = {"dir": "ltr", "autocomplete": "off", "inputmode": "numeric", "maxlength": "12"}


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Give a choice field its choices, which depend on the reader's language."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class QuestionForm(forms.Form):
    """One fact, asked as the pack asks it. Nothing is ticked beforehand."""

    def __init__(
        self, *args: Any, pack: law.Pack, fact: str, known: Any = None, today: date, **kwargs: Any
    ) -> None:
        self.pack, self.spec = pack, pack.facts[fact]
        super().__init__(*args, **kwargs)
        self.initial = {"answer": _shown(self.spec, known)}
        self.fields["answer"] = _box(self.spec, today)

    def clean(self) -> dict[str, Any]:
        """Ask the law whether it can read the answer."""
        cleaned = super().clean() or {}
        if "answer" in cleaned:
            try:
                law.parse_facts(self.pack, {self.spec.name: self.value()})
            except law.FactError as error:
                self.add_error("answer", catalogue.error_text(error))
        return cleaned

    def value(self) -> Any:
        """The answer as the law reads it."""
        cleaned = self.cleaned_data["answer"]
        return cleaned == "yes" if self.spec.type == "boolean" else cleaned


def _shown(spec: FactSpec, value: Any) -> Any:
    if value is None:
        return None
    if spec.type == "boolean":
        return "yes" if value else "no"
    if isinstance(value, list):
        return value[0][:4] if spec.type == "date" else value[0]
    return value


def _box(spec: FactSpec, today: date) -> forms.Field:
    language = catalogue.reader()
    words: dict[str, Any] = {
        "label": spec.question[language],
        "help_text": spec.help[language] if spec.help else "",
    }
    if spec.type == "boolean":
        choices = [("yes", catalogue.YES_NO[True]), ("no", catalogue.YES_NO[False])]
        return forms.ChoiceField(widget=forms.RadioSelect, choices=choices, **words)
    if spec.type == "choice":
        offered = [(code, text[language]) for code, text in spec.choices.items()]
        return forms.ChoiceField(widget=forms.RadioSelect, choices=offered, **words)
    if spec.type == "integer":
        low, high = spec.bounds
        box = forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"})
        return forms.IntegerField(min_value=low, max_value=high, widget=box, **words)
    earliest = spec.minimum if isinstance(spec.minimum, date) else date(1900, 1, 1)
    return PartialDateField(earliest=earliest, latest=today, **words)


class CampaignForm(forms.Form):
    """Under which campaign to check, on a day when none is open."""

    campaign = forms.ChoiceField(label=_("Which campaign?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, pack: law.Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(one.code, one.names[catalogue.reader()]) for one in pack.campaigns.values()]
        offer(self, "campaign", names)


class DayForm(forms.Form):
    """The day whose rule is shown."""

    on = PartialDateField(whole=True, label=_("Show the rule of this day"), latest=date(2100, 12, 31))


class OpenForm(forms.Form):
    """Reference, printed code and PIN."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("It is printed on your receipt: a year, then two groups of four letters and digits."),
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("Sixteen letters and digits in groups of four, on the slip that you were given."),
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )
    pin = forms.CharField(
        label=_("Your PIN"),
        help_text=_("The six digits that you chose. If the office registered you, choose six digits now."),
        widget=forms.PasswordInput(PIN_BOX),
    )


class PinForm(forms.Form):
    """A PIN of the person's own choice, typed twice."""

    pin = forms.CharField(
        label=_("Choose a PIN of six digits"),
        help_text=_("Only you know it. Do not take your birth date."),
        widget=forms.PasswordInput(PIN_BOX),
    )
    again = forms.CharField(label=_("The same PIN again"), widget=forms.PasswordInput(PIN_BOX))

    def clean(self) -> dict[str, Any]:
        """Six digits, the same twice."""
        cleaned = super().clean() or {}
        if "pin" in cleaned and read_pin(cleaned["pin"]) is None:
            self.add_error("pin", _("A PIN has six digits."))
        elif "again" in cleaned and read_pin(cleaned["again"]) != read_pin(cleaned.get("pin", "")):
            self.add_error("again", _("The two PINs are not the same."))
        return cleaned


class StartForm(PinForm):
    """Where the file goes, in which language letters come, and the PIN."""

    office = forms.ChoiceField(
        label=_("The office of the place where you live"),
        help_text=_("Every office takes an application; choose the one that you can reach."),
    )
    language = forms.ChoiceField(
        label=_("Language of your letters"), widget=forms.RadioSelect, choices=LANGUAGES
    )
    field_order = ("office", "language", "pin", "again")

    def __init__(self, *args: Any, offices: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "office", [("", _("Choose an office")), *offices])


class ProofForm(forms.Form):
    """One document for one fact."""

    kind = forms.ChoiceField(label=_("Which document is it?"), widget=forms.RadioSelect)
    upload = forms.FileField(
        label=_("Photograph or file"),
        widget=forms.ClearableFileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)


class ImpossibleForm(forms.Form):
    """The statement that a document is impossible to obtain."""

    kind = forms.ChoiceField(label=_("Which document is impossible to obtain?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What did you try? Why is it impossible?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds)


def limit_in_megabytes() -> int:
    """The size that one upload may have."""
    return settings.UPLOAD_LIMIT // (1024 * 1024)


def readable_answers(pack: law.Pack, data: object) -> dict[str, Any] | None:
    """Answers that came back with a form, if the law can read every one; None otherwise."""
    if not isinstance(data, Mapping) or not all(isinstance(name, str) for name in data):
        return None
    try:
        law.parse_facts(pack, data)
    except law.FactError:
        return None
    return dict(data)
