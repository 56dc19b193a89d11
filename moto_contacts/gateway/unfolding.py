"""Patterns without choices for automata that allow one.

``(.+)@(.+)`` leaves a choice at every ``@``; ``.[^@]*@.+`` takes the same texts and leaves none.
Such a pattern can be read off the smallest deterministic automaton, if that has no cycles but loops
of one state: the characters that a state loops on, and then the ways out of it, of which no two
begin with the same character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from moto_contacts.gateway.regex_syntax import NOTHING, Node, char_set, in_order, one_of, repeated

Positions = frozenset[int]
#: State -> the state that each range of characters leads to.
_Table = dict[Positions, list[Positions]]

_MOST_RANGES = 64
_MOST_STATES = 64
#: Of the smallest automaton. The pattern has every way through it, which may be 2 ** (n - 2).
_MOST_MERGED = 8


class _Folded(Exception):
    """The pattern would be endless, or long."""


def unfold(
    final: Positions, ends: Iterable[int], step: Callable[[Positions, str], Positions]
) -> Node | None:
    """The pattern of the automaton that begins at position 0, or None where it has none.

    ``ends`` are the code points at which any of its sets of characters begins or has just ended.
    """
    edges = sorted(set(ends))
    if len(edges) > _MOST_RANGES:
        return None
    try:
        table = _table([chr(edge) for edge in edges[:-1]], step)
        return _node(table, _merged(table, final), final, edges)
    except _Folded:
        return None


def _table(chars: list[str], step: Callable[[Positions, str], Positions]) -> _Table:
    """All states that can be reached."""
    table: _Table = {}
    waiting = [frozenset((0,))]
    while waiting:
        state = waiting.pop()
        if state not in table:
            table[state] = [step(state, char) for char in chars]
            waiting += table[state]
        if len(table) > _MOST_STATES:
            raise _Folded
    return table


def _merged(table: _Table, final: Positions) -> dict[Positions, int]:
    """State -> number; states from which the same texts are taken have the same one."""
    numbers = {state: int(state.isdisjoint(final)) for state in table}
    while True:
        seen = {
            state: (numbers[state], *(numbers[after] for after in table[state])) for state in table
        }
        order = {key: number for number, key in enumerate(dict.fromkeys(seen.values()))}
        if len(order) == len(set(numbers.values())):
            return numbers
        numbers = {state: order[key] for state, key in seen.items()}


def _node(table: _Table, numbers: dict[Positions, int], final: Positions, edges: list[int]) -> Node:
    dead = numbers.get(frozenset())
    accepting = {numbers[state] for state in table if not state.isdisjoint(final)}
    ranges = [(low, after - 1) for low, after in pairwise(edges)]
    ways: dict[int, dict[int, list[tuple[int, int]]]] = {number: {} for number in numbers.values()}
    if len(ways) > _MOST_MERGED:
        raise _Folded
    for number, state in {number: state for state, number in numbers.items()}.items():
        for characters, after in zip(ranges, table[state], strict=True):
            ways[number].setdefault(numbers[after], []).append(characters)

    def from_here(state: int, above: frozenset[int]) -> Node:
        loop = ways[state].get(state)
        exits = {
            to: characters for to, characters in ways[state].items() if to not in (state, dead)
        }
        if not above.isdisjoint(exits):
            raise _Folded
        tails = [
            in_order([char_set(characters), from_here(to, above | {state})])
            for to, characters in exits.items()
        ]
        if state in accepting:
            tails.append(NOTHING)
        return in_order([repeated(char_set(loop), 0, None) if loop else NOTHING, one_of(tails)])

    return from_here(numbers[frozenset((0,))], frozenset())
