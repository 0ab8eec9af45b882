"""The language in which an indicator is defined."""
