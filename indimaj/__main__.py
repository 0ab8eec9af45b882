"""`python -m indimaj`: the command line."""

from indimaj.config.command import main

if __name__ == "__main__":
    raise SystemExit(main())
