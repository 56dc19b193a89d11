"""What the content of a custom verification mail may have in it: HTML, but for what does things."""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: Bytes of a mail. Source: documented.
_MOST = 10 << 20
#: Source: documented.
_TAGS = re.compile(
    "a|abbr|acronym|address|area|b|basefont|big|blockquote|body|br|button|caption|center|cite|"
    "code|col|colgroup|dd|del|dfn|dir|div|dl|dt|em|fieldset|font|form|h1|h2|h3|h4|h5|h6|head|hr|"
    "html|i|img|input|ins|kbd|label|legend|li|map|menu|ol|optgroup|option|p|pre|q|s|samp|select|"
    "small|span|strike|strong|sub|sup|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|"
    "var"
)


class _Reader(HTMLParser):
    """Notes the first thing that must not be there."""

    wrong: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Source: documented (tags), inferred (attributes)."""
        if not _TAGS.fullmatch(tag):
            self._note(f"The tag <{tag}> is not allowed.")
        for name, value in attrs:
            script = (value or "").strip().lower().startswith("javascript:")
            if name.startswith("on") or script:
                self._note(f"The attribute {name} of <{tag}> is not allowed.")

    def _note(self, text: str) -> None:
        self.wrong = self.wrong or text


def wrong(content: str) -> str | None:
    """What must not be in the content, in a sentence; None where nothing is."""
    if len(content.encode("utf-8", "surrogatepass")) > _MOST:
        return "The content is larger than 10 MB."
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return reader.wrong
