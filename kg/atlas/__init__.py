"""The atlas: a graph as pages for readers, who may hold them against the sources passage by passage.

A `Site` has all pages by their paths and renders one at a time, so that a server can use it; `write` puts all
of it into a folder. Every address in a page is relative, so that the folder works from a disk and under any
address; no page asks a host for anything. Kinds of pages are rows of `kg.atlas.kinds`, functions from a
`Reading` of the graph to pages; everything has its page at the path that its IRI has (`kg.atlas.addresses`).
"""

from __future__ import annotations

from kg.atlas.folder import check, write
from kg.atlas.pages import File, Kind, Page
from kg.atlas.site import START, Site

__all__ = ["START", "File", "Kind", "Page", "Site", "check", "write"]
