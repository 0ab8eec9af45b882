"""Renders the invented edition in a process of its own, under whatever clock, zone and hash seed it is given."""

import hashlib
import json
import os
import sys
import time

SHIFT = float(os.environ.get("TEST_CLOCK_SHIFT", "0"))
if SHIFT:
    real_time, real_local, real_gm = time.time, time.localtime, time.gmtime
    time.time = lambda: real_time() + SHIFT
    time.localtime = lambda seconds=None: real_local(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: real_gm(time.time() if seconds is None else seconds)


def main(chapters: int) -> None:
    import django

    django.setup()
    from indimaj.reports.render import render, site
    from tests.reports.content import edition

    rendered = render(edition(chapters))
    files = {**rendered.files, **site(rendered)}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    sys.stdout.write(json.dumps(sums))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
