"""The fingerprint of a text: blind to how it is set, not to what it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.digest import bare, digest, normalise

#: Letters of the scripts that sources are printed in, each its own NFKC form.
LETTERS = "abcxyzABCXYZéøКя등불灯火燈"
words = st.lists(st.text(LETTERS + "0123456789.,;", min_size=1, max_size=8), min_size=1, max_size=8)
blanks = st.text(" \t\n\f\r\u00a0\u3000\u2028\u200b\u00ad", min_size=1, max_size=3)


@given(st.text())
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    """So that a digest may be taken of either."""
    assert normalise(normalise(text)) == normalise(text)


@given(words, st.data())
def test_white_space_never_changes_a_digest(parts: list[str], data: st.DataObject) -> None:
    """Neither what stands between words, nor a line or page that ends inside one."""
    spaced = "".join(part + data.draw(blanks) for part in parts)
    assert digest(spaced) == digest(" ".join(parts)) == digest("".join(parts))


@given(words, st.data())
def test_any_other_letter_changes_the_digest(parts: list[str], data: st.DataObject) -> None:
    """Upper and lower case are two letters."""
    text = " ".join(parts)
    places = [n for n, letter in enumerate(text) if letter != " "]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(LETTERS + "0123456789").filter(lambda c: c != text[place]))
    assert digest(text[:place] + other + text[place + 1 :]) != digest(text)
    assert digest(text[:place] + other + text[place:]) != digest(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the “lamp” of the keeper’s", 'the "lamp" of the keeper\'s'),
        ("1999–2001 — and after", "1999-2001 - and after"),
        ("ﬁre in Ｔｏｗｅｒ ①", "fire in Tower 1"),
        ("e\u0301clat", "éclat"),
        ("light-\nhouse", "lighthouse"),
        ("등불을 켠다", "등불을\n켠다"),
        ("灯塔\n在海边", "灯塔在海边"),
        ("lamp\u200bs", "lamps"),
    ],
)
def test_two_settings_of_the_same_words_have_one_digest(one: str, other: str) -> None:
    """As programs, printers and scripts vary them."""
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5", "-5"),
        ("1-2", "12"),
        ("Lamp", "lamp"),
        ("not lit", "lit"),
        ("3.5%", "35%"),
        ("灯", "燈"),
        ("", "0"),
    ],
)
def test_what_means_something_else_has_another_digest(one: str, other: str) -> None:
    """A sign, a decimal point, a negation."""
    assert digest(one) != digest(other)


def test_a_digest_is_short_and_stays_the_same_for_good() -> None:
    """The tables of every project hold digests: another rule would call all their passages changed."""
    assert digest("The lamp burns.") == "cd78c52c2bf78f1a"
    assert re.fullmatch("[0-9a-f]{16}", digest("\ud800"))


def test_of_a_heading_only_letters_and_digits_are_compared() -> None:
    """Marks around it depend on the program that made the copy."""
    assert bare("## 2) Ｆogs & Lamps:") == bare("2 fogs lamps") == "2fogslamps"
    assert bare(" — *** — ") == ""
