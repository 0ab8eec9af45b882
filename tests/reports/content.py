"""A whole edition as the contract wants it, invented, in any size: what renders, fails and must not change."""

from __future__ import annotations

from typing import Any

from indimaj.reports import contract
from indimaj.reports.contract import Content

LONG = {
    "ar": "تعليم اللغة المحلية للمهاجرين الراغبين في ذلك، قريبا من سكناهم، وفي أوقات تناسب من يعمل.",
    "fr": "Enseigner la langue locale aux migrants qui le souhaitent, près de chez eux et à des heures qui conviennent à "
    "qui travaille.",
    "en": "Teach the local language to migrants who wish it, near their homes and at hours that suit those who work.",
}
REGIONS = (
    ("MA-01", "طنجة-تطوان-الحسيمة", "Tanger-Tétouan-Al Hoceïma", 4, 0, 120),
    ("MA-02", "الشرق", "Oriental", 5, 1, 64),
    ("MA-04", "الرباط-سلا-القنيطرة", "Rabat-Salé-Kénitra", 3, 1, 1234),
    ("MA-06", "الدار البيضاء-سطات", "Casablanca-Settat", 3, 2, 2710),
    ("MA-12", "الداخلة-وادي الذهب", "Dakhla-Oued Ed-Dahab", 0, 6, None),
)


def said(ar: str, fr: str, en: str) -> dict[str, str]:
    return {"ar": ar, "fr": fr, "en": en}


TITLE = said(
    "تقرير تتبع سياسة الاندماج",
    "Rapport de suivi de la politique d’intégration",
    "Follow-up report on the integration policy",
)


def numbered(words: dict[str, str], number: int) -> dict[str, str]:
    return {language: f"{text} ({number})" for language, text in words.items()}


def coded(code: str, ar: str, fr: str, en: str) -> dict[str, Any]:
    return {"code": code, "label": said(ar, fr, en)}


MIGRANT = coded("migrant", "المهاجرون", "Migrants", "Migrants here")
HOST = coded("host", "مجتمع الاستقبال", "Population d’accueil", "Host community")
BODY = said("الوزارة المكلفة بالهجرة", "Ministère chargé de la migration", "Ministry in charge of migration")


def figure(number: int, side: dict[str, Any] = MIGRANT, pair: str = contract.NOT_MEASURED) -> dict[str, Any]:
    return {
        "code": f"{side['code']}-language-{number}",
        "name": numbered(
            said("المسجلون في دروس اللغة", "Inscrits aux cours de langue", "Enrolled in language classes"),
            number,
        ),
        "side": side,
        "integrates": True,
        "unit": "share",
        "value": 0.4553,
        "numerator": 1234,
        "denominator": 2710,
        "period": ["2014-10-01", "2014-12-31"],
        "cut_off": "2015-02-09",
        "definition": {"number": 2, "digest": "ab" * 32, "text": LONG},
        "query_hash": "0123456789abcdef" * 4,
        "code_version": "1.0",
        "measurement": "00000000-0000-0000-0000-000000000001",
        "hidden": 1,
        "replaces": "",
        "pair": pair,
        "cells": [
            {"label": said("نساء", "Femmes", "Women"), "value": 640},
            {"label": said("رجال", "Hommes", "Men"), "value": 594},
            {"label": said("غير معروف", "Non connu", "Not known"), "value": None},
        ],
        "map": [
            {"code": code, "label": said(ar, fr, fr), "column": column, "row": row, "value": value}
            for code, ar, fr, column, row, value in REGIONS
        ],
        "series": [{"period": f"2014-{month:02}", "value": 100 * month} for month in range(1, 7)],
        "published": [
            {
                "value": "84 001",
                "as_of": "2014-09",
                "source": "https://www.example.org/recensement",
                "note": None,
                "conflicts": True,
            }
        ],
        "commitments": [f"teach-{number}-1"],
    }


