"""The closed set of what may be counted: one file a side. Figures of the two sides are counted apart."""

from . import service, status
from .declaring import Column, Places, Source

SOURCES: dict[str, Source] = {**status.SOURCES, **service.SOURCES}
SPECS = {name: source.spec() for name, source in SOURCES.items()}

__all__ = ["SOURCES", "SPECS", "Column", "Places", "Source"]
