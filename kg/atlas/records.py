"""A page for each claim, inference, figure and name: what it says, where it stands, what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.atlas import addresses
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.vocabulary import KG, PREFIXES

__all__ = ["home", "pages", "sentence", "title"]

_PREFIXES = tuple(PREFIXES[name] for name in ("claim", "figure", "inference", "name"))


def pages(reading: Reading) -> Iterator[Page]:
    """The pages of everything whose IRI was minted from its content."""
    for iri in sorted(reading.statements.of):
        if iri.startswith(_PREFIXES):
            yield Page(
                addresses.path(iri),
                "record.html.j2",
                title(reading, iri),
                {
                    "iri": iri,
                    "claim": reading.graph.claims.get(iri),
                    "figure": reading.figures.get(iri),
                    "kinds": reading.kinds(iri),
                    "home": home(reading, iri),
                    "facts": reading.facts(iri, but=(KG.evidence, KG.isDisputedBy, KG.status, KG.note)),
                    "drawn": reading.statements.to(iri, KG.premise),
                },
                describes=iri,
            )


def title(reading: Reading, iri: str) -> str:
    """What a record says, in one line of text."""
    claim, figure = reading.graph.claims.get(iri), reading.figures.get(iri)
    if claim:
        said = reading.label(claim.object).text if claim.object else claim.value
        return f"{reading.label(claim.subject).text} {reading.relation(claim).text} {said}"
    if figure:
        return f"{reading.label(figure.measure).text}: {figure.printed}"
    kind = ", ".join(reading.label(one).text for one in reading.kinds(iri))
    what = next((one.text for name in (KG.text, KG.arithmetic) for one in reading.texts(iri, name)), "")
    subject = home(reading, iri)
    return f"{kind}: {what or (reading.label(subject).text if subject else addresses.local(iri))}"


def sentence(reading: Reading, iri: str) -> str:
    """What a record says; nothing for an IRI of another kind."""
    return title(reading, iri) if iri.startswith(_PREFIXES) and iri in reading.statements else ""


def home(reading: Reading, iri: str) -> str:
    """The thing on whose page a record stands among others."""
    ways = (KG.subject, KG.named, KG.mover)
    return next((found for name in ways if (found := reading.statements.text(iri, name))), "")
