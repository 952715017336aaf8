"""The fingerprint of a text: equal for two copies of the same words, different for different words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["bare", "digest", "normalise"]

#: Quotation marks and dashes as programs and printers exchange them for one another.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ＇", "'"),
        **dict.fromkeys("“”„‟″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def normalise(text: str) -> str:
    """The text as it is compared: one form of each character, mark and space; upper and lower case stay.

    Unicode's NFKC, one quotation mark of each kind, one dash, nothing invisible, and a single space
    for any white space, line end or page break.

    >>> normalise("“Ｇｌｏｂａｌ”\\f networks – 3")
    '"Global" networks - 3'
    """
    seen = "".join(c for c in text.translate(_ALIKE) if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).translate(_ALIKE).split())


def digest(text: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the normalised text.

    White space does not count, since Chinese lines are wrapped without any, nor does a hyphen
    between two letters, since one at the end of a printed line may or may not belong to the word.
    Before a digit it counts: -3 is not 3.

    >>> digest("inter-\\nnational") == digest("international")
    True
    >>> digest("-3") == digest("3")
    False
    """
    letters = _HYPHEN.sub("", normalise(text).replace(" ", ""))
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bare(text: str) -> str:
    """The letters and digits of a heading or title, without case: what is compared of it.

    >>> bare("**4.1 South-Korea**")
    '41southkorea'
    """
    return "".join(letter for letter in normalise(text).casefold() if letter.isalnum())
