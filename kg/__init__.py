"""Argonauts: who cooperates, funds, studies and returns between Korea, China and the world, and who says so.

>>> import kg
>>> graph = kg.open()                                                     # doctest: +SKIP
>>> graph.query("SELECT ?who ?where { ?who kg:studiedAt ?where }")         # doctest: +SKIP
>>> kg.network(graph, layer="cooperation")                                # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import KGError
    from kg.graph import Graph, open
    from kg.networks.projection import network
    from kg.plot import chart

__all__ = ["Graph", "KGError", "__version__", "chart", "network", "open"]

#: The version of program, ontology and data; `pyproject.toml` reads it here.
__version__ = "0.1.0"

#: Where each public name lives; imported when first used, so that `kg --help` loads no engine.
_HOMES = {
    "Graph": "kg.graph",
    "KGError": "kg.errors",
    "chart": "kg.plot",
    "network": "kg.networks.projection",
    "open": "kg.graph",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
