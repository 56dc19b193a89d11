"""Matchers for the `pattern` constraints of service models, safe for any text.

The constraints are Java regular expressions and mean `String.matches`: the whole text must match.
Python's `re` reads most of them, but it backtracks: a few need exponential time on the wrong text.
So a pattern is parsed here (`syntax`) and turned into its position automaton (`automaton`).  If no
place in it ever leaves a choice between two positions that read the same character, a backtracking
matcher has at most one live path, is linear, and `re` does the work (`source`).  Any other pattern
gets a table which follows all paths at once (`table`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, reduce

from moto_contacts.gateway.patterns.automaton import Automaton
from moto_contacts.gateway.patterns.source import source
from moto_contacts.gateway.patterns.syntax import Node, UnsupportedPattern, read
from moto_contacts.gateway.patterns.table import Table

__all__ = ["Matcher", "UnsupportedPattern", "compile_pattern"]

Matcher = Callable[[str], object]


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
        automaton = Automaton(node, widened=widened)
        if automaton.deterministic:
            return re.compile(source(node)).fullmatch
    return Table(automaton).matches
