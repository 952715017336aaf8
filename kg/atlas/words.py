"""The words of the pages themselves, in the three languages of the project; they stand in `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "words"]

LANGUAGES = ("en", "ko", "zh")


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(
        files("kg.atlas").joinpath("words.toml").read_text(encoding="utf-8")
    )
    return table


def words(language: str) -> dict[str, str]:
    """The words in one language, English for any other.

    >>> words("ko")["sources"], words("fr")["sources"]
    ('출처', 'Sources')
    """
    column = LANGUAGES.index(language) if language in LANGUAGES else 0
    return {key: row[column] for key, row in _table().items()}
