"""The span of a rank: what all rankings, and all orders that their ties leave open, have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from itertools import groupby, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.robustness import Ranking, Span, spans


def ranked(scores: dict[str, int]) -> Ranking:
    """Nodes by score; tied nodes share the smallest rank."""
    return [
        (1 + sum(other > score for other in scores.values()), node, float(score))
        for node, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    ]


#: Few nodes and fewer scores, so that ties are the rule.
SCORES = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 2), max_size=5)
RANKINGS = st.lists(SCORES.map(ranked), max_size=4)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(1, 1, 1, 1), "1"),
        (Span(1, 3, 4, 4), "1–3"),
        (Span(2, 2, 2, 3), "2 (2/3)"),
        (Span(2, 12, 1, 9), "2–12 (1/9)"),
    ],
)
def test_a_span_as_a_table_prints_it(span: Span, text: str) -> None:
    """How often it was ranked is said only where that was not always."""
    assert str(span) == text


def test_a_rank_that_nothing_moves_is_one_rank() -> None:
    """Scores may differ as long as the order does not."""
    first, second = ranked({"ann": 9, "bob": 4}), ranked({"ann": 3, "bob": 1})
    assert spans([first, second]) == {"ann": Span(1, 1, 2, 2), "bob": Span(2, 2, 2, 2)}


def test_a_tie_spans_all_the_ranks_that_it_holds() -> None:
    """Three who share the third rank are third, fourth and fifth in some order."""
    found = spans([ranked({"ann": 9, "bob": 8, "cyn": 5, "dan": 5, "eve": 5, "fay": 1})])
    assert {node: (span.best, span.worst) for node, span in found.items()} == {
        **{"ann": (1, 1), "bob": (2, 2), "fay": (6, 6)},
        **dict.fromkeys(("cyn", "dan", "eve"), (3, 5)),
    }


def test_who_is_missing_from_a_ranking_is_not_last_in_it() -> None:
    """A node that a scenario does not have has no rank there, good or bad; a ranking of nobody counts too."""
    found = spans([ranked({"ann": 2, "bob": 1}), ranked({"ann": 1}), []])
    assert found == {"ann": Span(1, 1, 2, 3), "bob": Span(2, 2, 1, 3)}


def test_no_ranking_ranks_nobody() -> None:
    """And is no error."""
    assert spans([]) == spans([[]]) == {}


def test_rankings_may_come_one_by_one() -> None:
    """Each is made, looked at, and forgotten."""
    assert spans(ranked(scores) for scores in ({"ann": 2, "bob": 1}, {"ann": 1, "bob": 2})) == {
        "ann": Span(1, 2, 2, 2),
        "bob": Span(1, 2, 2, 2),
    }


@given(RANKINGS)
def test_every_rank_lies_within_its_span(rankings: list[Ranking]) -> None:
    """And the best one is the rank that some ranking gives."""
    found = spans(rankings)
    given_: dict[Hashable, list[int]] = defaultdict(list)
    for ranking in rankings:
        for rank, node, _ in ranking:
            given_[node].append(rank)
    assert found.keys() == given_.keys()
    for node, ranks in given_.items():
        span = found[node]
        assert span.best == min(ranks)
        assert max(ranks) <= span.worst
        assert (span.present, span.of) == (len(ranks), len(rankings))


@given(RANKINGS)
def test_a_span_is_that_of_all_orders_that_the_ties_leave_open(rankings: list[Ranking]) -> None:
    """Best and worst are places that the node takes when every tie is broken in every way."""
    places: dict[Hashable, set[int]] = defaultdict(set)
    for ranking in rankings:
        tied = [[node for _, node, _ in group] for _, group in groupby(ranking, key=lambda row: row[0])]
        for order in product(*(permutations(group) for group in tied)):
            for place, node in enumerate((node for group in order for node in group), start=1):
                places[node].add(place)
    found = spans(rankings)
    assert {node: (span.best, span.worst) for node, span in found.items()} == {
        node: (min(where), max(where)) for node, where in places.items()
    }


@given(RANKINGS)
def test_the_order_of_the_rankings_does_not_matter(rankings: list[Ranking]) -> None:
    """And one that is given twice changes only how many there are."""
    assert spans(rankings[::-1]) == spans(rankings)
    twice = {
        node: Span(span.best, span.worst, 2 * span.present, 2 * span.of)
        for node, span in spans(rankings).items()
    }
    assert spans([*rankings, *rankings]) == twice
