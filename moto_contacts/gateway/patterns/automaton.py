"""The position automaton of a pattern (Glushkov's): a position for each place where one reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain, pairwise

from moto_contacts.gateway.patterns.source import source
from moto_contacts.gateway.patterns.syntax import Chars, Node, Repeat, Run, UnsupportedPattern

_MOST_POSITIONS = 4_000  # of one automaton whose counted repeats are written out


@dataclass(frozen=True, slots=True)
class _Part:
    """The positions a part of the pattern may begin and end at; whether it may be empty."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    nullable: bool


class Automaton:
    """The positions of a pattern: what each reads (`chars`), and which may be next (`follow`).

    Position 0 is the start, before any character; a text matches if it ends on one in `final`.

    A counted repeat is written out copy by copy, or, in a `widened` automaton, taken for a loop
    without counts.  Widening adds ways to go on and merges none, so what is deterministic
    widened is deterministic.
    """

    def __init__(self, node: Node, *, widened: bool) -> None:
        self.widened = widened
        self.chars = [Chars(())]
        self.follow: list[list[int]] = [[]]
        self.empty_ways = False  # whether some part can be empty in two ways
        whole = self._concatenate(_Part((0,), (0,), nullable=False), self._part(node))
        self.final = frozenset(whole.last)

    @property
    def deterministic(self) -> bool:
        """Whether a backtracking matcher has at most one way to go on after any beginning.

        `follow` lists a position once for each way to get there (leaving a loop, entering it
        again, ...), so the sets it leads to are compared as they stand, repetitions included.
        """
        return not self.empty_ways and all(map(self._is_disjoint, self.follow))

    def _is_disjoint(self, positions: list[int]) -> bool:
        ranges = sorted(chain.from_iterable(self.chars[p].ranges for p in positions))
        return all(left[1] < right[0] for left, right in pairwise(ranges))

    def step(self, positions: frozenset[int], char: str) -> frozenset[int]:
        code = ord(char)
        reachable = {q for p in positions for q in self.follow[p]}
        return frozenset(q for q in reachable if code in self.chars[q])

    def _part(self, node: Node) -> _Part:
        if isinstance(node, Chars):
            self.chars.append(node)
            self.follow.append([])
            here = (len(self.chars) - 1,)
            return _Part(here, here, nullable=False)
        if isinstance(node, Run):
            return reduce(self._concatenate, map(self._part, node.items), _EMPTY)
        if isinstance(node, Repeat):
            return self._repeat(node)
        parts = [self._part(branch) for branch in node.branches]
        empty = [part for part in parts if part.nullable]
        self.empty_ways |= len(empty) > 1
        first = chain.from_iterable(part.first for part in parts)
        last = chain.from_iterable(part.last for part in parts)
        return _Part(tuple(first), tuple(last), nullable=bool(empty))

    def _repeat(self, node: Repeat) -> _Part:
        low, high = node.low, node.high
        if self.widened and high != 1:
            low, high = min(low, 1), None
        rest = _EMPTY
        if high is None:
            rest = self._part(node.body)
            self.empty_ways |= rest.nullable
            self._link(rest.last, rest.first)
            rest = replace(rest, nullable=rest.nullable or low == 0)
            low = high = max(low - 1, 0)
        # From the back, `x{1,3}` is `x(x(x)?)?`, where every copy has one copy to follow it.
        for optional in [True] * (high - low) + [False] * low:
            copy = self._part(node.body)
            self.empty_ways |= copy.nullable
            rest = self._concatenate(copy, rest)
            rest = replace(rest, nullable=rest.nullable or optional)
            if len(self.chars) > _MOST_POSITIONS:
                raise UnsupportedPattern(f"the repeat {source(node)} is too long to write out")
        return rest

    def _concatenate(self, left: _Part, right: _Part) -> _Part:
        self._link(left.last, right.first)
        return _Part(
            left.first + right.first if left.nullable else left.first,
            left.last + right.last if right.nullable else right.last,
            left.nullable and right.nullable,
        )

    def _link(self, last: tuple[int, ...], first: tuple[int, ...]) -> None:
        for position in last:
            self.follow[position].extend(first)


_EMPTY = _Part((), (), nullable=True)
