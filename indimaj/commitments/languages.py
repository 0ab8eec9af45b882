"""In which of the three languages a text is, where its version mixes them."""

import re

ARABIC = re.compile("[\u0600-\u06ff]")
FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|de|et|une?|dans|pour|aux?|que|qui|est|sur)\b|[éèêàçùô]", re.IGNORECASE
)
ENGLISH = re.compile(r"\b(?:the|of|and|to|in|for|that|with|is|on|by|as|are|be)\b", re.IGNORECASE)


def of(text: str, version_language: str) -> str:
    """That of the version where it is one of the three; else what its letters and small words say. Nothing for others."""
    if version_language in ("ar", "fr", "en"):
        return version_language
    if version_language != "mul":
        return ""
    if len(ARABIC.findall(text)) * 2 > len(re.findall(r"\w", text)):
        return "ar"
    return "fr" if len(FRENCH.findall(text)) > len(ENGLISH.findall(text)) else "en"
