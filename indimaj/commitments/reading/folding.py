"""Words without what spelling varies in: case, accents, vowel signs, forms of one Arabic letter."""

import re
import unicodedata
from functools import lru_cache

ONE_LETTER = str.maketrans("أإآٱىئؤةک", "اااايايهك")
ELIDED = re.compile(r"\b[ldcjmnstLDCJMNST]['’]|\bqu['’]", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
# One letter, then the article: و ف ب ك ل and ال stand before a word without a space.
ARABIC_BEFORE = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال")


def fold(text: str) -> str:
    """The text in lower case, without accents, vowel signs and tatweel; spaces as one."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\u0640", "")).casefold()
    # Hamza above or below a letter comes apart here, and is dropped like an accent.
    plain = "".join(one for one in decomposed if not unicodedata.combining(one))
    return " ".join(plain.translate(ONE_LETTER).split())


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """A folded word without the Arabic article and the letters that join it."""
    for before in ARABIC_BEFORE:
        if word.startswith(before) and len(word) - len(before) >= 2:
            return word[len(before) :]
    return word


def words(text: str) -> list[str]:
    """The folded words of a text, without articles that stand on them."""
    return [bare(one) for one in WORD.findall(fold(ELIDED.sub(" ", text)))]
