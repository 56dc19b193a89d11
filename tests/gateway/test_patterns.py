"""Model patterns mean what they mean in Java, and no text makes them slow."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from moto_contacts.gateway.patterns import UnsupportedPattern, compile_pattern, table
from tests.lives import AWS, implemented, shapes


def model_patterns() -> list[str]:
    """Those of whatever an operation of ours takes."""
    found: set[str] = set()

    def look(shape: Any, above: tuple[str, ...] = ()) -> None:
        if shape is None or shape.name in above:
            return
        found.add(shape.metadata.get("pattern", ""))
        inner = {"list": ("member",), "map": ("key", "value")}.get(shape.type_name, ())
        for each in (
            *getattr(shape, "members", {}).values(),
            *(getattr(shape, name) for name in inner),
        ):
            look(each, (*above, shape.name))

    for client, package in AWS.items():
        for operation in implemented(package):
            look(shapes(client).operation_model(operation).input_shape)
    return sorted(found - {""})


ARN = r"arn:(aws|aws-cn|aws-us-gov):ssm-contacts:[-\w+=\/,.@]*:[0-9]+:([\w+=\/,.@:-]+)*"
NOT_BLANK = r"(?!\s*$)[\s\S]+"
TRIMMED = r"(?!\s)^[\s\S]+(?<!\s)"
LETTERS = r"^[\p{L}\p{Z}\p{N}_.\-]*$"
AMBIGUOUS = [
    r"(a+)+b",
    r"(a|aa)+",
    r"(a|a)*b",
    r"(a*b*)*c",
    r"(a?){30}a{30}",
    r"([a-z]{1,30}){1,30}",
    r"([a-z]+-?)*x",
    r".*.*.*.*x",
    r"(?!(a|aa)+$)[\s\S]*",
    r"[\s\S]*a[\s\S]{12}",
]


def accepts(pattern: str, text: str) -> bool:
    return bool(compile_pattern(pattern)(text))


# ---------------------------------------------------------------- what matches


@pytest.mark.parametrize(
    ("pattern", "accepted", "refused"),
    [
        ("abc", ["abc"], ["", "ab", "abcd", "xabc", "ABC"]),
        ("", [""], ["a"]),
        ("a|", ["a", ""], ["b"]),
        ("(|){3}x", ["x"], ["", "xx"]),
        ("a|b|cd", ["a", "b", "cd"], ["ab", "c"]),
        ("a*b+c?", ["b", "aabbc"], ["", "ac", "abcc"]),
        ("a{2}b{1,}c{0,2}d{0}e{1}", ["aabe", "aabbcce"], ["abe", "aabccce", "aabde"]),
        ("(ab|cd){2}", ["abcd", "cdcd"], ["ab", "ababab"]),
        ("(ab{1,2}){2,3}", ["abab", "abbabbabb"], ["ab", "abbbab", "abababab"]),
        ("(?:x{2,3})+", ["xx", "xxxxx"], ["", "x"]),
        ("(x+)?", ["", "xx"], ["y"]),
        ("(x?)+(x*)*(x{0,3})?", ["", "xxxx"], ["y"]),
        ("}]", ["}]"], ["}"]),
        (r"\.\/\\\-\x60\n\t\r\f\$", ["./\\-`\n\t\r\f$"], ["a/\\-`\n\t\r\f$"]),
        (".", ["a", "é", "😀", "\ud800", "\x0b"], ["", "ab", *"\n\r\x85\u2028\u2029"]),
        (r"\w\d\s", ["a1 ", "_9\x0b"], ["é1 ", "a\u0661 ", "a1\xa0"]),
        (r"\W\D\S", ["éaa", "-\u0661\xa0"], ["aaa", "-1a", "-a "]),
        ("(?s)a.", ["a\n", "a\u2028", "ab"], ["a", "b\n"]),
        ("a+?b??c{1,2}?", ["ac", "aabcc"], ["bc", "aabbc"]),
        ("[a-c.-]", [*"abc.-"], ["d", ""]),
        ("[-a]", ["-", "a"], ["b"]),
        ("[^a-y]", ["z", "\n", "\U0010ffff", "\ud800"], ["a", "m"]),
        (r"[^\W_]", ["a"], ["_", "-"]),
        (r"[\x41-\x43]", ["B"], ["D"]),
        (r"\u00e9[\u0041-\u0043]", ["éB"], ["éD", "u00e9B"]),
        ("[)(.*+$^|?{}&]", [*")(.*+$^|?{}&"], ["a"]),
        (r".*[\w-.~]+.*", ["a", "-", "é~é"], ["", "é", "a\n", ","]),
        (r"[\w--]", ["a", "-"], [".", ","]),
        (r"[\p{Zl}-a]", ["\u2028", "-", "a"], ["Z", " "]),
        (r"^[\w/!.*')(-]+$", ["logs/(a)-b!"], ["a b", "a\n"]),
    ],
)
def test_the_whole_text_must_match(pattern: str, accepted: list[str], refused: list[str]) -> None:
    assert [text for text in accepted if not accepts(pattern, text)] == []
    assert [text for text in refused if accepts(pattern, text)] == []


@pytest.mark.parametrize("pattern", ["abc", "^abc$", "^abc", "abc$", "[a-c]*", "^x|[a-c]+$"])
def test_a_trailing_newline_is_part_of_the_text(pattern: str) -> None:
    assert accepts(pattern, "abc")
    assert not accepts(pattern, "abc\n")


def test_anchors_belong_to_one_branch_and_change_nothing() -> None:
    label = "^[a-z0-9]{1,2}|[a-z0-9][a-z0-9-]+[a-z0-9]$"
    assert [text for text in ("a", "a1", "a-b", "abc", "a--b") if not accepts(label, text)] == []
    assert [text for text in ("", "-", "a-", "-ab", "ab-", "abc-") if accepts(label, text)] == []


@pytest.mark.parametrize(
    "text", ["é", "ñandú", "漢字", "٣", "Ⅷ ½", "\u3000", "José_2.b-c", "\U00020000", ""]
)
def test_general_categories_take_letters_separators_and_numbers_of_every_script(text: str) -> None:
    assert accepts(LETTERS, text)


@pytest.mark.parametrize("text", ["😀", "a!", "e\u0301", "a\n", "\ud800", "€"])
def test_general_categories_refuse_marks_symbols_and_controls(text: str) -> None:
    assert not accepts(LETTERS, text)


def test_general_categories_in_their_other_spellings() -> None:
    assert accepts(r"\p{Lu}\pL\PL\P{N}[\p{Nd}x][^\p{L}]", "Éé1é٣1")
    assert not accepts(r"\p{Lu}", "é")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:ssm-contacts:us-east-1:123456789012:contact/alice", True),
        ("arn:aws-cn:ssm-contacts::1:", True),
        ("arn:aws-us-gov:ssm-contacts:us-gov-west-1:1:device/a/b-c", True),
        ("arn:aws-eu:ssm-contacts::1:", False),
        ("arn:aws:ssm-contacts:us-east-1::contact/alice", False),
        ("arn:aws:ssm-contacts:us-east-1:1:contact/alice!", False),
        ("arn:aws:ssm-contacts:us-east-1:1:contact/alice\n", False),
    ],
)
def test_the_arn_pattern(text: str, expected: bool) -> None:
    assert accepts(ARN, text) is expected


@pytest.mark.parametrize(
    ("pattern", "accepted", "refused"),
    [
        ("(?!aws:).{1,128}", ["awsx", "AWS:", "a" * 128], ["", "aws:", "aws:x", "a" * 129]),
        ("^(?!x|yz)[a-z]+", ["ay", "y"], ["x", "xa", "yza"]),
        (NOT_BLANK, ["a", " a ", "\n.\n", "\u3000"], ["", " ", " \t\n", " \u2028", "\r\n", "\x85"]),
        (TRIMMED, ["a", "a b", "é\n!"], ["", " a", "a ", "a\n", "\ta", " "]),
        (r"a*(?<!\S)$", [""], ["a"]),
    ],
)
def test_lookarounds_refuse(pattern: str, accepted: list[str], refused: list[str]) -> None:
    assert [text for text in accepted if not accepts(pattern, text)] == []
    assert [text for text in refused if accepts(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("(?=a)b", r"'\(\?=' at 0"),
        ("a(?!b)", r"'\(\?!' at 1"),
        ("(?<=a)b", r"'\(\?<' at 0"),
        ("(?i)a", r"'\(\?i' at 0"),
        ("(?<name>a)", r"'\(\?<' at 0"),
        ("(?!a)b|c", "a lookaround in one of several branches"),
        (r"a|b(?<!\s)", "a lookaround in one of several branches"),
        ("a(?<!(ab))", "a lookbehind at more than one character"),
        (r"a(?<!\s+)", r"something other than \) at 7"),
        ("a^b", r"'\^b' at 1"),
        ("a$b", "'b' at 2"),
        ("(^a)", r"'\^a\)' at 1"),
        ("(a$)", r"something other than \) at 2"),
        ("(a", r"something other than \) at 2"),
        ("a)", r"'\)' at 1"),
        ("*a", r"'\*a' at 0"),
        ("a++", "a possessive or doubled quantifier at 2"),
        ("a*??", "a possessive or doubled quantifier at 3"),
        ("a{2}{3}", "a possessive or doubled quantifier at 4"),
        ("a{2,1}", "an inverted repeat"),
        ("a{x}", r"'\{x\}' at 1"),
        ("a{123456}", r"'\{12' at 1"),
        ("[a", "an unfinished class or escape"),
        ("[]a]", "a class that begins with ]"),
        ("[a[b]]", "a class within a class"),
        ("[A-[b]]", "a class within a class"),
        ("[a&&b]", "a class within a class"),
        ("[b-a]", "an inverted range"),
        (r"[a-\d]", "an inverted range"),
        (r"[^\s\S]", "a class of no characters"),
        (r"(a)\1", r"the escape \\1 at 3"),
        (r"\bfoo", r"the escape \\b at 0"),
        (r"a\bb", r"the escape \\b at 1"),
        (r"a*\b-", r"the escape \\b at 2"),
        (r"a\b[-a]", r"the escape \\b at 1"),
        (r"(ab)\b-", r"the escape \\b at 4"),
        (r"a\Q.\E", r"the escape \\Q at 1"),
        (r"\é", r"the escape \\é at 0"),
        (r"\xg0", r"the escape \\x at 0"),
        (r"\u002", r"the escape \\u at 0"),
        (r"\uD83D", r"the escape \\u at 0"),
        (r"\p{IsAlphabetic}", r"the escape \\p at 0"),
        (r"\p{Xy}", r"the escape \\p at 0"),
        ("a\\", r"the escape \\ at 1"),
        ("a*a{3,9999}b", r"the repeat \[a\]\{3,9999\} is too long to write out"),
    ],
)
def test_an_unsupported_construct_is_named_with_its_place(pattern: str, complaint: str) -> None:
    with pytest.raises(UnsupportedPattern, match=complaint):
        compile_pattern(pattern)


def test_a_word_boundary_that_there_always_is() -> None:
    assert accepts(r"[0-9a-f]{2}\b-\b[a-z]+", "0f-xyz")
    assert not accepts(r"[0-9a-f]{2}\b-\b[a-z]+", "0f-")


def test_counts_are_exact_however_large() -> None:
    assert accepts("[a-z]{3,60000}", "a" * 60_000)  # deterministic: never written out
    assert not accepts("[a-z]{3,60000}", "a" * 60_001)
    assert accepts("a*[ab]{3,1000}", "b" * 1_000)
    assert not accepts("a*[ab]{3,1000}", "b" * 1_001)


# ---------------------------------------------------------------- what `re` would say

# Java's `.` and `$` know more line terminators than Python's.
PLAIN = st.characters(exclude_characters="\r\x85\u2028\u2029", codec="utf-8")
SHORT = st.text(st.sampled_from("ab-1 \n.é") | PLAIN, max_size=8)
ATOMS = ["a", "b", "-", ".", "ab", "aws", r"\w", r"\d", r"\s", r"\S", "[ab]", "[^a]", r"[\w.-]"]
GENERATED = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"({'|'.join(branches)})"),
        st.tuples(
            inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "{1}"])
        ).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=5,
)


READABLE = [pattern for pattern in model_patterns() if r"\p" not in pattern]


def readable_by_re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(r"[\w-.~]", r"[\w\-.~]").replace("]+)*", "])*"), re.ASCII)


@settings(deadline=None)
@given(st.data(), GENERATED | st.sampled_from(READABLE))
def test_agrees_with_re_where_re_knows_the_syntax(data: st.DataObject, pattern: str) -> None:
    expected = readable_by_re(pattern)
    made_to_match = st.from_regex(expected, fullmatch=True, alphabet=PLAIN)
    text = data.draw(made_to_match | SHORT)
    if data.draw(st.booleans()):  # one character more, less or different
        place = data.draw(st.integers(0, len(text)))
        width = data.draw(st.integers(0, 1))
        text = text[:place] + data.draw(SHORT.map(lambda t: t[:1])) + text[place + width :]
    assume(len(text) < (100 if pattern in READABLE else 10))  # `re` is exponential in the latter
    assert accepts(pattern, text) == bool(expected.fullmatch(text))


# ---------------------------------------------------------------- what it costs


def engine(pattern: str) -> str:
    owner = getattr(compile_pattern(pattern), "__self__", None)
    return "re" if isinstance(owner, re.Pattern) else "table"


@pytest.mark.parametrize(
    "pattern",
    [ARN, LETTERS, "(a+)+b", "(aws|aws-cn)*", "([0-9]{1,3}\\.){3}[0-9]{1,3}", "a{1,3}b", "(a|a)*b"],
)
def test_re_does_the_work_where_there_is_never_a_choice(pattern: str) -> None:
    assert engine(pattern) == "re"


@pytest.mark.parametrize(
    "pattern",
    [
        ".*x.*",
        "(.+)@(.+)",
        "(a|[ab]b)c*",
        "(a*|b*)c",
        "(a?){3}",
        "a{1,3}a",
        "(ab?)*b",
        "(ab(ab)*)*",
        "(.*@.)*",
        r"(\p{L}*a)*\p{L}",
    ],
)
def test_a_choice_between_equal_characters_is_never_left_to_re(pattern: str) -> None:
    assert engine(pattern) == "table"


def test_what_a_table_remembers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_MOST_REMEMBERED", 50)
    compile_pattern.cache_clear()
    matches = compile_pattern("(.*@.)*")
    states = getattr(matches, "__self__")  # noqa: B009 - a bound method, but typed as any callable
    for text, expected in (
        ("".join(map(chr, range(0x3000, 0x4000))) + "@a", True),
        ("b" * 99 + "@", False),
        ("c@" * 99 + "c", True),
    ):
        assert matches(text) is expected
        assert states.remembered <= 50
        assert sum(map(len, states.states.values())) <= 50


def hostile_texts(size: int = 10_000) -> Iterator[str]:
    beginnings = (
        "",
        "a",
        "arn:",
        "arn:aws:ssm-contacts:",
        "arn:aws:ssm-contacts:a:1:",
        "a@",
        "a.b.",
    )
    units = [
        *"aAz019_-.:/@+ \t\n\r\\!~=,é漢😀\x00\x85\u2028\ud800",
        "a1",
        "a.",
        "a-",
        "ab",
        "a@",
        "a:",
    ]
    units += ["\r\n", " \n", "a b", "a/", "aws", "aws-", "1.", "😀a"]
    for unit in units:
        body = unit * (size // len(unit))
        for beginning in beginnings:
            yield beginning + body + "!"  # is refused by most, and only at its end
        for end in ("", "\n", " "):
            yield body + end
    yield "".join(map(chr, range(0x20, 0x20 + size)))


def run_hostile_matrix() -> None:
    texts = list(hostile_texts())
    for pattern in model_patterns() + AMBIGUOUS:
        matches = compile_pattern(pattern)
        for text in texts:
            matches(text)


def test_no_text_of_ten_thousand_characters_hangs_any_pattern() -> None:
    # In a process of its own, for a backtracking `re` cannot be interrupted from inside.
    code = "import runpy, sys; runpy.run_path(sys.argv[1])['run_hostile_matrix']()"
    paths = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-c", code, __file__]
    # Nor does it help to have it measured: coverage makes it ten times as slow.
    environment = {name: text for name, text in os.environ.items() if "COVERAGE" not in name}
    subprocess.run(command, env={**environment, "PYTHONPATH": paths}, check=True, timeout=300)
