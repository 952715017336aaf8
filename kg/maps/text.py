"""Text on its way into a page: made plain, made safe, made short enough to link to."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, SupportsFloat

__all__ = ["inline_json", "inline_script", "inline_style", "number", "plain", "slugs", "text"]


def text(value: object) -> str:
    """Any value as text that UTF-8 can hold; None is empty.

    >>> text("한\\ud800"), text(None), text(1992)
    ('한\ufffd', '', '1992')
    """
    return "" if value is None else re.sub("[\ud800-\udfff]", "\ufffd", str(value))


def plain(value: Any) -> Any:
    """Nested values as dicts, lists, truth values and text, so that JSON can hold them; sets are sorted.

    >>> plain({"names": {"zh", "ko"}, "symmetric": True, "links": [("DOI", 10)]})
    {'names': ['ko', 'zh'], 'symmetric': True, 'links': [['DOI', '10']]}
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {text(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(text(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return text(value)


def number(value: object) -> float | int | None:
    """A finite number as Python's own int or float; None for whatever is none, or not finite.

    >>> number(0.25), number(3), number(float("nan")), number("7"), number(True)
    (0.25, 3, None, None, None)
    """
    if value is None or isinstance(value, (bool, str)) or not isinstance(value, SupportsFloat):
        return None
    found = float(value)
    if not math.isfinite(found):
        return None
    return int(found) if found.is_integer() else found


def inline_json(value: object) -> str:
    """JSON that cannot end the <script> element it stands in, nor be read as markup.

    >>> inline_json({"label": "</script><!-- & \\u2028"})
    '{"label":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026 \\\\u2028"}'
    """
    form = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", form)


def inline_script(code: str) -> str:
    """JavaScript of ours or of a library, with what would end its element written differently.

    >>> inline_script("x = '</script>'")
    "x = '<\\\\/script>'"
    """
    code = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", code)  # that file is not in the page
    return re.sub("</(script)", r"<\\/\1", code, flags=re.IGNORECASE).replace("<!--", "<\\!--")


def inline_style(code: str) -> str:
    """A style sheet of ours, with what would end its element written differently.

    >>> inline_style("a::after { content: '</style>' }")
    "a::after { content: '<\\\\/style>' }"
    """
    return code.replace("</", "<\\/")


def slugs(ids: Iterable[str]) -> dict[str, str]:
    """The last part of each id, for links into the page; the whole id where two would be the same.

    >>> slugs(["https://example.org/id/kist", "https://example.org/id/nrf", "https://example.com/nrf"])
    {'https://example.org/id/kist': 'kist', 'https://example.org/id/nrf': 'nrf', \
'https://example.com/nrf': 'https://example.com/nrf'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        last = re.split("[/#]", id_.rstrip("/#"))[-1] or id_
        found[id_] = id_ if last in taken else last
        taken.add(found[id_])
    return found
