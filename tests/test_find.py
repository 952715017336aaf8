"""The search finds actors by every kind of name that people have for them."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.names import Names
from kg.store import Store
from kg.vocabulary import PREFIXES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("WuXi PharmaTech", "wuxi-pharmatech"),  # English
        ("한국파스퇴르연구소", "institut-pasteur-korea"),  # Korean
        ("药明康德", "wuxi-pharmatech"),  # Chinese, simplified
        ("臺灣", "taiwan"),  # Chinese, traditional
        ("IPK", "institut-pasteur-korea"),  # abbreviation
        ("GRL", "global-research-lab"),
        ("Hwang Jang-jin", "hwang-jang-jin"),  # a romanisation that the names table holds
        ("hanguk paseutoereu yeonguso", "institut-pasteur-korea"),  # Revised Romanisation
        ("yaoming kangde", "wuxi-pharmatech"),  # Hanyu Pinyin
        ("zhongguo", "china"),
        ("Colombia University", "columbia-university"),  # one letter wrong
        ("Global Reserch Lab", "global-research-lab"),  # one letter missing
        ("Wirpo", "wipro"),  # two letters exchanged
        ("green corss", "green-cross"),
    ],
)
def test_the_best_hit_is_the_actor_that_was_meant(real: Graph, text: str, found: str) -> None:
    """By name in three scripts, abbreviation, romanisation, and with one typing error."""
    assert real.names.find(text)[0].iri == PREFIXES["id"] + found


def test_every_actor_is_found_by_each_of_its_names(real: Graph) -> None:
    """Among the first ten, since several things may share a name."""
    names = real.names
    lost = [
        (thing, text)
        for thing, labels in names.labels.items()
        if thing.startswith(PREFIXES["id"])
        for text in labels.values()
        if thing not in {hit.iri for hit in names.find(text)}
    ]
    assert lost == []


@pytest.mark.parametrize("text", ["", "   ", "!?", "qqqqzzzz"])
def test_nothing_is_found_where_nothing_is_meant(real: Graph, text: str) -> None:
    """And that is no error."""
    assert real.names.find(text) == []


def test_an_empty_graph_finds_nothing() -> None:
    """Not even by romanisation."""
    assert Names(Store(())).find("zhongguo") == []
