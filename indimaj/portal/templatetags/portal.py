"""Filters of the portal's pages."""

from collections.abc import Iterable, Mapping

from django import template

register = template.Library()


@register.filter
def numbered(sources: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    """The numbers that sources have in the list at the foot of the page."""
    return sorted(numbers[source] for source in sources)
