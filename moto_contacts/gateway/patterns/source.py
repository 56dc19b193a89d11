"""Patterns written for Python's `re`."""

from __future__ import annotations

import re

from moto_contacts.gateway.patterns.syntax import Chars, Choice, Node, Repeat, Run


def source(node: Node) -> str:
    """`node` in Python's syntax, with every set of characters spelled out."""
    if isinstance(node, Chars):
        return _class(node)
    if isinstance(node, Run):
        return "".join(map(source, node.items))
    if isinstance(node, Choice):
        return f"(?:{'|'.join(map(source, node.branches))})"
    body = source(node.body)
    if isinstance(node.body, Run | Repeat):
        body = f"(?:{body})"
    return f"{body}{{{node.low},{'' if node.high is None else node.high}}}"


def _class(chars: Chars) -> str:
    inverse = chars.complement().ranges
    negated = 0 < len(inverse) < len(chars.ranges)
    spans = (
        re.escape(chr(low)) + f"-{re.escape(chr(high))}" * (low < high)
        for low, high in (inverse if negated else chars.ranges)
    )
    return f"[{'^' * negated}{''.join(spans)}]"
