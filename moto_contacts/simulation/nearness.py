"""What somebody may have meant by a name that there is not, and lists that stay short."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

#: Of a longer list the first few are shown, and how many more there are.
_MOST = 16
_FEW = 8
#: Characters, and suggestions.
_LONGEST = 200
_SUGGESTED = 3


def meant(given: str, known: Iterable[str], prefix: str = "") -> str:
    """A question that begins with a blank, of the names that may be meant; nothing without any.

    ``prefix`` is what all have in common, and says nothing of how near they are.
    """
    close = near(given.removeprefix(prefix), known)
    return f" Did you mean {' or '.join(prefix + name for name in close)}?" if close else ""


def listed(names: Collection[str]) -> str:
    """The names in one line; of many the first few, and how many more there are."""
    if len(names) <= _MOST:
        return ", ".join(names)
    return f"{', '.join([*names][:_FEW])} and {len(names) - _FEW} more"


def near(given: str, known: Iterable[str]) -> list[str]:
    """Which of the known names may be meant, the nearest first: by case, as a part, by a slip."""
    if len(given) > _LONGEST:
        return []
    plain = {_plain(each): each for each in known}
    wanted = _plain(given)
    parts = [spelt for spelt in plain if len(wanted) > 2 and wanted in spelt]
    if parts:
        shortest = sorted(parts, key=lambda spelt: (len(spelt), spelt))
        return [plain[spelt] for spelt in shortest[:_SUGGESTED]]
    likely = difflib.get_close_matches(wanted, plain, n=2 * _SUGGESTED)
    found = [spelt for spelt in likely if _is_slip(wanted, spelt)]
    return [plain[spelt] for spelt in found[:_SUGGESTED]]


def _plain(name: str) -> str:
    """A name without case and marks; the domain of an address stays apart."""
    return "".join(each for each in name if each.isalnum() or each == "@").casefold()


def _is_slip(given: str, known: str) -> bool:
    """Whether a few slips at the keyboard lead from one to the other, on each side of an ``@``."""
    sides = given.split("@"), known.split("@")
    return len(sides[0]) == len(sides[1]) and all(
        _slips(one, other) <= _forgiven(one) for one, other in zip(*sides, strict=True)
    )


def _forgiven(text: str) -> int:
    """How many slips are forgiven: one in three characters, but of a number two at the most."""
    return min(2, len(text) // 3) if text.isdigit() else max(1, len(text) // 3)


def _slips(one: str, other: str) -> int:
    """How many characters are absent, too many, others, or exchanged with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        line = [row]
        for column, beside in enumerate(other, 1):
            least = min(last[column] + 1, line[-1] + 1, last[column - 1] + (char != beside))
            if row > 1 < column and char == other[column - 2] and beside == one[row - 2]:
                least = min(least, before[column - 2] + 1)
            line.append(least)
        before, last = last, line
    return last[-1]
