"""A network of claims made ready to be drawn: every label resolved, every edge with its evidence."""

from __future__ import annotations

from kg.picture.page import arguments, drawn, picture
from kg.picture.scores import scored

__all__ = ["arguments", "drawn", "picture", "scored"]
