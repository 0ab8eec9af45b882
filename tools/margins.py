"""Writes docs/reference/demo-margins.md: `python -m tools.margins`."""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "demo-margins.md"


def main() -> None:
    """Write the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from indimaj.demo.report import page

    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
