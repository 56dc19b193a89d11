"""First calls that come at the same time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from moto_contacts.gateway.model import Model
from moto_contacts.gateway.violations import Violation


@pytest.fixture(autouse=True)
def nervous() -> Iterator[None]:
    """Threads that take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_nobody_sees_a_shape_that_is_half_compiled() -> None:
    threads = 8
    for _ in range(5):
        model = Model("ssm-contacts")
        together = Barrier(threads)

        def call(
            number: int, model: Model = model, together: Barrier = together
        ) -> list[Violation]:
            together.wait()
            found: list[Violation] = []
            operation = model.operation("CreateContact" if number % 2 else "UpdateContact")
            assert operation is not None
            operation.accept({"ContactId": "x", "DisplayName": "é" * 300}, found)
            return found

        with ThreadPoolExecutor(threads) as pool:
            results = list(pool.map(call, range(threads)))
        for found in results:
            assert any(each.path == ("DisplayName",) for each in found)
