"""Identity outside this graph: each kind of identifier, its form, its check digit, its IRI."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["IDENTIFIERS", "Identifier", "slug_problem"]

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def _ror_check(text: str) -> bool:
    """ISO 7064 MOD 97-10 over the Crockford base 32 number, as ROR's documentation defines it."""
    number = 0
    for letter in text[:-2]:
        number = number * 32 + _CROCKFORD.index(letter)
    return 98 - number * 100 % 97 == int(text[-2:])


def _orcid_check(text: str) -> bool:
    """ISO 7064 MOD 11-2, as ORCID and ISNI use it."""
    digits = text.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return digits[-1] == ("X" if rest == 10 else str(rest))


def _no_check(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier: how it is written, how it is checked, how it becomes an IRI."""

    form: re.Pattern[str]
    check: Callable[[str], bool]
    iri: str
    example: str

    def problem(self, text: str) -> str | None:
        """What is wrong with `text`; None when nothing is.

        >>> IDENTIFIERS["orcid"].problem("0000-0002-1825-0097")
        >>> IDENTIFIERS["orcid"].problem("0000-0002-1825-0098")
        'check digit does not fit'
        >>> IDENTIFIERS["ror"].problem("not one")
        "write it like '05a28rw58'"
        """
        if not self.form.fullmatch(text):
            return f"write it like '{self.example}'"
        return None if self.check(text) else "check digit does not fit"

    def to_iri(self, text: str) -> str:
        """The IRI of the identifier `text`; a DOI may hold what an IRI may not, which is then encoded.

        >>> IDENTIFIERS["doi"].to_iri("10.1000/456#789")
        'https://doi.org/10.1000/456%23789'
        """
        return self.iri.format(quote(text, safe="/:;()"))


#: Every kind of identifier that a column may hold, by the name of the column type.
IDENTIFIERS: Mapping[str, Identifier] = {
    "ror": Identifier(
        re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}"), _ror_check, "https://ror.org/{}", "05a28rw58"
    ),
    "orcid": Identifier(
        re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]"),
        _orcid_check,
        "https://orcid.org/{}",
        "0000-0002-1825-0097",
    ),
    "wikidata": Identifier(
        re.compile(r"Q[1-9][0-9]*"), _no_check, "http://www.wikidata.org/entity/{}", "Q884"
    ),
    "doi": Identifier(re.compile(r"10\.[0-9]{4,9}/\S+"), _no_check, "https://doi.org/{}", "10.1000/182"),
}


def slug_problem(text: str) -> str | None:
    """What is wrong with `text` as the last part of one of our IRIs; None when nothing is.

    >>> slug_problem("ge-li")
    >>> slug_problem("Ge Li")
    "write it like 'ge-li': small letters, digits and single hyphens"
    """
    if _SLUG.fullmatch(text):
        return None
    return "write it like 'ge-li': small letters, digits and single hyphens"
