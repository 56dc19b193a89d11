"""What is due happens when the clock passes it: in order, once, at its moment, in all threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from functools import partial
from threading import Event, Lock
from typing import Any

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from moto_contacts.simulation import agenda, clock
from moto_contacts.simulation.agenda import Agenda, Origin, here
from moto_contacts.simulation.state import part, simulation_backends

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
NOBODY = Origin("a-service", "Operate", {}, "123456789012", "us-east-1")
#: Seconds that tests wait for threads, which is as good as for ever.
LONG = 60

#: When, and what is put when that has happened: the same again.
Plan = tuple[int, list[Any]]
seconds = st.integers(0, 20)
plans: st.SearchStrategy[Plan] = st.recursive(
    st.tuples(seconds, st.just([])),
    lambda plan: st.tuples(seconds, st.lists(plan, max_size=3)),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def noon() -> Iterator[Any]:
    with freeze_time(NOON) as frozen:
        yield frozen


def after(wait: float, do: Callable[[], object], origin: Origin = NOBODY) -> agenda.Entry:
    return agenda.put(clock.now() + timedelta(seconds=wait), origin, do)


def advance(by: float) -> None:
    clock.advance(timedelta(seconds=by))


def reset() -> None:
    simulation_backends["simulation"]["aws"].reset()


class TestOrder:
    @pytest.mark.usefixtures("noon")
    def test_a_leap_is_as_good_as_steps(self) -> None:
        """What happens, in which order and at which moments, does not depend on the steps."""

        def happenings(to_put: list[Plan], steps: list[int]) -> list[tuple[str, datetime]]:
            reset()
            seen: list[tuple[str, datetime]] = []

            def put(name: str, plan: Plan) -> None:
                after(plan[0], partial(happen, name, plan[1]))

            def happen(name: str, more: list[Plan]) -> None:
                seen.append((name, clock.now()))
                for number, plan in enumerate(more):
                    put(f"{name}.{number}", plan)

            for number, plan in enumerate(to_put):
                put(str(number), plan)
            for step in steps:
                advance(step)
            return seen

        @given(st.lists(plans, max_size=6), st.lists(st.integers(1, 30), min_size=1))
        def check(to_put: list[Plan], steps: list[int]) -> None:
            leap = happenings(to_put, [sum(steps)])
            assert leap == happenings(to_put, steps)
            assert [moment for _, moment in leap] == sorted(moment for _, moment in leap)

        check()

    @pytest.mark.usefixtures("noon")
    def test_by_due_time_then_as_they_were_put_but_for_the_cancelled(self) -> None:
        @given(st.lists(st.tuples(seconds, st.booleans())), seconds)
        def check(to_put: list[tuple[int, bool]], until: int) -> None:
            reset()
            seen: list[int] = []
            entries = [
                after(wait, partial(seen.append, number)) for number, (wait, _) in enumerate(to_put)
            ]
            for entry, (_, stays) in zip(entries, to_put, strict=True):
                if not stays:
                    entry.cancel()
            staying = sorted((wait, number) for number, (wait, stays) in enumerate(to_put) if stays)
            first = NOON + timedelta(seconds=staying[0][0]) if staying else None
            assert agenda.next_due() == first
            advance(until)
            assert seen == [number for wait, number in staying if wait <= until]
            assert [entry.waits for entry in entries] == [
                stays and wait > until for wait, stays in to_put
            ]

        check()

    def test_cancelled_from_another_entry(self) -> None:
        seen: list[str] = []
        late = after(2, partial(seen.append, "late"))
        after(1, late.cancel)
        advance(3)
        late.cancel()
        assert seen == []

    def test_nothing_happens_before_what_puts_it(self, noon: Any) -> None:
        seen: list[datetime] = []

        def put_into_the_past() -> None:
            agenda.put(NOON, NOBODY, lambda: seen.append(clock.now()))

        after(5, put_into_the_past)
        advance(60)
        assert seen == [NOON + timedelta(seconds=5)]


class TestSetBack:
    @pytest.mark.usefixtures("noon")
    def test_what_comes_again_and_again_does_so_from_there(self) -> None:
        """The rest waits until the clock is where it was due."""
        seen: list[str] = []
        advance(3600)
        for name, within in (("again", 5), ("sooner", 60), ("once", None)):
            wait = None if within is None else timedelta(seconds=within)
            due = clock.now() + timedelta(seconds=10)
            agenda.put(due, NOBODY, partial(seen.append, name), wait)
        clock.reset()
        assert agenda.next_due() == NOON + timedelta(seconds=5)
        advance(5)
        assert seen == ["again"]
        advance(55)
        assert seen == ["again", "sooner"]
        advance(3550)
        assert seen == ["again", "sooner", "once"]

    def test_nothing_is_to_happen(self, noon: Any) -> None:
        advance(60)
        assert clock.reset() == NOON


class TestWhen:
    def test_lazily_with_the_time_that_passes(self, noon: Any) -> None:
        seen: list[datetime] = []
        after(5, lambda: seen.append(clock.now()))
        noon.tick(60)
        assert seen == []
        clock.catch_up()
        assert seen == [NOON + timedelta(seconds=5)]
        assert clock.now() == NOON + timedelta(seconds=60)

    def test_before_the_clock_goes_back(self, noon: Any) -> None:
        seen: list[int] = []
        after(5, partial(seen.append, 1))
        after(500, partial(seen.append, 2))
        noon.tick(60)
        clock.reset()
        assert seen == [1]

    def test_not_inside_of_another(self, noon: Any) -> None:
        """Whoever acts may hold what the next one needs; that comes when this one has ended."""
        seen: list[str] = []

        def first() -> None:
            clock.catch_up()
            seen.append("first")

        after(1, first)
        after(1, partial(seen.append, "second"))
        agenda.act(NOBODY, advance, 5)
        assert seen == []
        clock.catch_up()
        assert seen == ["first", "second"]

    def test_an_empty_agenda_is_not_even_looked_for(self) -> None:
        assert Agenda.due is None
        after(1, int)
        assert Agenda.due is not None
        advance(2)
        assert Agenda.due is None
        after(1, int).cancel()
        assert Agenda.due is None
        assert agenda.next_due() is None


class TestOrigin:
    def test_is_that_of_what_has_put_it(self) -> None:
        seen: list[Origin] = []
        mine, other = NOBODY._replace(operation="Mine"), NOBODY._replace(operation="Other")
        after(1, lambda: seen.append(agenda.origin()), mine)
        agenda.act(other, int)
        advance(2)
        assert seen == [mine]

    def test_of_what_acts_inside_ends_with_it(self) -> None:
        inner = NOBODY._replace(operation="Inner")

        def outside() -> list[Origin]:
            return [agenda.origin(), agenda.act(inner, agenda.origin), agenda.origin()]

        assert agenda.act(NOBODY, outside) == [NOBODY, inner, NOBODY]

    def test_where_nothing_acts(self) -> None:
        with pytest.raises(RuntimeError, match="Nothing acts here"):
            agenda.origin()


class TestFailure:
    def test_goes_to_whoever_moves_the_clock_and_the_rest_happens_next(self) -> None:
        seen: list[int] = []

        def fail() -> None:
            raise ValueError("as ordered")

        after(1, fail)
        after(2, partial(seen.append, 2))
        with pytest.raises(ValueError, match="as ordered"):
            advance(3)
        assert (seen, here.moment, here.origin) == ([], None, None)
        clock.catch_up()
        assert seen == [2]


class TestReset:
    def test_empties_it(self) -> None:
        seen: list[int] = []
        entry = after(1, partial(seen.append, 1))
        with mock_aws():
            pass
        reset()
        advance(5)
        entry.cancel()
        assert (seen, Agenda.due) == ([], None)

    def test_an_old_agenda_says_nothing_of_the_new_one(self) -> None:
        old = part(Agenda)
        reset()
        after(1, int)
        old.put(clock.now(), NOBODY, int).cancel()
        assert Agenda.due is not None

    def test_waits_for_what_has_begun_and_nothing_follows(self) -> None:
        began, goes_on = Event(), Event()
        seen: list[object] = []

        def long() -> None:
            began.set()
            goes_on.wait(LONG)
            seen.append(part(Agenda))

        before = part(Agenda)
        after(1, long)
        after(1, partial(seen.append, "never"))
        with ThreadPoolExecutor() as threads:
            running = threads.submit(advance, 5)
            assert began.wait(LONG)
            resetting = threads.submit(reset)
            while Agenda.due is not None:
                pass
            assert not resetting.done()
            goes_on.set()
            running.result(LONG)
            resetting.result(LONG)
        assert seen == [before]
        assert part(Agenda) is not before


class TestThreads:
    @pytest.mark.parametrize("is_last", [True, False])
    def test_who_comes_meanwhile_waits_for_what_is_due(self, is_last: bool) -> None:
        began, goes_on = Event(), Event()
        seen: list[str] = []

        def long() -> None:
            began.set()
            goes_on.wait(LONG)
            seen.append("happened")

        def look() -> list[str]:
            clock.catch_up()
            return list(seen)

        after(1, long)
        if not is_last:
            after(100, int)
        with ThreadPoolExecutor() as threads:
            threads.submit(advance, 5)
            assert began.wait(LONG)
            looking = threads.submit(look)
            goes_on.set()
            assert looking.result(LONG) == ["happened"]

    def test_whoever_holds_what_an_entry_needs_does_not_wait_for_it(self) -> None:
        """One call inside another, that holds a backend's lock, while the clock is moved."""
        lock, waiting = Lock(), Event()
        seen: list[str] = []

        def needs_lock() -> None:
            waiting.set()
            with lock:
                seen.append("entry")

        def call() -> None:
            clock.catch_up()
            seen.append("call")

        after(1, needs_lock)
        with ThreadPoolExecutor() as threads:
            with lock:
                moving = threads.submit(advance, 5)
                assert waiting.wait(LONG)
                agenda.act(NOBODY, call)
            moving.result(LONG)
        assert seen == ["call", "entry"]

    def test_each_happens_once_and_in_order(self) -> None:
        seen: list[float] = []
        waits = [(number * 37) % 100 for number in range(300)]
        now = clock.now()
        for wait in waits:
            agenda.put(now + timedelta(seconds=wait + 1), NOBODY, partial(seen.append, wait))
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(advance, [1] * 120))
        assert seen == sorted(waits)


