"""The packed data of a large page: small, the same bytes every time, and the same data when unpacked."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.maps.packing import ROWS, pack, unpack

#: Keys of the data are any text: names in any language, and what the packing itself uses.
KEYS = st.one_of(
    st.text(max_size=4),
    st.sampled_from(["#rows", "#columns", "#values", "#places", "##", "__proto__", "label"]),
)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False),
        st.text(max_size=6),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
FINITE = VALUES.filter(lambda value: "Infinity" not in json.dumps(value))


def cards(count: int) -> list[dict[str, Any]]:
    """Rows such as a page has: few different labels, many different names."""
    return [
        {
            "id": f"actor-{number}",
            "x": number * 7 % 1000,
            "card": {
                "label": f"Actor {number}",
                "kind_label": "Research institute",
                "names": {"ko": [f"기관 {number}"]},
            },
        }
        for number in range(count)
    ]


@given(FINITE)
def test_any_data_comes_back_as_it_was(value: Any) -> None:
    """Nested, empty, with the keys that the packing uses itself."""
    assert unpack(pack(value)) == value


@given(st.lists(st.dictionaries(KEYS, FINITE, max_size=5), min_size=1, max_size=6), st.integers(1, 3))
def test_long_lists_of_objects_come_back_as_they_were(rows: list[dict[str, Any]], factor: int) -> None:
    """Columns with gaps, with repeated values, with objects in them; the order of the keys may change."""
    many = {"rows": (rows * ROWS * factor)[: ROWS * factor + len(rows)]}
    assert unpack(pack(many)) == many


def test_one_and_true_and_one_point_nought_stay_three_values() -> None:
    """They are equal in Python, but not to whoever reads them."""
    rows = [{"value": value} for value in (1, True, 1.0, "1", None)] * ROWS
    assert [repr(row["value"]) for row in unpack(pack(rows))] == [repr(row["value"]) for row in rows]


def test_equal_values_of_a_column_are_one_object() -> None:
    """So that sixty thousand relations with a dozen statuses do not fill the memory."""
    rows = [{"evidence": [{"source": "A report", "locator": f"Table {number % 3}"}]} for number in range(300)]
    found = unpack(pack(rows))
    assert len({id(row["evidence"]) for row in found}) == 3


def test_packing_leaves_the_data_as_it_is() -> None:
    """What is packed may be used again."""
    data = {"nodes": cards(100)}
    before = json.dumps(data)
    pack(data)
    assert json.dumps(data) == before


def test_a_page_becomes_many_times_smaller() -> None:
    """At least ten times, where most is repeated; columns and gzip together do better than gzip alone."""
    data = {"nodes": cards(5000)}
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    packed = pack(data)
    assert len(packed) * 10 < len(plain)
    assert len(packed) < len(base64.b64encode(gzip.compress(plain)))


def test_the_text_is_safe_in_any_element() -> None:
    """Base64 has no markup, whatever the data says."""
    packed = pack([{"label": "</script><!-- & \u2028"}] * ROWS)
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")


def test_neither_the_clock_nor_the_machine_is_in_the_bytes() -> None:
    """The header of gzip has a time and a system; both are left empty."""
    packed = pack(cards(200))
    header = base64.b64decode(packed)[:10]
    assert header[4:8] == bytes(4)
    assert header[9] == 255
    code = (
        "import json, sys; from kg.maps.packing import pack;"
        "sys.stdout.write(pack(json.loads(sys.stdin.buffer.read().decode())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(cards(200)).encode(), capture_output=True, check=True
    )
    assert done.stdout.decode() == packed


@pytest.mark.parametrize("wrong", ["", "§", "AAAA", base64.b64encode(gzip.compress(b"{")).decode()])
def test_what_was_not_packed_is_refused(wrong: str) -> None:
    """A torn page is an error, not an empty map."""
    with pytest.raises(ValueError, match=r"."):
        unpack(wrong)


def test_infinity_is_refused() -> None:
    """No JSON has it, and no browser would read it."""
    with pytest.raises(ValueError, match="JSON compliant"):
        pack({"x": float("inf")})
