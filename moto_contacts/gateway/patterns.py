"""Matchers for the `pattern` constraints of service models, safe for any text.

The constraints are Java regular expressions and mean `String.matches`: the whole text must match.
Python's `re` reads most of them, but it backtracks: a few need exponential time on the wrong text.
So a pattern is parsed here and turned into its position automaton (Glushkov): one position for
each place in the pattern where a character is read.  If no place ever leaves a choice between two
positions that read the same character, a backtracking matcher has at most one live path, is
linear, and `re` does the work.  Any other pattern gets a table which follows all paths at once.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from itertools import chain, groupby, pairwise
from unicodedata import category

Matcher = Callable[[str], object]

_MOST_POSITIONS = 4_000  # of one automaton whose counted repeats are written out
_MOST_REMEMBERED = 100_000  # moves of one table, and positions they lead to: a few megabytes


class UnsupportedPattern(ValueError):
    """A pattern that uses more of Java's syntax than this module reads."""


@cache
def compile_pattern(pattern: str) -> Matcher:
    """A function of a text, true if the whole text matches, in time linear in its length.

    Raises `UnsupportedPattern` for a pattern outside the supported part of Java's syntax.
    """
    rule = _Parser(pattern).rule()
    matches = _matcher(rule.body)
    refusals = [_matcher(head) for head in rule.heads]
    if rule.last is not None:
        ends = _matcher(rule.last)
        refusals.append(lambda text: ends(text[-1:]))
    if not refusals:
        return matches
    return lambda text: matches(text) and not any(refuses(text) for refuses in refusals)


def _matcher(node: Node) -> Matcher:
    """The fastest matcher of `node` that is proved to be linear."""
    for widened in (True, False):
        automaton = _Automaton(node, widened=widened)
        if automaton.deterministic:
            return re.compile(_source(node)).fullmatch
    return _Table(automaton).matches


