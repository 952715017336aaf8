"""Brokerage as R's package sna has it (C. T. Butts): counts, expected values, standard deviations, z.

`brokerage/sna.csv` is what sna 2.7 said of the graphs in `brokerage/arcs.csv` and `groups.csv`; where R and
sna are installed, `brokerage/sna.R` asks them again, also about graphs drawn here.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import numpy as np
import pytest

from kg.analytics.brokerage import COLUMNS, brokerage

FOLDER = Path(__file__).parent / "brokerage"
#: The names of sna's columns for ours.
NAMES = dict(zip(COLUMNS, ("w_I", "w_O", "b_OI", "b_IO", "b_O", "t"), strict=True))

#: By graph and node, "all" being the network, and by sna's column: count, expected, sd.
Answers: TypeAlias = dict[tuple[str, str], dict[str, tuple[float, float, float]]]
Case: TypeAlias = tuple[nx.DiGraph, Mapping[Hashable, Hashable]]


def rows(file: Path) -> list[dict[str, str]]:
    """A table with its header."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_cases(folder: Path) -> dict[str, Case]:
    """The graphs by name, with the groups of their nodes."""
    networks: dict[str, nx.DiGraph] = {}
    groups: dict[str, dict[Hashable, Hashable]] = {}
    for row in rows(folder / "groups.csv"):
        networks.setdefault(row["graph"], nx.DiGraph()).add_node(row["node"])
        groups.setdefault(row["graph"], {})[row["node"]] = row["group"]
    for row in rows(folder / "arcs.csv"):
        networks[row["graph"]].add_edge(row["source"], row["target"])
    return {name: (network, groups[name]) for name, network in networks.items()}


def write_cases(folder: Path, cases: Mapping[str, Case]) -> None:
    """The reverse of `read_cases`."""
    arcs: list[Iterable[object]] = [("graph", "source", "target")]
    groups: list[Iterable[object]] = [("graph", "node", "group")]
    for name, (network, group) in cases.items():
        arcs += [(name, *arc) for arc in sorted(network.edges)]
        groups += [(name, node, group[node]) for node in network]
    for file, table in (("arcs.csv", arcs), ("groups.csv", groups)):
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(table)


def read_answers(table: Iterable[dict[str, str]]) -> Answers:
    """What sna said."""
    found: Answers = {}
    for row in table:
        numbers = (float(row["count"]), float(row["expected"]), float(row["sd"]))
        found.setdefault((row["graph"], row["node"]), {})[row["column"]] = numbers
    return found


@cache
def why_not() -> str:
    """Why sna cannot be asked here; nothing if it can."""
    if shutil.which("Rscript") is None:
        return "R is not installed"
    asked = subprocess.run(
        ["Rscript", "-e", 'cat(requireNamespace("sna", quietly = TRUE))'],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if asked.stdout.strip() == "TRUE" else "R's package sna is not installed"


def ask(folder: Path) -> Answers:
    """What sna says of the graphs in a folder."""
    if reason := why_not():
        pytest.skip(reason)
    files = (FOLDER / "sna.R", folder / "arcs.csv", folder / "groups.csv")
    command = ["Rscript", *(str(file) for file in files)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    return read_answers(csv.DictReader(said.splitlines()))


def draw(seed: int) -> Case:
    """A random digraph of 5 to 16 nodes with groups of any size."""
    random = np.random.Generator(np.random.PCG64(seed))
    size = int(random.integers(5, 17))
    network = nx.DiGraph()
    network.add_nodes_from(range(1, size + 1))
    matrix = random.random((size, size)) < random.uniform(0.05, 0.8)
    network.add_edges_from((a + 1, b + 1) for a, b in np.argwhere(matrix).tolist() if a != b)
    shares = random.dirichlet(np.ones(random.integers(1, 6)))
    groups = random.choice(len(shares), size, p=shares).tolist()
    return network, dict(zip(network, groups, strict=True))


def assert_equal(cases: Mapping[str, Case], answers: Answers) -> None:
    """Counts to the last digit, the rest to nine; z is what the three make of it."""
    for name, (network, groups) in cases.items():
        result = brokerage(network, groups)
        for node, scores in [(str(node), result.of(node)) for node in network] + [("all", result.overall())]:
            said = answers[name, node]
            for column, score in scores.items():
                count, expected, sd = said[NAMES[column]]
                assert score.count == count
                assert score.expected == pytest.approx(expected, rel=1e-9, abs=1e-12)
                assert score.sd == pytest.approx(sd, rel=1e-9, abs=1e-12)
                z = (count - expected) / sd if sd else np.nan
                assert score.z == pytest.approx(z, rel=1e-7, abs=1e-9, nan_ok=True)


def test_the_answers_of_sna_that_are_kept() -> None:
    """On any machine."""
    cases, answers = read_cases(FOLDER), read_answers(rows(FOLDER / "sna.csv"))
    assert len(cases) == 8
    assert answers.keys() == {(name, str(node)) for name, case in cases.items() for node in (*case[0], "all")}
    assert_equal(cases, answers)


def test_sna_says_which_role_is_which() -> None:
    """b_OI is the gatekeeper's, ABB, and b_IO the representative's, AAB; both graphs are 1 → 2 → 3."""
    answers = read_answers(rows(FOLDER / "sna.csv"))
    played = {
        name: {column for column, numbers in answers[name, "2"].items() if numbers[0]}
        for name in ("gatekeeper", "representative")
    }
    assert played == {"gatekeeper": {"b_OI", "t"}, "representative": {"b_IO", "t"}}
    groups = {name: list(read_cases(FOLDER)[name][1].values()) for name in played}
    assert groups == {"gatekeeper": ["A", "B", "B"], "representative": ["A", "A", "B"]}


def test_sna_still_says_so() -> None:
    """The table is what the script makes; skipped where there is no R or no sna."""
    kept = read_answers(rows(FOLDER / "sna.csv"))
    asked = ask(FOLDER)
    assert asked.keys() == kept.keys()
    for key, columns in kept.items():
        assert asked[key].keys() == columns.keys()
        for column, numbers in columns.items():
            assert asked[key][column] == pytest.approx(numbers, rel=1e-12, abs=1e-12)


def test_sna_on_random_graphs(tmp_path: Path) -> None:
    """Forty of them, sparse and dense, of one group and of many; skipped where there is no R or no sna."""
    cases = {f"random {seed}": draw(seed) for seed in range(40)}
    write_cases(tmp_path, cases)
    assert_equal(cases, ask(tmp_path))
