"""Formats: one table of them, and the choice between name, suffix and default."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.formats import FORMATS, choose

KINDS = {"rows", "solutions", "boolean", "entry", "graph", "dataset", "network", "page"}


def test_every_format_has_its_own_suffix_media_type_and_title() -> None:
    """Otherwise a suffix would not say which format is meant."""
    assert len(FORMATS) > 10
    for part in ("suffix", "media_type", "title"):
        assert len({getattr(item, part) for item in FORMATS.values()}) == len(FORMATS)
    assert all(name == item.name for name, item in FORMATS.items())
    assert all(item.suffix.startswith(".") and item.suffix.islower() for item in FORMATS.values())


def test_every_kind_of_answer_can_be_written() -> None:
    """Each has at least one format, and one that programs read."""
    assert {kind for item in FORMATS.values() for kind in item.kinds} >= KINDS


@pytest.mark.parametrize(
    ("name", "output", "kind", "default", "chosen"),
    [
        (None, None, "rows", "table", "table"),
        (None, "-", "rows", "table", "table"),
        (None, "actors.csv", "rows", "table", "csv"),
        (None, "ACTORS.CSV", "rows", "table", "csv"),
        (None, "a.b/graph.nq", "dataset", "trig", "nq"),
        (None, "folder.csv/actors", "rows", "table", "table"),
        (None, "actors", "rows", "table", "table"),
        (None, "관계망.gexf", "network", "graphml", "gexf"),
        ("tsv", "actors.csv", "rows", "table", "tsv"),
        ("jsonld", None, "graph", "ttl", "jsonld"),
        ("csv", None, {"rows", "network"}, "table", "csv"),
    ],
)
def test_the_name_comes_before_the_suffix_and_the_suffix_before_the_default(
    name: str | None, output: str | None, kind: str, default: str, chosen: str
) -> None:
    """In this order, because the name is what the user typed on purpose."""
    assert choose(name, output, kind, default).name == chosen


@pytest.mark.parametrize(
    ("name", "output", "kind", "message"),
    [
        ("cvs", None, "rows", "unknown format 'cvs'; did you mean 'csv'?"),
        ("pdf", None, "rows", "unknown format 'pdf'"),
        ("CSV", None, "rows", "unknown format 'CSV'"),
        ("", None, "rows", "unknown format ''"),
        ("ttl", None, "network", "format 'ttl' cannot hold network; use csv, graphml or gexf"),
        (None, "x.pdf", "rows", "no format has the suffix '.pdf'; name one with --format"),
        (None, "x.gexf", "dataset", "format 'gexf' cannot hold dataset; use jsonld, trig or nq"),
        ("ttl", None, "page", "format 'ttl' cannot hold page; use html"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(
    name: str | None, output: str | None, kind: str, message: str
) -> None:
    """A file that ends in .gexf and holds something else would mislead."""
    with pytest.raises(UsageError) as caught:
        choose(name, output, kind, "table")
    assert str(caught.value) == message
    assert caught.value.exit_code == 2
