"""``python -m moto_contacts``: the command ``moto_contacts``."""

from moto_contacts.cli import main

if __name__ == "__main__":
    main(prog_name="python -m moto_contacts")
