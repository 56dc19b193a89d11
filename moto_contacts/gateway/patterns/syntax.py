"""The part of Java's regular expression syntax that service models use, read into a tree."""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from unicodedata import category


class UnsupportedPattern(ValueError):
    """A pattern that uses more of Java's syntax than is read here."""


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


def char_set(ranges: Iterable[tuple[int, int]]) -> Chars:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], high)
        else:
            merged.append((low, high))
    return Chars(tuple(merged))


def _of(characters: str) -> Chars:
    return char_set((code, code) for code in map(ord, characters))


def in_order(items: Iterable[Node]) -> Node:
    flat = tuple(chain.from_iterable(map(_items, items)))
    return flat[0] if len(flat) == 1 else Run(flat)


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Run) else (node,)


def one_of(branches: Sequence[Node]) -> Node:
    """One of `branches`, with common beginnings taken out: `aws|aws-cn` becomes `aws(-cn)?`."""
    if len(branches) == 1:
        return branches[0]
    tails: dict[Node, list[Node]] = {}
    for head, *tail in filter(None, map(_items, branches)):
        tails.setdefault(head, []).append(in_order(tail))
    factored = [in_order([head, one_of(rest)]) for head, rest in tails.items()]
    longer = [node for node in factored if not isinstance(node, Chars)]
    single = char_set(chain.from_iterable(n.ranges for n in factored if isinstance(n, Chars)))
    merged = [single, *longer] if single.ranges else longer
    node = Choice(tuple(merged)) if len(merged) > 1 else in_order(merged)
    return repeated(node, 0, 1) if NOTHING in branches else node


def repeated(body: Node, low: int, high: int | None) -> Node:
    if high == 0 or body == NOTHING:
        return NOTHING
    if low == high == 1:
        return body
    if isinstance(body, Repeat) and body.low <= 1 and low <= 1 and high in (1, None):
        # (x+)*, (x{1,3})+, (x+)?, ...: the inner loop adds nothing but ways to fail
        return Repeat(body.body, min(low, body.low), high and body.high)
    return Repeat(body, low, high)


NOTHING = Run(())
_ANY = Chars(((0, sys.maxunicode),))
_DOT = _of("\n\r\x85\u2028\u2029").complement()
_DIGIT = char_set([(0x30, 0x39)])
_WORD = char_set([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
_NO_WORD = _of("".join(map(chr, (code for code in range(128) if code not in _WORD))))
_SPACE = _of(" \t\n\x0b\f\r")


# ---------------------------------------------------------------- reading a pattern

_QUANTIFIER = re.compile(r"([*+?])|\{([0-9]{1,5})(?:(,)([0-9]{0,5}))?\}")
_CATEGORY = re.compile(r"([A-Z])|\{([A-Z][a-z]?)\}")
#: Letter of an escape -> the digits after it; half of a surrogate pair is no character.
_NUMBERED = {
    "x": re.compile(r"[0-9A-Fa-f]{2}"),
    "u": re.compile(r"(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"),
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_CLASSES = {"d": _DIGIT, "s": _SPACE, "w": _WORD}
_CLASSES |= {name.upper(): chars.complement() for name, chars in _CLASSES.items()}

# What follows a branch outside all groups: without `$` at its end (False), and with it (True).
# A head is matched against the whole text, and `$` in it allows for a final line terminator.
_BODY_TAILS = (NOTHING, NOTHING)
_HEAD_TAILS = (
    repeated(_ANY, 0, None),
    repeated(one_of([in_order([_of("\r"), _of("\n")]), _of("\n\r\x85\u2028\u2029")]), 0, 1),
)


def read(pattern: str) -> Rule:
    """The tree of a pattern. Raises `UnsupportedPattern`."""
    return _Parser(pattern).rule()


class _Parser:
    """Recursive descent; every method reads on from `at`."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self._dot = _ANY if self._take("(?s)") else _DOT

    def rule(self) -> Rule:
        heads, last = [], None
        while (head := self._take("(?!")) or self._take("^"):
            if head:
                heads.append(one_of(self._branches(_HEAD_TAILS)))
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
        return Rule(one_of(branches), tuple(heads), last)

    def _branches(self, tails: tuple[Node, Node] | None = None) -> list[Node]:
        """The branches up to the end or `)`; only those with `tails` may have anchors."""
        branches = []
        while True:
            if tails:
                self._take("^")
            items = []
            while self.at < len(self.pattern) and not self._sees("|", ")", "$", "(?<!"):
                start, bound = self.at, self._take(r"\b")
                items.append(self._quantified(self._atom()))
                if bound and {*map(_is_word, items[-2:])} != {True, False}:
                    self.at = start
                    raise self._unsupported(r"the escape \b")
            if tails:
                items.append(tails[self._take("$")])
            branches.append(in_order(items))
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
        self._take("?")  # a lazy one takes the same whole texts
        if self._sees("*", "+", "?", "{"):
            raise self._unsupported("a possessive or doubled quantifier")
        return repeated(atom, least, most)

    def _atom(self) -> Node:
        if self._take("(?:") or (self._sees("(") and not self._sees("(?") and self._take("(")):
            group = one_of(self._branches())
            self._expect(")")
            return group
        if self._take("["):
            return self._class()
        if self._take("."):
            return self._dot
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
        union = char_set(chain.from_iterable(chars.ranges for chars in sets))
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
        if name in _NUMBERED and (found := _NUMBERED[name].match(self.pattern, self.at)):
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


def _is_word(node: Node) -> bool | None:
    """Whether a node is of word characters, or of others of ASCII; None for what may be neither."""
    chars = node.body if isinstance(node, Repeat) and node.low else node
    if not isinstance(chars, Chars):
        return None
    fits = [char_set((*chars.ranges, *kind.ranges)) == kind for kind in (_WORD, _NO_WORD)]
    return fits[0] if any(fits) else None


@cache
def _general_category(name: str) -> Chars:
    """The characters whose Unicode general category begins with `name`."""
    return char_set(run for found, run in _category_runs() if found.startswith(name))


# Where Unicode has assigned characters; a scan of all the rest would take four times as long.
_ASSIGNED_PLANES = ((0x0, 0x3FFFF), (0xE0000, 0xEFFFF))


@cache
def _category_runs() -> list[tuple[str, tuple[int, int]]]:
    runs = []
    for low, high in _ASSIGNED_PLANES:
        start = low
        for found, run in groupby(map(category, map(chr, range(low, high + 1)))):
            end = start + len(list(run))
            runs.append((found, (start, end - 1)))
            start = end
    return runs
