"""``python -m moto_contacts demo``."""

import argparse

from moto_contacts import demo


def main() -> int:
    """0 when every step of the demonstration was as it should be, else 1."""
    parser = argparse.ArgumentParser(prog="python -m moto_contacts")
    parser.add_argument("command", choices=["demo"], help="verify a contact in every service")
    parser.parse_args()
    return 0 if demo.run(print) else 1


if __name__ == "__main__":
    raise SystemExit(main())