class TestWithdraw:
    def test_what_is_to_happen_for_others_there(self, noon: Any) -> None:
        happened: list[str] = []
        for origin in (
            NOBODY,
            NOBODY._replace(service="another"),
            NOBODY._replace(account="111122223333"),
            NOBODY._replace(region="eu-west-1"),
        ):
            after(1, partial(happened.append, f"{origin.service} {origin.region}"), origin)
        agenda.withdraw(NOBODY.service, NOBODY.account, NOBODY.region)
        advance(1)

        assert happened == ["another us-east-1", "a-service us-east-1", "a-service eu-west-1"]

    def test_nothing(self) -> None:
        agenda.withdraw(NOBODY.service, NOBODY.account, NOBODY.region)

        assert agenda.next_due() is None


class TestAfterwards:
    """What may wait for others, who wait for what is locked, is done when no lock is held."""

    def test_it_is_done_in_order_behind_what_was_left_undone(self) -> None:
        seen: list[tuple[str, Origin]] = []

        def see(name: str) -> None:
            seen.append((name, agenda.origin()))

        def leave(*names: str) -> None:
            for name in names:
                agenda.afterwards(partial(see, name))
            clock.catch_up()  # too early: something acts
            assert seen == []

        agenda.act(NOBODY, leave, "one", "two")
        clock.catch_up()

        assert seen == [("one", NOBODY), ("two", NOBODY)]

    def test_what_an_entry_leaves(self) -> None:
        """Another thread may look at the clock meanwhile, though more is due one day."""
        seen: list[str] = []

        def look() -> None:
            with ThreadPoolExecutor() as threads:
                threads.submit(clock.catch_up).result(LONG)
            seen.append("done")

        after(1, lambda: agenda.afterwards(look))
        after(100, int)
        advance(5)

        assert seen == ["done"]

    def test_what_is_left_may_leave_something(self) -> None:
        seen: list[str] = []

        def leave() -> None:
            agenda.afterwards(lambda: seen.append("second"))
            seen.append("first")

        agenda.act(NOBODY, agenda.afterwards, leave)
        clock.catch_up()

        assert seen == ["first", "second"]
