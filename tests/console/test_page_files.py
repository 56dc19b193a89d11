"""The files of the page, as a browser gets them."""

from __future__ import annotations

import re

from moto_contacts.console.http import _FOLDER


def test_every_module_is_asked_for_at_once() -> None:
    """Not one after the other, as each is found in one that asks for it."""
    page = _FOLDER.joinpath("index.html").read_text("utf-8")
    told = re.findall(r'<link rel="modulepreload" href="page/(.+?)">', page)
    assert told == sorted(each.name for each in _FOLDER.iterdir() if each.name.endswith(".js"))
