"""Arabic words that a damaged text of this field may have meant: those of the platform's own catalogues, and places."""

from functools import lru_cache

from django.utils.translation import trans_real

from indimaj.directory.models import Place

from .repair import ARABIC_WORD

# Words of conferences and of migration that no page of the platform needs.
OF_THE_FIELD = (
    "الندوة الدولية مؤتمر المؤتمر المناظرة ورشة الورشات فندق بفندق تحت شعار حول محور المحاور الجلسة الافتتاحية الختامية "
    "الهجرة المهاجرين المهاجرون المهاجر للهجرة إدماج الإدماج لإدماج إدماجهم استراتيجية الاستراتيجية السياسة السياسات "
    "الجديدة المغرب بالمغرب المغربية الرباط مارس أبريل فبراير يناير شتنبر أكتوبر نونبر دجنبر توصية توصيات التوصيات "
    "اللجوء اللاجئين طالبي المجتمع المدني الحكومة الوزارة وزير الوزير سفير السفير التعاون الشراكة الحقوق حقوق الإنسان"
)


@lru_cache(maxsize=1)
def _of_catalogues() -> frozenset[str]:
    known = set(ARABIC_WORD.findall(OF_THE_FIELD))
    for catalogue in trans_real.translation("ar")._catalog._catalogs:  # type: ignore[attr-defined]
        for said in catalogue.values():
            for text in said if isinstance(said, tuple) else (said,):
                known.update(ARABIC_WORD.findall(text))
    return frozenset(known)


def known_words() -> frozenset[str]:
    """Every Arabic word that the platform itself writes, with the names of places."""
    places = Place.objects.values_list("name_ar", flat=True)
    return _of_catalogues().union(*(ARABIC_WORD.findall(name) for name in places))
