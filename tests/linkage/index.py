"""An index in memory with the semantics of the table."""

from indimaj.linkage.lookup import index_rows


def among(records):
    """An index in memory with the semantics of the table: ordered ranges, capped."""
    rows = sorted((*key, n) for n, record in enumerate(records) for key in index_rows(record))

    def fetch(asked):
        for position, p in enumerate(asked):
            hits = [
                r[3] for r in rows if r[0] == p.kind and r[1] == p.key and p.year_from <= r[2] <= p.year_to
            ]
            yield from ((position, n) for n in hits[: p.cap])

    def load(ids):
        return {n: records[n] for n in ids}

    return fetch, load