def recommendation(number: int, of: int) -> dict[str, Any]:
    return {
        "key": f"teach-{number}-{of}",
        "kind": coded("recommendation", "توصية", "Recommandation", "Recommendation"),
        "title": numbered(
            said("تعليم اللغة المحلية", "Enseigner la langue locale", "Teach the local language"), of
        ),
        "text": numbered(LONG, of),
        "places": [said("الرباط", "Rabat", "Rabat")],
        "levels": [coded("local", "محلي", "Niveau local", "Local level")],
        "addressed_to": "",
        "raised_on": "2014-03-11",
        "raised_in": said("مؤتمر الرباط", "Conférence de Rabat", "Conference in Rabat"),
        "next_on": "2015-06-01",
        "passages": [
            {
                "id": "00000000-0000-0000-0000-000000000002",
                "quote": "learning and speaking the local language #eval(1) $x$ <b>",
                "language": "en",
                "document": said("مذكرة صحفية", "Note de presse", "Press note"),
                "version": "2",
                "place": "",
            }
        ],
        "status": {
            "code": "under_way",
            "label": said("قيد التنفيذ", "En cours, preuve à l’appui", "Under way, with evidence"),
            "why": said("دليل صالح", "Une preuve valable", "A valid piece of evidence"),
            "since": "2014-10-01",
        },
        "owners": [
            {
                "body": BODY,
                "body_code": "M-ONE",
                "role": coded("lead", "قيادة", "Pilote", "In the lead"),
                "accepted_on": "2014-05-02",
            }
        ],
        "responses": [
            {
                "body": BODY,
                "position": coded("accepts", "يقبل", "Accepte", "Accepts"),
                "reason": None,
                "on": "2014-05-02",
            }
        ],
        "actions": [
            {
                "key": f"classes-{number}-{of}",
                "title": said("دروس الدارجة", "Cours de darija", "Darija classes"),
                "body": BODY,
                "starts_on": "2014-09-15",
                "due_on": "2015-06-30",
                "budget": {"amount": "1250000", "currency": "MAD"},
                "funder": "",
                "funder_body": None,
            }
        ],
        "evidence": [
            {
                "kind": coded("measurement", "رقم مقيس", "Chiffre mesuré", "Measured figure"),
                "state": coded("valid", "صالح", "Valable", "Valid"),
                "text": None,
                "reference": "00000000-0000-0000-0000-000000000001",
                "source": "",
                "until": "2015-12-31",
            }
        ],
        "figures": [f"migrant-language-{number}"],
    }


def chapter(number: int, recommendations: int, pairs: int) -> dict[str, Any]:
    figures = []
    for pair in range(number * 100, number * 100 + pairs):
        figures.append(figure(pair, MIGRANT, f"host-language-{pair}"))
        figures.append({**figure(pair, HOST, f"migrant-language-{pair}"), "map": [], "series": []})
    return {
        "key": f"theme-{number}",
        "title": numbered(said("تعلم اللغة", "Apprendre la langue", "Learning the language"), number),
        "lead": LONG,
        "figures": [*figures, figure(number)],
        "recommendations": [recommendation(number, of) for of in range(1, recommendations + 1)],
    }


def edition(chapters: int = 1, recommendations: int = 2, pairs: int = 1, number: int = 1) -> Content:
    told = recommendation(1, 1)
    return {
        "contract": contract.VERSION,
        "number": number,
        "cut_off": "2015-02-09",
        "languages": list(contract.LANGUAGES),
        "title": TITLE,
        "issuer": BODY,
        "invented": True,
        "statuses": [
            {"code": "done", "label": said("منجز", "Fait", "Done, with evidence"), "count": 3},
            {"code": "silent", "label": said("بدون جواب", "Sans réponse", "No answer came in time"), "count": 12},
        ],
        "chapters": [chapter(one, recommendations, pairs) for one in range(1, chapters + 1)],
        "unanswered": [
            {
                "key": told["key"],
                "title": told["title"],
                "body": BODY,
                "since": "2014-06-11",
                "what": coded("silence", "لم يرد جواب", "Aucune réponse", "No answer came"),
            }
        ],
        "consultations": [
            {
                "key": "round-1",
                "title": said("استشارة حول اللغة", "Consultation sur la langue", "Consultation on language"),
                "from": "2014-11-01",
                "until": "2014-12-01",
                "participants": [{"label": said("الجمعيات", "Associations", "Associations here"), "value": 41}],
                "statements": [
                    {"text": LONG, "commitment": told["key"], "agree": 30, "disagree": 6, "pass": None}
                ],
                "answer": {"due_on": "2015-03-01", "answered_on": None, "text": None, "changed": []},
            }
        ],
    }  # fmt: skip
