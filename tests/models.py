"""botocore's own files, read once a process, however many sessions the tests of one make."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import boto3
import botocore
from botocore.loaders import JSONFileLoader, Loader

_FOLDERS = tuple(str(Path(each.__file__).with_name("data")) for each in (boto3, botocore))


def read_once() -> None:
    """Keeps what is read of botocore's and boto3's folders, which nothing changes.

    A client of a new session takes half a second without. Files elsewhere are read each time. What
    is kept is shared: a test that changes a model changes a copy.
    """
    load_file: Any = JSONFileLoader._load_file
    list_services: Any = Loader.list_available_services

    @cache
    def kept(path: str, opener: Any) -> Any:
        return load_file(JSONFileLoader(), path, opener)

    def load(self: Any, path: str, opener: Any) -> Any:
        own = path.startswith(_FOLDERS)
        return kept(path, opener) if own else load_file(self, path, opener)

    lists: dict[Any, list[str]] = {}

    def available(self: Any, type_name: str) -> list[str]:
        places = tuple(self._potential_locations())
        if not all(place.startswith(_FOLDERS) for place in places):
            return list(list_services(self, type_name))
        if (places, type_name) not in lists:
            lists[places, type_name] = list_services(self, type_name)
        return list(lists[places, type_name])

    JSONFileLoader._load_file = load
    Loader.list_available_services = available
