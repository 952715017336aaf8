"""Brokerage: who brings together those who have no tie of their own, within a group and across groups.

The formal approach of R. V. Gould and R. M. Fernandez (1989), "Structures of Mediation: A Formal Approach to
Brokerage in Transaction Networks", Sociological Methodology 19, 89–126. All five roles of v, who is red, in
one network::

    a red ───┐       ┌──► c red         a → v → c   coordinator      red  [red] red
             ├──► v ─┼──► d blue        a → v → d   representative   red  [red] blue
    b blue ──┘       └──► e green       a → v → e   representative   red  [red] green
                                        b → v → c   gatekeeper       blue [red] red
                                        b → v → d   itinerant        blue [red] blue
                                        b → v → e   liaison          blue [red] green

>>> import networkx as nx
>>> network = nx.DiGraph(["av", "bv", "vc", "vd", "ve"])
>>> groups = {"a": "red", "b": "blue", "v": "red", "c": "red", "d": "blue", "e": "green"}
>>> {role: score.count for role, score in brokerage(network, groups).of("v").items()}
{'coordinator': 1, 'itinerant': 1, 'gatekeeper': 1, 'representative': 2, 'liaison': 1, 'total': 6}

Once b and e have a tie of their own, there is nothing to liaise:

>>> network.add_edge("b", "e")
>>> brokerage(network, groups).of("v")["liaison"].count
0
"""

from __future__ import annotations

from kg.analytics.brokerage.moments import VARIANCES
from kg.analytics.brokerage.permutation import PermutationTest, permutation_test
from kg.analytics.brokerage.roles import COLUMNS, ROLES, TOTAL, WEIGHTS
from kg.analytics.brokerage.scores import Brokerage, Score, Scores, brokerage
from kg.analytics.brokerage.triads import Triad, between, triads

__all__ = [
    "COLUMNS",
    "ROLES",
    "TOTAL",
    "VARIANCES",
    "WEIGHTS",
    "Brokerage",
    "PermutationTest",
    "Score",
    "Scores",
    "Triad",
    "between",
    "brokerage",
    "permutation_test",
    "triads",
]
