"""Dialogue of the demo: the conference of March 2014 as sources tell it, disagreements included, and one meeting that
is invented and goes on with it. A participant is an institution; a number that no source gives is not there.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from indimaj.dialogue import actions
from indimaj.dialogue.enums import (
    Category,
    ContributionKind,
    DocumentKind,
    EventKind,
    Part,
    SessionKind,
    TextLanguage,
)
from indimaj.dialogue.models import Document, Event, Passage
from indimaj.directory.enums import DEMO_USERNAMES, Role
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.texts.enums import TextState
from indimaj.texts.words import Words, of_three

from . import dialogue_texts as told
from .dialogue_rows import ACCOUNTS, ALRAIY, FIRST_DAY, MEDIAS24, ORGANISERS, SECOND_DAY, SESSIONS
from .service_bodies import BUILDER, MAIN_ASSOCIATION, MINISTRY, build_service_bodies

Progress = Callable[[str, int, int], None]
CONFERENCE, ROUND_TABLE = "rabat-2014", "follow-up-2015"
NOTE, BANNER, COUNCIL, STRATEGY = "press-note-2014", "banner-2014", "council-report-2013", "strategy-2014"
AT = datetime(2014, 3, 12, 10, tzinfo=UTC)
LATER = datetime(2015, 2, 9, 10, tzinfo=UTC)
EXPERTS_FROM = ("BE", "FR", "IT", "CI", "NG", "ES", "US")
IOM = "International Organization for Migration (IOM)"
SWISS = "Swiss Agency for Development and Cooperation"


def build_dialogue(progress: Progress) -> None:
    """The conference, its documents and what was said; what is there is left as it is."""
    build_service_bodies(progress)
    if Document.objects.filter(key=STRATEGY).exists():
        return
    progress("Dialogue", 0, 3)
    event = _conference()
    _sessions(event)
    _participants(event)
    _accounts(event)
    progress("Dialogue", 1, 3)
    _documents(event)
    _said_there(event)
    progress("Dialogue", 2, 3)
    _round_table(event)
    progress("Dialogue", 3, 3)


def passage(key: str, sentence: str, language: str) -> Passage:
    """A sentence of one of the accounts, marked: `passage(NOTE, "follow_up", "fr")`."""
    version = Document.objects.get(key=key).versions.select_related("document").get(language=language)
    words = told.sentence(sentence, language)
    start = version.text.index(words)
    return actions.mark_passage(version=version, start=start, end=start + len(words), **_common(AT))


def _common(at: datetime) -> dict[str, Any]:
    return {"by": BUILDER, "at": at}


def _once(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"indimaj-dialogue/{name}")


def _words(ar: str, fr: str, en: str, language: str = "fr", state: TextState = TextState.REVIEWED) -> Words:
    return of_three({"ar": ar, "fr": fr, "en": en}, language=language, state=state)


def _conference() -> Event:
    title = _words(
        "السياسة الجديدة للهجرة بالمغرب، أية استراتيجية لإدماج المهاجرين؟",
        "La nouvelle politique migratoire au Maroc : quelle stratégie d’intégration ?",
        "The New Migration Policy: Which Integration Strategy for Morocco?",
        state=TextState.OFFICIAL,
    )
    aims = [
        _words("تيسير الحوار حول السياسة الجديدة للهجرة", "Faciliter le dialogue sur la nouvelle politique migratoire",
               "To ease dialogue on the new migration policy"),
        _words("إعداد أفضل السياسات لإدماج المهاجرين", "Élaborer les meilleures politiques d’intégration des migrants",
               "To work out the best policies for the integration of migrants"),
    ]  # fmt: skip
    return actions.make_event(
        key=CONFERENCE,
        title=title,
        kind=EventKind.CONFERENCE,
        starts_on=FIRST_DAY,
        ends_on=SECOND_DAY,
        place=Place.objects.filter(code="MA-RAB").first(),
        venue="Sofitel Jardin des Roses, Rabat",
        objectives=aims,
        is_public=True,
        submission=_once(CONFERENCE),
        **_common(AT),
    )


def _sessions(event: Event) -> None:
    for number, (kind, day, title, themes, (source, url)) in enumerate(SESSIONS):
        actions.add_session(
            event=event,
            title=_words(*title),
            kind=kind,
            day=day,
            themes=[str(theme) for theme in themes],
            source=source,
            source_url=url,
            submission=_once(f"session {number}"),
            **_common(AT),
        )


def _participants(event: Event) -> None:
    """Hosts, funder, who was there; of the floor, the one number that is known."""
    ministry = Body.objects.filter(code=MINISTRY).first()
    rows: list[tuple[Part, Category, dict[str, Any], tuple[str, str]]] = [
        (Part.ORGANISER, Category.NATIONAL, {"body": ministry}, ORGANISERS),
        (Part.ORGANISER, Category.INTERNATIONAL, {"institution": IOM}, ORGANISERS),
        (Part.FUNDER, Category.INTERNATIONAL, {"institution": SWISS, "country": "CH"}, ORGANISERS),
        (
            Part.SPEAKER,
            Category.ORIGIN,
            {"institution": "Gouvernement de Côte d’Ivoire", "country": "CI"},
            MEDIAS24,
        ),
        (
            Part.SPEAKER,
            Category.DIPLOMATIC,
            {"institution": "Ambassade de Suisse (migrations)", "country": "CH"},
            ALRAIY,
        ),
        (Part.PARTICIPANT, Category.NOT_KNOWN, {"head_count": 200, "is_at_least": True}, ORGANISERS),
        *((Part.EXPERT, Category.RESEARCH, {"country": code}, ORGANISERS) for code in EXPERTS_FROM),
        (Part.EXPERT, Category.INTERNATIONAL, {"institution": "IOM Headquarters"}, ORGANISERS),
        (Part.PARTICIPANT, Category.NATIONAL, {}, ORGANISERS),
        (Part.PARTICIPANT, Category.CIVIL_SOCIETY, {}, ORGANISERS),
        (Part.PARTICIPANT, Category.DIPLOMATIC, {}, ORGANISERS),
    ]
    for number, (role, category, fields, (source, url)) in enumerate(rows):
        actions.add_participation(
            event=event, role=role, category=category, source=source, source_url=url,
            submission=_once(f"participation {number}"), **fields, **_common(AT),
        )  # fmt: skip


def _accounts(event: Event) -> None:
    for number, (claim, says, (source, url)) in enumerate(ACCOUNTS):
        actions.add_account(
            event=event, claim=claim, says=_words(*says), source=source, source_url=url,
            submission=_once(f"account {number}"), **_common(AT),
        )  # fmt: skip


def _documents(event: Event) -> None:
    """Accounts in three languages, each a version; and the banner, damaged, with its repair by the policy officer."""
    note = _words("بلاغ المنظمين حول ندوة الرباط", "Note de presse des organisateurs de la conférence de Rabat",
                  "Press note of the organisers of the Rabat conference")  # fmt: skip
    _account(NOTE, note, DocumentKind.PRESS_NOTE, IOM, told.IOM, told.NOTE, event, SECOND_DAY)
    press = _words("ما نقلته جريدة ليبراسيون عن التوصيات", "Les recommandations d’après Libération",
                   "The recommendations as Libération tells them")  # fmt: skip
    _account(
        "liberation-2014",
        press,
        DocumentKind.PRESS_REPORT,
        "Libération",
        told.LIBERATION,
        told.LIBERATION_SAYS,
        event,
    )
    banner = _words("لافتة الندوة", "La banderole de la conférence", "The banner of the conference")
    made = _document(BANNER, banner, DocumentKind.PRESS_NOTE, IOM, told.IOM, event, None)
    raw = actions.add_version(
        document=made, language=TextLanguage.MIXED, received_on=SECOND_DAY, text=told.BANNER_DAMAGED,
        note="Damaged on purpose, as a scanner does", submission=_once("banner 1"), **_common(AT),
    )  # fmt: skip
    policy = Staff.objects.get(username=DEMO_USERNAMES[Role.POLICY_OFFICER])
    actions.repair(
        version=raw, text=told.BANNER, by=Actor.staff(policy.pk), at=LATER, submission=_once("banner 2")
    )
    council = _words("توصيات المجلس الوطني لحقوق الإنسان، شتنبر 2013",
                     "Les recommandations du Conseil national des droits de l’Homme, septembre 2013",
                     "The recommendations of the National Human Rights Council, September 2013")  # fmt: skip
    issuer = "Conseil national des droits de l’Homme (CNDH)"
    _account(COUNCIL, council, DocumentKind.REPORT, issuer, told.CNDH, told.COUNCIL_SAYS, None, lines=True)
    strategy = _words("الاستراتيجية الوطنية للهجرة واللجوء: الأهداف الأربعة",
                      "Stratégie nationale d’immigration et d’asile : les quatre objectifs",
                      "National strategy of immigration and asylum: the four objectives")  # fmt: skip
    adopted, issuer = date(2014, 12, 18), "Royaume du Maroc, Conseil de gouvernement"
    _account(
        STRATEGY,
        strategy,
        DocumentKind.STRATEGY,
        issuer,
        told.STRATEGY,
        told.STRATEGY_SAYS,
        None,
        adopted,
        lines=True,
    )


def _document(
    key: str, title: Words, kind: DocumentKind, issuer: str, url: str, event: Event | None, day: date | None
) -> Document:
    return actions.add_document(
        key=key, title=title, kind=kind, issuer=issuer, event=event, published_on=day, source_url=url,
        is_account=True, is_public=True, submission=_once(key), **_common(AT),
    )  # fmt: skip


def _account(
    key: str,
    title: Words,
    kind: DocumentKind,
    issuer: str,
    url: str,
    account: tuple[tuple[told.Said, ...], ...],
    event: Event | None,
    day: date | None = None,
    *,
    lines: bool = False,
) -> None:
    document = _document(key, title, kind, issuer, url, event, day)
    for language in ("fr", "ar", "en"):
        actions.add_version(
            document=document,
            language=language,
            received_on=AT.date() if day is None or day <= AT.date() else day,
            text=told.text(account, language, lines=lines),
            submission=_once(f"{key} {language}"),
            **_common(AT),
        )


def _said_there(event: Event) -> None:
    """Opening and closing words with their sentence; and what could not be found a year later."""
    ministry = Body.objects.filter(code=MINISTRY).first()
    sessions = {one.kind: one for one in event.sessions.order_by("-order")}
    spoken: tuple[tuple[str, ContributionKind, SessionKind, date, dict[str, Any]], ...] = (
        ("both_sides", ContributionKind.OPENING, SessionKind.OPENING, FIRST_DAY, {"institution": IOM}),
        ("follow_up", ContributionKind.CONCLUSION, SessionKind.CLOSING, SECOND_DAY, {"body": ministry}),
        ("report", ContributionKind.CONCLUSION, SessionKind.CLOSING, SECOND_DAY, {"body": ministry}),
        ("dialogue", ContributionKind.CONCLUSION, SessionKind.CLOSING, SECOND_DAY, {"body": ministry}),
        ("long_term", ContributionKind.CONCLUSION, SessionKind.CLOSING, SECOND_DAY, {"body": ministry}),
    )
    made = {}
    for number, (key, kind, session, day, who) in enumerate(spoken):
        ar, fr, en = (told.sentence(key, language) for language in ("ar", "fr", "en"))
        text = _words(ar, fr, en)
        made[key] = actions.contribute(
            event=event, text=text, kind=kind, said_on=day, session=sessions[session], passage=passage(NOTE, key, "fr"),
            source_url=told.IOM, submission=_once(f"said {key}"), **who,
            **_common(AT + timedelta(minutes=number)),
        )  # fmt: skip
    actions.contribute(
        event=event,
        text=_words(
            "بحثنا عن هذا التقرير في ما هو منشور ولم نجده.",
            "Nous avons cherché ce rapport parmi ce qui est public et ne l’avons pas trouvé.",
            "We looked for this report in what is public and did not find it.",
        ),
        kind=ContributionKind.WRITTEN,
        said_on=LATER.date(),
        institution="Indimaj",
        answers=made["report"],
        submission=_once("said not found"),
        **_common(LATER),
    )


def _round_table(conference: Event) -> None:
    """An invented meeting, a year later: the dialogue goes on."""
    day = date(2015, 1, 27)
    made = actions.make_event(
        key=ROUND_TABLE,
        title=_words("مائدة مستديرة حول ما تحقق من وعود الرباط", "Table ronde : que sont devenues les promesses de Rabat ?",
                     "Round table: what became of the promises of Rabat?"),
        kind=EventKind.ROUND_TABLE,
        starts_on=day,
        ends_on=day,
        place=conference.place,
        continues=conference,
        is_public=True,
        is_invented=True,
        submission=_once(ROUND_TABLE),
        **_common(LATER),
    )  # fmt: skip
    for category, count in ((Category.NATIONAL, 14), (Category.CIVIL_SOCIETY, 22), (Category.DIPLOMATIC, 6)):
        actions.add_participation(
            event=made, role=Part.PARTICIPANT, category=category, head_count=count,
            submission=_once(f"round table {category}"), **_common(LATER),
        )  # fmt: skip
    association = Body.objects.filter(code=MAIN_ASSOCIATION).first()
    actions.contribute(
        event=made,
        text=_words("نطلب أن يكون لكل وعد صاحب وتاريخ.", "Nous demandons un responsable et une date pour chaque promesse.",
                    "We ask that each promise have an owner and a date."),
        kind=ContributionKind.INTERVENTION,
        said_on=day,
        body=association,
        submission=_once("round table 1"),
        **_common(LATER),
    )  # fmt: skip
