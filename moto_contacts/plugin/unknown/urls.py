"""Every path of an unknown AWS host answers as moto does under amazonaws.com."""

from typing import Any

from moto_contacts.plugin.hosts import UNKNOWN_URLS


def not_implemented(request: Any, full_url: str, headers: Any) -> tuple[int, dict[str, str], str]:
    """404 with moto's own words for a service that is not mocked."""
    return 404, {}, "Not yet implemented"


url_bases = [UNKNOWN_URLS.pattern]
url_paths = {"{0}/(?P<path>.*)$": not_implemented}
