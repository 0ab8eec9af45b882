"""How each verb gets its manual page."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Run = Callable[[argparse.Namespace], int]
Verb = Callable[..., argparse.ArgumentParser]
Among = argparse._SubParsersAction


def verb_maker(among: Among[argparse.ArgumentParser]) -> Verb:
    """Return the function that adds a verb: its name, what runs it, one line, what it does, examples."""

    def verb(name: str, run: Run, summary: str, text: str, examples: str) -> argparse.ArgumentParser:
        page = among.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.\n\n{text}",
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        page.set_defaults(run=run)
        return page

    return verb
