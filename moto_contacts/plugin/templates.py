"""Templates of CloudFormation, as moto reads them."""

from __future__ import annotations

from typing import Any


def joined(properties: Any) -> Any:
    """The properties of a resource as they were written.

    moto reads JSON as YAML, which leaves the halves of characters apart that JSON has in two.
    """
    if isinstance(properties, dict):
        return {name: joined(each) for name, each in properties.items()}
    if isinstance(properties, list):
        return [joined(each) for each in properties]
    if isinstance(properties, str) and not properties.isascii():
        return properties.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return properties
