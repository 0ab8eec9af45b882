"""Intervals and tails, exact and small: no library, no database."""

from math import comb, sqrt

Z95 = 1.959964


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The 95 % interval of a share, which stays within 0 and 1 and is honest when `of` is small."""
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def at_least(count: int, *, drawn: int, of_kind: int, among: int) -> float:
    """The chance that `drawn` people taken blindly from `among`, `of_kind` of whom are of a kind, hold `count` of it.

    The hypergeometric tail, exact.
    """
    if not 0 <= of_kind <= among or drawn > among:
        raise ValueError("More are drawn, or of a kind, than there are.")
    top = min(drawn, of_kind)
    if count > top:
        return 0.0
    ways = sum(comb(of_kind, k) * comb(among - of_kind, drawn - k) for k in range(max(count, 0), top + 1))
    return ways / comb(among, drawn)
