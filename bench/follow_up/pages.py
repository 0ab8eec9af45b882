"""Which pages are asked for, and of what in the filled country."""

from urllib.parse import quote

from indimaj.commitments import queries as commitments
from indimaj.commitments.enums import CommitmentKind
from indimaj.delivery import finding, queries
from indimaj.delivery.enums import FindingKind
from indimaj.directory.enums import Level, Role, Theme

from .asking import Page
from .filling import Country

POLICY, FOCAL = Role.POLICY_OFFICER.value, Role.FOCAL_POINT.value
# Words that many sentences have, that few have, and that none has; in the language of the page.
SEARCHES = {
    "ar": ("السكن", "دروس اللغة المستشفيات", "رقم 777", "التعاونيات الجهات", "القمر"),
    "fr": ("logement", "hôpitaux société civile", "n° 777", "coopératives régions", "lune"),
    "en": ("housing", "hospitals civil society", "777", "cooperatives regions", "moon"),
}


def pages(country: Country) -> list[Page]:
    """Every page, public ones first in each room."""
    return [*_dialogue(country), *_commitments(country), *_delivery(country), *_others(country)]


def _dialogue(country: Country) -> list[Page]:
    document = country.versions[0].document.key
    return [
        Page("events", ["/ar/dialogue/", "/fr/dialogue/"]),
        Page("event with many threads", [f"/fr/dialogue/events/{country.events[0].key}/"]),
        Page("events, one by one", [f"/ar/dialogue/events/{one.key}/" for one in country.events[1:60]]),
        Page("documents", ["/ar/dialogue/documents/"]),
        Page("document", [f"/ar/dialogue/documents/{document}/"]),
        Page("document's text with 250 marks", [f"/fr/dialogue/documents/{document}/1/"]),
        Page("desk of events", ["/ar/dialogue/desk/"], POLICY),
        Page("desk of one event", [f"/ar/dialogue/desk/events/{country.events[0].key}/"], POLICY),
        Page("desk of a text, to mark", [f"/fr/dialogue/desk/documents/{document}/1/"], POLICY),
    ]


def _commitments(country: Country) -> list[Page]:
    first, batch = country.commitments[0], country.batch
    assert batch is not None
    some = country.commitments[10 :: max(len(country.commitments) // 60, 1)]
    deep = commitments.page(commitments.Filters(), some[len(some) // 2].rank).after
    narrowed = [
        f"kind={kind}&theme={theme}" for kind, theme in zip(CommitmentKind.values, Theme.values, strict=False)
    ]
    narrowed += [f"theme={Theme.HEALTH}&level={level}" for level in Level.values]
    narrowed += [f"document={one.document.key}" for one in country.versions[:8]]
    found = [
        Page(f"commitments with words in {language}", [f"/{language}/commitments/?q={quote(text)}" for text in texts])
        for language, texts in SEARCHES.items()
    ]  # fmt: skip
    return [
        Page("commitments", ["/ar/commitments/", f"/fr/commitments/?after={quote(deep)}"]),
        Page("commitments, narrowed", [f"/ar/commitments/?{query}" for query in narrowed]),
        *found,
        Page(
            "commitment with everything", [f"/fr/commitments/{first.key}/", f"/ar/commitments/{first.key}/"]
        ),
        Page("commitments, one by one", [f"/ar/commitments/{one.key}/" for one in some]),
        Page("the same for the policy officer", [f"/ar/commitments/{one.key}/" for one in some], POLICY),
        Page("desk of commitments", ["/ar/commitments/desk/"], POLICY),
        Page(
            "commitments that look alike",
            [f"/ar/commitments/desk/{one.key}/similar/" for one in some],
            POLICY,
        ),
        Page("300 proposals to confirm", [f"/ar/commitments/desk/imports/{batch.pk}/"], POLICY),
        Page(
            "300 proposals, later pages",
            [f"/fr/commitments/desk/imports/{batch.pk}/?state=proposed&page={n}" for n in range(2, 12)],
            POLICY,
        ),
    ]


def _delivery(country: Country) -> list[Page]:
    often, some = country.bodies[0].pk, country.bodies[3::17]
    asked = queries.asked_of(often)
    waiting = queries.to_answer(country.staff[FOCAL]).rows
    actions = queries.actions(queries.Wanted()).rows
    lists = [
        Page(
            f"found: {kind.value}",
            [f"/ar/follow-up/found/{kind.value}/", *_deeper(country, kind)],
        )
        for kind in FindingKind
    ]
    return [
        Page("what was not answered", ["/ar/follow-up/", "/fr/follow-up/"]),
        *lists,
        Page("gaps", ["/ar/follow-up/gaps/", *(f"/fr/follow-up/gaps/?theme={one}" for one in Theme.values)]),
        Page("overlaps", ["/ar/follow-up/overlaps/", "/fr/follow-up/overlaps/?after=housing~MA-01"]),
        Page("actions", ["/ar/follow-up/actions/", "/fr/follow-up/actions/?theme=health&place=MA-RAB"]),
        Page("actions, one by one", [f"/fr/follow-up/actions/{one.key}/" for one in actions]),
        Page(
            "body that is asked often",
            [f"/ar/follow-up/bodies/{often}/", f"/ar/follow-up/bodies/{often}/?after={quote(asked.after)}"],
        ),
        Page("bodies, one by one", [f"/fr/follow-up/bodies/{one.pk}/" for one in some]),
        Page("answer by link", [f"/fr/follow-up/answer/{one}/" for one in country.tokens]),
        Page("desk of the follow-up", ["/ar/follow-up/desk/"], POLICY),
        Page("desk of one with everything", [f"/fr/follow-up/desk/commitments/{country.commitments[0].key}/"], POLICY),
        Page("desk of a body's focal point", ["/ar/follow-up/desk/ours/"], FOCAL),
        Page("desk of an answer", [f"/ar/follow-up/desk/ours/{one.pk}/" for one in waiting], FOCAL),
    ]  # fmt: skip


def _deeper(country: Country, kind: FindingKind) -> list[str]:
    """The second page of a list, and the one after it."""
    finder, paths, after = finding.FINDERS[kind], [], ""
    for _page in range(2):
        after = finder.page(country.today, after).after
        if not after:
            break
        paths.append(f"/fr/follow-up/found/{kind.value}/?after={quote(after)}")
    return paths


def _others(country: Country) -> list[Page]:
    rounds = country.rounds
    return [
        Page("rounds", ["/ar/consultations/", "/fr/consultations/?standing=overdue"]),
        Page("round with many answers", [f"/fr/consultations/{rounds[1].key}/"]),
        Page("rounds, one by one", [f"/ar/consultations/{one.key}/" for one in rounds[2:60]]),
        Page("a statement to answer", [f"/ar/consultations/{rounds[0].key}/1/"]),
        Page("desk of rounds", ["/ar/consultations/desk/"], POLICY),
        Page("desk of one round", [f"/ar/consultations/desk/{rounds[1].pk}/"], POLICY),
        Page("editions", ["/ar/reports/"]),
        Page("desk of reports", ["/ar/reports/desk/"], POLICY),
        Page("desk of an edition", ["/ar/reports/desk/1/"], POLICY),
        Page("counterparts", ["/ar/reports/desk/counterparts/"], POLICY),
        Page("the policy", ["/ar/policy/", "/fr/policy/", "/en/policy/"]),
    ]
