"""Where things stand in a site: at the path that their IRI has below the base of all IRIs.

`https://w3id.org/argonauts/id/ge-li` stands at `id/ge-li.html`; a term of the ontology, whose IRI ends in a
fragment, at that fragment of `ontology.html`. So one redirect rule serves every IRI.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from kg.vocabulary import BASE

__all__ = ["anchor", "local", "path", "relative"]

#: What a path may be made of: nothing that could lead out of the folder of the site.
_SAFE = re.compile(r"[\w-][\w.~-]*(/[\w-][\w.~-]*)*")


def local(iri: str) -> str:
    """What is left of one of our IRIs without the base; empty for others, and for what is no safe path.

    >>> local("https://w3id.org/argonauts/id/ge-li"), local("https://w3id.org/argonauts/id/../../etc")
    ('id/ge-li', '')
    """
    name = iri.removeprefix(BASE)
    return name if name != iri and _SAFE.fullmatch(name.partition("#")[0]) else ""


@lru_cache(maxsize=65_536)
def path(iri: str) -> str:
    """The page of the thing that an IRI names, with a fragment for a term of the ontology; or nothing.

    >>> path("https://w3id.org/argonauts/id/ge-li"), path("https://w3id.org/argonauts/ontology#Claim")
    ('id/ge-li.html', 'ontology.html#Claim')
    >>> path("https://example.org/")
    ''
    """
    name, mark, fragment = local(iri).partition("#")
    return f"{name}.html{mark}{quote(fragment)}" if name else ""


def anchor(iri: str) -> str:
    """The id by which a claim, figure or name is found within a page about something else.

    >>> anchor("https://w3id.org/argonauts/claim/5f0c1d9e")
    'claim-5f0c1d9e'
    """
    return local(iri).replace("/", "-")


def relative(target: str, page: str) -> str:
    """The address of `target` as `page` has to write it, so that a site works wherever it lies.

    >>> relative("id/ge-li.html", "source/seo-2017.html"), relative("index.html", "index.html")
    ('../id/ge-li.html', 'index.html')
    """
    name, mark, fragment = target.partition("#")
    return "../" * page.count("/") + quote(name, safe="/~") + mark + fragment
