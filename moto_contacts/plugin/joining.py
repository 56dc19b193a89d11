"""Runs the steps of ``registration``: each is done whole or undone whole, and moto never fails.

What runs here runs while moto is importing. PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import sys
import warnings
from contextlib import ExitStack
from types import ModuleType

from moto_contacts.plugin import registration

#: Step of ``registration`` -> what there is not without it.
MISSING = {
    "join_services": "its services are not there",
    "join_neighbour": "what it sends is not shown, and what it lacks not answered",
    "join_botocore": "boto3's requests to its services take moto's own, slower way",
    "join_console": "/moto-api/contacts/ is not there",
    "join_cloudformation": "CloudFormation makes none of its resources",
    "join_tagging": "the Resource Groups Tagging API does not know its resources",
    "join_server": "moto's server takes Alibaba's requests for S3's",
    "join_program": "it starts with wrong values in the environment",
}


class NotJoined(UserWarning):
    """Some part of moto is not as moto_contacts knows it, and was left as it is."""


def join(module: ModuleType, step: str) -> None:
    """Runs a step for a module of moto that has been executed.

    Whatever goes wrong is undone, and said in one sentence.
    """
    try:
        with ExitStack() as undo:
            getattr(registration, step)(module, undo)
            undo.pop_all()
    except Exception as why:
        _say(
            f"moto_contacts has not joined {module.__name__}, so {MISSING[step]}, while moto "
            f"itself is whole: {type(why).__name__}: {why}. Is there a newer moto_contacts for "
            "this moto?"
        )


def _say(sentence: str) -> None:
    """Warns, or where warnings are errors and would break moto's import, writes to stderr."""
    try:
        warnings.warn(sentence, NotJoined, stacklevel=2)
    except NotJoined:
        if sys.stderr is not None:
            sys.stderr.write(f"{sentence}\n")