# ---------------------------------------------------------------- the tree of a pattern


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set, held as sorted code point ranges that do not touch."""

    ranges: tuple[tuple[int, int], ...]

    def __contains__(self, code: int) -> bool:
        index = bisect(self.ranges, (code, sys.maxunicode)) - 1
        return index >= 0 and code <= self.ranges[index][1]

    def complement(self) -> Chars:
        starts = [0, *(high + 1 for _, high in self.ranges)]
        ends = [*(low - 1 for low, _ in self.ranges), sys.maxunicode]
        return Chars(tuple((a, b) for a, b in zip(starts, ends, strict=True) if a <= b))


@dataclass(frozen=True, slots=True)
class Run:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    body: Node
    low: int
    high: int | None


Node = Chars | Run | Choice | Repeat


@dataclass(frozen=True, slots=True)
class Rule:
    """What a pattern asks of a text: to match `body`, to match no head, not to end in `last`."""

    body: Node
    heads: tuple[Node, ...]
    last: Chars | None


# The functions that build nodes also simplify them, so that more patterns are deterministic.


def _chars(ranges: Iterable[tuple[int, int]]) -> Chars:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], high)
        else:
            merged.append((low, high))
    return Chars(tuple(merged))


def _of(characters: str) -> Chars:
    return _chars((code, code) for code in map(ord, characters))


def _join(items: Iterable[Node]) -> Node:
    flat = tuple(chain.from_iterable(map(_items, items)))
    return flat[0] if len(flat) == 1 else Run(flat)


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Run) else (node,)


def _choice(branches: Sequence[Node]) -> Node:
    """One of `branches`, with common beginnings taken out: `aws|aws-cn` becomes `aws(-cn)?`."""
    if len(branches) == 1:
        return branches[0]
    tails: dict[Node, list[Node]] = {}
    for head, *tail in filter(None, map(_items, branches)):
        tails.setdefault(head, []).append(_join(tail))
    factored = [_join([head, _choice(rest)]) for head, rest in tails.items()]
    longer = [node for node in factored if not isinstance(node, Chars)]
    single = _chars(chain.from_iterable(n.ranges for n in factored if isinstance(n, Chars)))
    merged = [single, *longer] if single.ranges else longer
    node = Choice(tuple(merged)) if len(merged) > 1 else _join(merged)
    return _repeat(node, 0, 1) if _NOTHING in branches else node


def _repeat(body: Node, low: int, high: int | None) -> Node:
    if high == 0 or body == _NOTHING:
        return _NOTHING
    if low == high == 1:
        return body
    if isinstance(body, Repeat) and body.low <= 1 and low <= 1:
        if high is None:  # (x+)*, (x{1,3})+, ...: the inner loop adds nothing but ways to fail
            return Repeat(body.body, min(low, body.low), None)
        if high == 1:  # (x+)?
            return Repeat(body.body, 0, body.high)
    return Repeat(body, low, high)


_NOTHING = Run(())
_ANY = Chars(((0, sys.maxunicode),))
_DOT = _of("\n\r\x85\u2028\u2029").complement()
_DIGIT = _chars([(0x30, 0x39)])
_WORD = _chars([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
_SPACE = _of(" \t\n\x0b\f\r")


# ---------------------------------------------------------------- reading a pattern

_QUANTIFIER = re.compile(r"([*+?])|\{([0-9]{1,5})(?:(,)([0-9]{0,5}))?\}")
_CATEGORY = re.compile(r"([A-Z])|\{([A-Z][a-z]?)\}")
_BYTE = re.compile(r"[0-9A-Fa-f]{2}")
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_CLASSES = {"d": _DIGIT, "s": _SPACE, "w": _WORD}
_CLASSES |= {name.upper(): chars.complement() for name, chars in _CLASSES.items()}

# What follows a branch outside all groups: without `$` at its end (False), and with it (True).
# A head is matched against the whole text, and `$` in it allows for a final line terminator.
_BODY_TAILS = (_NOTHING, _NOTHING)
_HEAD_TAILS = (
    _repeat(_ANY, 0, None),
    _repeat(_choice([_join([_of("\r"), _of("\n")]), _of("\n\r\x85\u2028\u2029")]), 0, 1),
)


class _Parser:
    """Recursive descent; every method reads on from `at`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def rule(self) -> Rule:
        heads, last = [], None
        while (head := self._take("(?!")) or self._take("^"):
            if head:
                heads.append(_choice(self._branches(_HEAD_TAILS)))
                self._expect(")")
        branches = self._branches(_BODY_TAILS)
        if self._take("(?<!"):
            found = self._atom()
            if not isinstance(found, Chars):
                raise self._unsupported("a lookbehind at more than one character")
            last = found
            self._expect(")")
            self._take("$")
        if self.at < len(self.pattern):
            raise self._unsupported(repr(self.pattern[self.at]))
        if len(branches) > 1 and (heads or last):
            raise self._unsupported("a lookaround in one of several branches")
        return Rule(_choice(branches), tuple(heads), last)

    def _branches(self, tails: tuple[Node, Node] | None = None) -> list[Node]:
        """The branches up to the end or `)`; only those with `tails` may have anchors."""
        branches = []
        while True:
            if tails:
                self._take("^")
            items = []
            while self.at < len(self.pattern) and not self._sees("|", ")", "$", "(?<!"):
                items.append(self._quantified(self._atom()))
            if tails:
                items.append(tails[self._take("$")])
            branches.append(_join(items))
            if not self._take("|"):
                return branches

    def _quantified(self, atom: Node) -> Node:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return atom
        sign, low, comma, high = found.groups()
        if sign:
            least, most = int(sign == "+"), 1 if sign == "?" else None
        else:
            least, most = int(low), None if comma and not high else int(high or low)
        if most is not None and most < least:
            raise self._unsupported("an inverted repeat")
        self.at = found.end()
        if self._sees("*", "+", "?", "{"):
            raise self._unsupported("a lazy, possessive or doubled quantifier")
        return _repeat(atom, least, most)

    def _atom(self) -> Node:
        if self._take("(?:") or (self._sees("(") and not self._sees("(?") and self._take("(")):
            group = _choice(self._branches())
            self._expect(")")
            return group
        if self._take("["):
            return self._class()
        if self._take("."):
            return _DOT
        if self._sees(*"()[{*+?^$|"):
            raise self._unsupported(repr(self.pattern[self.at : self.at + 3]))
        return self._set(self._symbol())

    def _class(self) -> Chars:
        negated = self._take("^")
        if self._sees("]"):
            raise self._unsupported("a class that begins with ]")
        sets: list[Chars] = []
        while not self._take("]"):
            if self._sees("[", "&&"):
                raise self._unsupported("a class within a class")
            low = self._symbol()
            # A hyphen makes a range only between two characters, as in Java: not in `[\w-.]`.
            if isinstance(low, str) and not self._sees("-]", "-[") and self._take("-"):
                high = self._symbol()
                if isinstance(high, Chars) or high < low:
                    raise self._unsupported("an inverted range")
                sets.append(Chars(((ord(low), ord(high)),)))
            else:
                sets.append(self._set(low))
        union = _chars(chain.from_iterable(chars.ranges for chars in sets))
        found = union.complement() if negated else union
        if not found.ranges:
            raise self._unsupported("a class of no characters")
        return found

    def _symbol(self) -> str | Chars:
        """The next character or escape: a string if it stands for itself, otherwise a set."""
        if self.at == len(self.pattern):
            raise self._unsupported("an unfinished class or escape")
        start = self.at
        self.at += 1
        if self.pattern[start] != "\\":
            return self.pattern[start]
        name = self.pattern[self.at : self.at + 1]
        self.at += 1
        if name in _CLASSES:
            return _CLASSES[name]
        if name in _CONTROLS:
            return _CONTROLS[name]
        if name == "x" and (found := _BYTE.match(self.pattern, self.at)):
            self.at = found.end()
            return chr(int(found[0], 16))
        if name in ("p", "P") and (found := _CATEGORY.match(self.pattern, self.at)):
            self.at = found.end()
            members = _general_category(found[1] or found[2])
            if members.ranges:
                return members if name == "p" else members.complement()
        elif name.isascii() and name and not name.isalnum():
            return name
        self.at = start
        raise self._unsupported(f"the escape \\{name}")

    def _set(self, symbol: str | Chars) -> Chars:
        return _of(symbol) if isinstance(symbol, str) else symbol

    def _sees(self, *tokens: str) -> bool:
        return self.pattern.startswith(tokens, self.at)

    def _take(self, token: str) -> bool:
        found = self._sees(token)
        self.at += len(token) * found
        return found

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise self._unsupported(f"something other than {token}")

    def _unsupported(self, construct: str) -> UnsupportedPattern:
        return UnsupportedPattern(f"{construct} at {self.at} in the pattern {self.pattern}")


@cache
def _general_category(name: str) -> Chars:
    """The characters whose Unicode general category begins with `name`."""
    return _chars(run for found, run in _category_runs() if found.startswith(name))


@cache
def _category_runs() -> list[tuple[str, tuple[int, int]]]:
    runs, end = [], 0
    for found, run in groupby(map(category, map(chr, range(sys.maxunicode + 1)))):
        start, end = end, end + len(list(run))
        runs.append((found, (start, end - 1)))
    return runs


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
