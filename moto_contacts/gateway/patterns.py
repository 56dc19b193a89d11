"""Matchers for the `pattern` constraints of service models, safe for any text.

The constraints are Java regular expressions and mean `String.matches`: the whole text must match.
Python's `re` reads most of them, but it backtracks: a few need exponential time on the wrong text.
So a pattern is parsed here and turned into its position automaton (Glushkov): one position for
each place in the pattern where a character is read.  If no place ever leaves a choice between two
positions that read the same character, a backtracking matcher has at most one live path, is
linear, and `re` does the work.  Any other pattern is written anew without choices, if it can be,
or gets a table which follows all paths at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, reduce
from itertools import chain, pairwise

from moto_contacts.gateway.regex_syntax import (
    Chars,
    Choice,
    Node,
    Repeat,
    Run,
    UnsupportedPattern,
    read,
)
from moto_contacts.gateway.unfolding import unfold

__all__ = ["Matcher", "UnsupportedPattern", "compile_pattern"]

Matcher = Callable[[str], object]

_MOST_POSITIONS = 4_000  # of one automaton whose counted repeats are written out
_MOST_REMEMBERED = 100_000  # moves of one table, and positions they lead to: a few megabytes


@cache
def compile_pattern(pattern: str) -> Matcher:
    """A function of a text, true if the whole text matches, in time linear in its length.

    Raises `UnsupportedPattern` for a pattern outside the supported part of Java's syntax.
    """
    rule = read(pattern)
    matches = _matcher(rule.body)
    refusals = [_matcher(head) for head in rule.heads]
    if rule.last is not None:
        ends = _matcher(rule.last)
        refusals.append(lambda text: ends(text[-1:]))
    return reduce(_but_not, refusals, matches)


def _but_not(matches: Matcher, refuses: Matcher) -> Matcher:
    return lambda text: matches(text) and not refuses(text)


def _matcher(node: Node) -> Matcher:
    """The fastest matcher of `node` that is proved to be linear."""
    for widened in (True, False):
        automaton = _Automaton(node, widened=widened)
        if automaton.deterministic:
            return re.compile(_source(node)).fullmatch
    unfolded = unfold(automaton.final, automaton.ends(), automaton.step)
    if unfolded is not None and _Automaton(unfolded, widened=False).deterministic:
        return re.compile(_source(unfolded)).fullmatch
    return _Table(automaton).matches


# ---------------------------------------------------------------- as source for `re`


def _source(node: Node) -> str:
    """`node` in Python's syntax, with every set of characters spelled out."""
    if isinstance(node, Chars):
        return _class_source(node)
    if isinstance(node, Run):
        return "".join(map(_source, node.items))
    if isinstance(node, Choice):
        return f"(?:{'|'.join(map(_source, node.branches))})"
    body = _source(node.body)
    if isinstance(node.body, Run | Repeat):
        body = f"(?:{body})"
    return f"{body}{{{node.low},{'' if node.high is None else node.high}}}"


def _class_source(chars: Chars) -> str:
    inverse = chars.complement().ranges
    negated = 0 < len(inverse) < len(chars.ranges)
    spans = (
        re.escape(chr(low)) + f"-{re.escape(chr(high))}" * (low < high)
        for low, high in (inverse if negated else chars.ranges)
    )
    return f"[{'^' * negated}{''.join(spans)}]"


# ---------------------------------------------------------------- the position automaton


@dataclass(frozen=True, slots=True)
class _Part:
    """The positions a part of the pattern may begin and end at; whether it may be empty."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    nullable: bool


class _Automaton:
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

    def ends(self) -> Iterator[int]:
        """Where the characters that a position reads begin or have just ended."""
        for low, high in chain.from_iterable(chars.ranges for chars in self.chars):
            yield from (low, high + 1)

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
                raise UnsupportedPattern(f"the repeat {_source(node)} is too long to write out")
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


# ---------------------------------------------------------------- the table of an automaton


class _State(dict[str, "_State"]):
    """A set of positions; maps a character to the next state, found out when first asked for."""

    __slots__ = ("accepts", "positions", "table")

    def __init__(self, table: _Table, positions: frozenset[int]) -> None:
        self.table = table
        self.positions = positions
        self.accepts = not positions.isdisjoint(table.automaton.final)

    def __missing__(self, char: str) -> _State:
        if not self.positions:
            raise KeyError(char)  # whatever is still to come, the text cannot match
        self[char] = state = self.table.state(self.table.automaton.step(self.positions, char))
        return state


class _Table:
    """All paths through an automaton at once: a deterministic automaton, built on demand."""

    def __init__(self, automaton: _Automaton) -> None:
        self.automaton = automaton
        self._forget()

    def matches(self, text: str) -> bool:
        state = self.start
        try:
            for char in text:
                state = state[char]
        except KeyError:
            return False
        return state.accepts

    def state(self, positions: frozenset[int]) -> _State:
        """The state of `positions`, for one more move to be remembered."""
        self.remembered += 1 + len(positions)
        if self.remembered > _MOST_REMEMBERED:
            self._forget()
        return self.states.setdefault(positions, _State(self, positions))

    def _forget(self) -> None:
        # The old states are left as they are, so a walk under way in another thread goes on
        # undisturbed; they disappear with the last walk that is among them.
        self.remembered = 0
        self.states: dict[frozenset[int], _State] = {}
        self.start = _State(self, frozenset((0,)))
