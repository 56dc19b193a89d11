"""Takes the README's picture of the page: ``python -m tests.page.screenshot``."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.harness import run_server
from tests.page.browser import open_browser, set_view
from tests.page.driver import Page
from tests.page.examples import a_working_day

PICTURE = Path(__file__).parents[2] / "docs" / "page.png"


def take() -> None:
    """Writes the picture."""
    with run_server("moto_server") as endpoint, open_browser() as browser:
        set_view(browser, 1280, 800, scale=2)
        a_working_day(endpoint)
        page = Page(browser, endpoint)
        opened = next(each for each in page.messages() if each["to"] == "zoe@example.com")
        page.open(message=opened["id"])
        page.until(lambda: page.text("#detail .event") == "sent")
        page.shows("#connection", "Live")
        taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    take()
