"""The page in Firefox: one story, for what another engine could see otherwise."""

from __future__ import annotations

from tests.clients.tools import need
from tests.messages import send
from tests.page.firefox import FIREFOX, HOW, open_firefox

ROWS = "() => { const found = [...document.querySelectorAll('#list .open')]; return "


def test_it_comes_is_found_opened_and_deleted(moto_contacts_server: str) -> None:
    need(FIREFOX, "Firefox", HOW)
    send("code", to="zoe@example.com")
    with open_firefox() as firefox:
        firefox.open(f"{moto_contacts_server}/moto-api/contacts/")
        assert firefox.until(ROWS + "found.length && found[0].innerText }") == "zoe@example.com"
        firefox.until("() => document.querySelector('#connection').dataset.state === 'live'")
        link = send("link", to="ops@example.com")
        assert firefox.until(ROWS + "found.length === 2 && document.title }") == "(2) Contacts"

        firefox.press("/", *"-kind:code")
        assert firefox.until(ROWS + "found.length === 1 && found[0].innerText }") == link.to
        firefox.until("() => { document.querySelector('.verify').click(); return true }")
        state = "() => { const {state} = document.querySelector('.pill').dataset; return "
        assert firefox.until(state + "state !== 'pending' && state }") == "verified"

        firefox.press("\ue00c", "\ue00c", "j", "\ue007")
        opened = "() => document.querySelector('#detail .to')?.innerText"
        assert firefox.until(opened) == link.to
        height = "() => document.querySelector('.row').offsetHeight"
        assert firefox.until(height) in range(40, 75)
        firefox.press("\ue017")
        assert firefox.until("() => !document.querySelector('#detail .to')") is True
        assert firefox.until("() => !document.querySelector('#no-hits').hidden") is True
