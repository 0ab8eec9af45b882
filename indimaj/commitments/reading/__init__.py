"""How a text is read for what it asks and promises. Pure: strings in, findings with their offsets out."""

from .findings import Finding, Style, read

__all__ = ["Finding", "Style", "read"]
