"""Whether a network has what a layout goes by."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kg.errors import UsageError
from kg.maps.layouts import LAYOUTS, fitting

__all__ = ["fit"]


def fit(ready: nx.MultiDiGraph, layout: str, sides: Sequence[str]) -> None:
    """Raise `UsageError` for a layout that was asked for and would say nothing of a network.

    `ready` is a network as `kg.picture.drawn` makes it ready; an empty `layout` asks for none.

    >>> fit(nx.MultiDiGraph([("a", "b")]), "geographic", ())
    Traceback (most recent call last):
    ...
    kg.errors.UsageError: layout 'geographic' needs coordinates, and the network has none; use force
    """
    if layout in LAYOUTS and layout not in (there := fitting(ready, sides=sides)):
        needs = LAYOUTS[layout].needs
        raise UsageError(
            f"layout '{layout}' needs {needs}, and the network has none; use {' or '.join(there)}"
        )
