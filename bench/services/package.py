"""A generated HSDS package: the demo's own services, given out by the room, again and again under new ids and names."""

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from indimaj.services.actions.rows import Gazetteer
from indimaj.services.hsds import export
from indimaj.services.hsds.columns import Settings


@contextmanager
def generated(number: int) -> Iterator[Path]:
    """A file with so many services, removed afterwards."""
    out = io.StringIO()
    export.write_package(out, Settings(places=Gazetteer().names()))
    package = json.loads(out.getvalue())
    originals = [json.dumps(one, ensure_ascii=False) for one in package["services"]]
    ids = [one["id"] for one in package["services"]]
    with tempfile.TemporaryDirectory(prefix="indimaj-package-") as folder:
        path = Path(folder, "package.json")
        with path.open("w", encoding="utf-8") as file:
            file.write('{"services": [')
            for n in range(number):
                old = ids[n % len(ids)]
                new = uuid5(NAMESPACE_URL, f"bench:{n}")
                text = originals[n % len(ids)].replace(old, str(new))
                file.write((",\n" if n else "\n") + _inner_ids(text, n))
            file.write("\n]}\n")
        yield path


def _inner_ids(text: str, number: int) -> str:
    """The lists inside a record have ids too: each its own."""
    record = json.loads(text)
    for value in record.values():
        for inner in value if isinstance(value, list) else []:
            if isinstance(inner, dict) and inner.get("id"):
                inner["id"] = str(uuid5(NAMESPACE_URL, f"bench:{number}:{inner['id']}"))
    record["name"] = f"{record['name']} {number}"
    return json.dumps(record, ensure_ascii=False)
