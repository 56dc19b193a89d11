"""Debian's Chromium with an empty profile, driven from here; nothing is downloaded."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM = Path("/usr/bin/chromium")
CHROMEDRIVER = Path("/usr/bin/chromedriver")
HOW = "apt-get install chromium chromium-driver"

_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-GB",
    "--force-device-scale-factor=1",
)


@contextlib.contextmanager
def open_browser(*arguments: str) -> Iterator[webdriver.Chrome]:
    """A browser with an empty profile; ``get_log("browser")`` has what its console has said."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(prefix="chromium") as profile:
        for argument in (*_ARGUMENTS, *arguments, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        environment = {**os.environ, "SE_OFFLINE": "true", "TZ": "UTC"}
        service = Service(executable_path=str(CHROMEDRIVER), env=environment)
        browser = webdriver.Chrome(options=options, service=service)
        try:
            yield browser
        finally:
            browser.quit()


def set_view(
    browser: webdriver.Chrome, width: int, height: int = 800, scheme: str = "light",
    scale: int = 1, forced: bool = False,
) -> None:  # fmt: skip
    """The size of the window's inside, and what the reader prefers."""
    view: dict[str, Any] = {
        "width": width, "height": height, "deviceScaleFactor": scale, "mobile": False,
    }  # fmt: skip
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "forced-colors", "value": "active" if forced else "none"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    # The page sees its new size in the next frame, and draws its rows for it in the one after.
    browser.execute_async_script(
        "const [done] = arguments;"
        "requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));"
    )
