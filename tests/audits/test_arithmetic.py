"""Tables that are right are left alone; one wrong number in them is found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.audits.pages import all_found, figure, found, place

counts = st.lists(st.integers(1, 900), min_size=2, max_size=5)
decimals = st.integers(0, 2)
NAMES = ("", "eastmark", "westmark", "isles", "delta", "marsh", "cape")


def column(parts: list[int], total: int, *, exhibit: str = "Table 1") -> list[str]:
    """A column of a table: its parts, and the total in the last row."""
    lines = [
        place("total", exhibit=exhibit),
        figure("total", f"{total:,}", "total", "total", mode="mode:all"),
    ]
    for row, part in enumerate(parts):
        where = {"mode": f"mode:m{row}", "whole": "passage:total"}
        lines += [place(f"r{row}", exhibit="Table 1"), figure(f"p{row}", f"{part:,}", f"r{row}", **where)]
    return lines


def rounded(part: int, base: int, places: int) -> Decimal:
    """A share in per cent as a printer rounds it."""
    return (Decimal(100) * part / base).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shares(parts: list[int], base: int, printed: list[Decimal]) -> list[str]:
    """A sentence that prints counts and their shares of a total that stands in another one."""
    lines = [place("all"), place("text", section="Shares"), figure("all", f"{base}", "all", "total")]
    lines.append('passage:all kg:section "Shares" .')
    for number, (part, share) in enumerate(zip(parts, printed, strict=True)):
        same = {"mode": f"mode:m{number}", "whole": "passage:all"}
        lines.append(figure(f"c{number}", f"{part}", "text", **same))
        lines.append(figure(f"s{number}", f"{share}%", "text", "share", **same))
    return lines


@settings(max_examples=15)
@given(counts)
def test_parts_that_add_up_are_left_alone(parts: list[int]) -> None:
    """Whatever the numbers."""
    assert all_found(*column(parts, sum(parts))) == []


@given(counts, st.integers(-800, 800).filter(bool))
def test_a_total_that_is_wrong_is_found(parts: list[int], error: int) -> None:
    """With the reckoning in the order of the rows."""
    total = sum(parts) + error
    assume(total > max(parts))
    (one,) = found("parts-against-total", *column(parts, total))
    terms = " + ".join(f"{part:,}" for part in parts)
    assert one.arithmetic == f"{terms} = {sum(parts):,}, printed total {total:,}"
    assert [side.printed for side in one.others] == [f"{part:,}" for part in parts]


@settings(max_examples=15)
@given(counts, st.integers(1, 500))
def test_parts_of_a_total_elsewhere_may_be_incomplete_but_not_too_large(parts: list[int], gap: int) -> None:
    """A text may leave parts out."""
    whole = column(parts, sum(parts) + gap, exhibit="Table 2")
    assert all_found(*whole) == []
    less = max(1, sum(parts) - gap)
    (one,) = found("parts-beyond-the-whole", *column(parts, less, exhibit="Table 2"))
    assert f"= {sum(parts):,}, printed total" in one.arithmetic


@settings(max_examples=15)
@given(counts, st.integers(0, 3000), decimals)
def test_shares_that_are_rounded_are_left_alone(parts: list[int], rest: int, places: int) -> None:
    """59.4 stands for anything from 59.35 to 59.45."""
    base = sum(parts) + rest
    printed = [rounded(part, base, places) for part in parts]
    assume(min(printed) > 0)
    assert all_found(*shares(parts, base, printed)) == []


@given(counts, st.integers(0, 3000), decimals, st.sampled_from([-2, 2]))
def test_a_share_that_is_wrong_is_found(parts: list[int], rest: int, places: int, error: int) -> None:
    """As soon as it is off by more than rounding."""
    base = sum(parts) + rest
    printed = [rounded(part, base, places) for part in parts]
    printed[0] += Decimal(error).scaleb(-places)
    assume(min(printed) > 0)
    (one,) = found("share-against-count", *shares(parts, base, printed))
    assert one.said == f"{printed[0]}%"


@given(st.lists(st.integers(1, 99), min_size=2, max_size=6), decimals)
def test_shares_of_one_whole_may_add_to_one_hundred_and_rounding(parts: list[int], places: int) -> None:
    """But not to more."""
    base = sum(parts)
    printed = [rounded(part, base, places) for part in parts]
    lines = [place("text")] + [
        figure(f"s{i}", f"{share}%", "text", "share", mode=f"mode:m{i}") for i, share in enumerate(printed)
    ]
    assert found("shares-beyond-one-hundred", *lines) == ()
    more = figure("more", f"{len(parts) + 1}%", "text", "share", mode="mode:more")
    assert len(found("shares-beyond-one-hundred", *lines, more)) == 1


@given(st.integers(2, 40), st.data())
def test_a_percentage_that_no_count_gives_is_found(base: int, data: st.DataObject) -> None:
    """Half-way between two counts of a small number there is none."""
    part = data.draw(st.integers(0, base - 1))
    lines = [place("all"), place("text"), figure("all", f"{base}", "all", "total")]
    between = (Decimal(100) * (2 * part + 1) / (2 * base)).quantize(Decimal("0.1"))
    share = {"measure": "indicator:lamp-share", "whole": "passage:all", "field": "option:a"}
    right = figure("s", f"{rounded(part + 1, base, 1)}%", "text", "share", **share)
    wrong = figure("s", f"{between}%", "text", "share", **share)
    assert found("no-such-percentage", *lines, right) == ()
    assert len(found("no-such-percentage", *lines, wrong)) == 1


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6, unique=True))
def test_ranks_follow_values(values: list[int]) -> None:
    """Two that change places are found."""
    ordered = sorted(values, reverse=True)
    lines = [place("text"), place("cell", exhibit="Table 1")]
    for rank, value in enumerate(ordered, start=1):
        lines.append(figure(f"v{rank}", f"{value}", "cell", partner=f"id:{NAMES[rank]}"))
    right = [
        figure(f"r{rank}", NAMES[rank], "text", "rank", number=f"{rank}", partner=f"id:{NAMES[rank]}")
        for rank in range(1, len(ordered) + 1)
    ]
    assert found("rank-against-value", *lines, *right) == ()
    swapped = [
        figure("r1", NAMES[2], "text", "rank", number="1", partner=f"id:{NAMES[2]}"),
        figure("r2", NAMES[1], "text", "rank", number="2", partner=f"id:{NAMES[1]}"),
    ]
    (one,) = found("rank-against-value", *lines, *swapped, *right[2:])
    assert one.arithmetic.endswith(f"{ordered[1]} < {ordered[0]}")


@given(st.decimals(1, 999, places=3), decimals, decimals)
def test_one_number_with_more_or_fewer_decimals_is_one_number(
    value: Decimal, first: int, second: int
) -> None:
    """59.4 and 59 do not contradict one another; 59.4 and 61 do."""

    def printed(places: int, more: int = 0) -> str:
        number = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + more
        return f"{number}%"

    lines = [place("here"), place("there")]
    one = figure("one", printed(first), "here", "share")
    same, other = (figure("two", printed(second, more), "there", "share") for more in (0, 3))
    assert found("one-quantity-two-values", *lines, one, same) == ()
    assert len(found("one-quantity-two-values", *lines, one, other)) == 1
