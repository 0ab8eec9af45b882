"""bin/bench NAME: runs bench/NAME, which has `add_arguments(parser)` (if it takes options) and `main(options)`."""

from __future__ import annotations

import argparse
import ast
import importlib
import sys
from pathlib import Path

NOT_MEASUREMENTS = {"__init__", "__main__", "servers", "table"}


def main(arguments: list[str]) -> int:
    """Run the named measurement; only that one is imported."""
    pages = {
        name: ast.get_docstring(ast.parse(path.read_text())) or "" for name, path in measurements().items()
    }
    parser = argparse.ArgumentParser(
        prog="bin/bench", description="Run one measurement and print what it found."
    )
    verbs = parser.add_subparsers(title="measurements", metavar="NAME", required=True, dest="name")
    chosen = next((word for word in arguments if word in pages), None)
    for name, text in pages.items():
        page = verbs.add_parser(
            name,
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        page.add_argument("--json", action="store_true", help="one JSON object a line, for programs")
        page.add_argument(
            "--quick", action="store_true", help="small sizes: does it run? (figures mean little)"
        )
        if name == chosen:
            module = importlib.import_module(f"bench.{name}")
            getattr(module, "add_arguments", lambda page: None)(page)
            page.set_defaults(run=module.main)
    options = parser.parse_args(arguments)
    return int(options.run(options) or 0)


def measurements() -> dict[str, Path]:
    """Return each measurement with its file: a module of this folder, or a package in it."""
    folder = Path(__file__).parent
    found = {path.stem: path for path in folder.glob("*.py")}
    found |= {path.parent.name: path for path in folder.glob("*/__init__.py")}
    return {name: found[name] for name in sorted(found) if name not in NOT_MEASUREMENTS}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
