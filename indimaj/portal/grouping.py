"""Identical lines of one day as one, with how many they are and from when to when: nothing is left out."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indimaj.design.wording import day_text, instant_text, isolated, local, number_text


@dataclass
class Group:
    """One line, or several that say the same on one day."""

    line: Any
    first: datetime
    last: datetime
    count: int = 1

    @property
    def when(self) -> str:
        """The instant; for several, the first, the last and how many."""
        if self.count == 1:
            return instant_text(self.last)
        first, last = (f"{local(at):%H:%M}" for at in (self.first, self.last))
        spell = (
            instant_text(self.last)
            if first == last
            else _("%(day)s, from %(first)s to %(last)s")
            % {"day": day_text(self.last), "first": isolated(first), "last": isolated(last)}
        )
        times = ngettext("%(count)s time", "%(count)s times", self.count)
        return f"{spell} · {times % {'count': isolated(number_text(self.count))}}"


def grouped(lines: Iterable[Any], same: Callable[[Any], Hashable]) -> list[Group]:
    """Lines that are the same by `same` and of one day in Morocco, in the order of the first of each."""
    found: dict[Hashable, Group] = {}
    for line in lines:
        key = (same(line), local(line.at).date())
        if group := found.get(key):
            group.count += 1
            group.first, group.last = min(group.first, line.at), max(group.last, line.at)
        else:
            found[key] = Group(line, line.at, line.at)
    return list(found.values())
