"""The words that the engine knows: all of them stand in the ontology, and every prefix has its use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology, vocabulary
from kg.project import Project
from kg.vocabulary import BASE, KG, PREFIXES, XSD, compact, expand

#: What may follow the colon of a CURIE of ours.
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,20}", fullmatch=True)
prefixes = st.sampled_from(sorted(PREFIXES))


def test_every_term_of_the_engine_is_declared_in_the_ontology(world: Project) -> None:
    """A term that nobody defines would be a silent IRI."""
    declared = {
        triple.subject.value for path in world.vocabulary_files() for triple in ontology.triples(path)
    }
    used = {PREFIXES["kg"] + term for term in KG.terms}
    assert len(used) > 40
    assert sorted(used - declared) == []


def test_every_concept_scheme_has_a_prefix_and_the_other_way_round(world: Project) -> None:
    """So that concepts are written status:planned everywhere."""
    folder = f"{BASE}concept/"
    by_prefix = {name for name, base in PREFIXES.items() if base.startswith(folder)}
    by_file = {path.stem for path in (world.ontology / "concepts").glob("*.ttl")}
    by_scheme = {scheme.removeprefix(folder) for scheme in ontology.read(world).concepts}
    assert len(by_prefix) > 10
    assert by_prefix == by_file == by_scheme


def test_the_ontology_declares_no_prefix_of_ours_otherwise(world: Project) -> None:
    """One prefix, one IRI, in every file."""
    lines = [
        line.split()
        for path in world.vocabulary_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("@prefix")
    ]
    assert len(lines) > 100
    declared = {(name.rstrip(":"), base.strip("<>")) for _, name, base, _ in lines}
    assert {(name, base) for name, base in declared if PREFIXES.get(name, base) != base} == set()


def test_prefixes_are_sorted_and_no_two_mean_the_same() -> None:
    """Otherwise a compact form would depend on chance."""
    assert list(PREFIXES) == sorted(PREFIXES)
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert all(base[-1] in "/#" for base in PREFIXES.values())


@pytest.mark.parametrize("term", ["Clam", "_private", "__wrapped__", "prefLabel", ""])
def test_a_misspelt_term_is_an_error_at_once(term: str) -> None:
    """A closed namespace never makes an IRI up."""
    with pytest.raises(AttributeError, match=f"kg:{term} is not a term that the engine uses"):
        getattr(KG, term)


def test_terms_are_plain_text() -> None:
    """No engine is imported for a name."""
    assert KG.Claim == "https://w3id.org/argonauts/ontology#Claim"
    assert XSD.gYear == "http://www.w3.org/2001/XMLSchema#gYear"


def test_what_the_module_offers_is_listed_in_order() -> None:
    """And exists."""
    assert vocabulary.__all__ == sorted(vocabulary.__all__)
    assert all(hasattr(vocabulary, name) for name in vocabulary.__all__)


@given(prefixes, names)
def test_what_is_expanded_can_be_compacted_again(prefix: str, name: str) -> None:
    """Every CURIE of ours has one IRI, and that IRI has one CURIE."""
    iri = expand(f"{prefix}:{name}")
    assert iri == PREFIXES[prefix] + name
    assert compact(iri) == f"{prefix}:{name}"


@given(prefixes, st.text())
def test_what_is_compacted_can_be_expanded_again(prefix: str, rest: str) -> None:
    """Even with a local part that no query could hold."""
    iri = PREFIXES[prefix] + rest
    assert expand(compact(iri)) == iri


@pytest.mark.parametrize(
    "iri", ["https://example.org/", "urn:x:y", "", "ge-li", "https://w3id.org/argonauts/", BASE[:-1]]
)
def test_an_iri_without_a_prefix_stays_as_it_is(iri: str) -> None:
    """Better long than wrong."""
    assert compact(iri) == iri


@pytest.mark.parametrize("text", ["nobody:ge-li", "ge-li", "", ":ge-li", "ID:ge-li", "https://example.org/"])
def test_an_unknown_prefix_means_nothing(text: str) -> None:
    """Prefixes are small letters, and none is empty."""
    assert expand(text) is None
