"""All paths through an automaton at once."""

from __future__ import annotations

from moto_contacts.gateway.patterns.automaton import Automaton

_MOST_REMEMBERED = 100_000  # moves of one table, and positions they lead to: a few megabytes


class _State(dict[str, "_State | None"]):
    """A set of positions; maps a character to the next state, found out when first asked for.

    None is no position at all: whatever is still to come, the text cannot match.
    """

    __slots__ = ("accepts", "positions", "table")

    def __init__(self, table: Table, positions: frozenset[int]) -> None:
        self.table = table
        self.positions = positions
        self.accepts = not positions.isdisjoint(table.automaton.final)

    def __missing__(self, char: str) -> _State | None:
        positions = self.table.automaton.step(self.positions, char)
        self[char] = state = self.table.state(positions)
        return state


class Table:
    """All paths through an automaton at once: a deterministic automaton, built on demand."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self._forget()

    def matches(self, text: str) -> bool:
        state: _State | None = self.start
        for char in text:
            if state is None:
                return False
            state = state[char]
        return state is not None and state.accepts

    def state(self, positions: frozenset[int]) -> _State | None:
        """The state of `positions`, for one more move to be remembered."""
        self.remembered += 1 + len(positions)
        if self.remembered > _MOST_REMEMBERED:
            self._forget()
        return self.states.setdefault(positions, _State(self, positions)) if positions else None

    def _forget(self) -> None:
        # The old states are left as they are, so a walk under way in another thread goes on
        # undisturbed; they disappear with the last walk that is among them.
        self.remembered = 0
        self.states: dict[frozenset[int], _State] = {}
        self.start = _State(self, frozenset((0,)))
