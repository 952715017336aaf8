"""Inference: what each rule derives from a few claims, worked out by hand, and that nothing lacks its reasons."""

# ruff: noqa: E501 - a case is a line
from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import ontology
from kg.dates import PartialDate
from kg.errors import ProjectError
from kg.graph import Graph
from kg.infer import infer
from kg.store import Store
from kg.vocabulary import PREFIXES, compact
from tests.factory import ROOT

RULES = ROOT / "ontology" / "rules"
#: What every rule may look up: two countries, what lies in them, who is people, and which statuses are factual.
FRAME = """
id:lan a kg:Person . id:bo a kg:Person . id:crew a kg:PersonGroup .
id:east a kg:Country . id:west a kg:Country . id:ring a kg:CountryGroup .
id:bay kg:within id:east . id:park kg:within id:bay . id:quay kg:within id:west . id:coast kg:within id:east , id:west .
id:college kg:country id:west . id:museum kg:country id:east . id:bridge kg:country id:east , id:west .
status:established kg:factual true . status:ended kg:factual true .
status:planned kg:factual false . status:claimed kg:factual false .
"""


#: And what the ontology says of each relation and kind.
WORDS = [
    ox.Quad(*triple)
    for name in ("actors", "circulation")
    for triple in ontology.triples(ROOT / "ontology" / f"{name}.ttl")
    if isinstance(triple.object, ox.NamedNode | ox.Literal)
]


def claim(number: int, words: str, status: str = "established", *, since: str = "", until: str = "") -> str:
    """The Turtle of claim `claim:{number}`, given as `subject relation object`, with its dates as tables have them."""
    subject, relation, object_ = words.split()
    dates = ""
    for end, printed, day in (("from", since, "earliest"), ("until", until, "latest")):
        if printed:
            date = PartialDate.from_text(printed)
            dates += f'; kg:{end} "{printed}"^^xsd:{date.datatype} '
            dates += f'; kg:{day} "{getattr(date, day)}"^^xsd:date '
    return (
        f"claim:{number} a kg:Claim ; kg:subject id:{subject} ; kg:relation kg:{relation} ; "
        f"kg:object id:{object_} ; kg:status status:{status} {dates}.\n"
    )


def store(*claims: str) -> Store:
    """The frame and the claims, in one graph."""
    prefixes = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    graph = ox.NamedNode(PREFIXES["graph"] + "test")
    text = prefixes + FRAME + "".join(claims)
    said = (ox.Quad(*quad.triple, graph) for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    return Store([*WORDS, *said])


def derived(rule: str, *claims: str) -> set[str]:
    """What one rule derives: `subject relation object [status] < premises`, in short words."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in infer(store(*claims), [RULES / f"{rule}.rq"]):
        assert compact(quad.graph_name.value) == "graph:inferred"
        start, link, end = (compact(term.value) for term in quad.triple)
        if start.startswith("inference:"):
            word = "i" if end.startswith("inference:") else end.partition(":")[2]
            found.setdefault(start, {}).setdefault(link.partition(":")[2], []).append(word)
    lines = set()
    for said in found.values():
        assert said["rule"] == [rule]
        names = ("mover", "origin", "destination") if "mover" in said else ("subject", "relation", "object")
        words = " ".join(",".join(sorted(said[name])) for name in names)
        status = f" [{','.join(sorted(said['status']))}]" if "status" in said else ""
        lines.add(f"{words}{status} < {' '.join(sorted(said['premise']))}")
    return lines


#: For each rule: the claims, and what follows from them.
CASES: dict[str, list[tuple[str, list[str], set[str]]]] = {
    "located-in-country": [
        ("a city lies in its country", [claim(1, "museum isLocatedIn bay")], {"museum isLocatedIn east [established] < 1"}),
        ("a cluster lies in a city", [claim(1, "museum isLocatedIn park")], {"museum isLocatedIn east [established] < 1"}),
        ("a coast lies in two", [claim(1, "museum isLocatedIn coast")], {"museum isLocatedIn east [established] < 1", "museum isLocatedIn west [established] < 1"}),
        ("the country itself follows from nothing", [claim(1, "museum isLocatedIn east")], set()),
        ("what has ended has ended", [claim(1, "museum isLocatedIn bay", "ended")], {"museum isLocatedIn east [ended] < 1"}),
        ("a plan is no premise", [claim(1, "museum isLocatedIn bay", "planned")], set()),
        ("one ended, one did not", [claim(1, "museum isLocatedIn bay", "ended"), claim(2, "museum isLocatedIn park")], {"museum isLocatedIn east [ended] < 1", "museum isLocatedIn east [established] < 2"}),
        ("two reasons for one inference", [claim(1, "museum isLocatedIn bay"), claim(2, "museum isLocatedIn park")], {"museum isLocatedIn east [established] < 1 2"}),
    ],
    "part-of-the-whole": [
        ("a part of a part is a part", [claim(1, "lens isPartOf college"), claim(2, "college isPartOf state")], {"lens isPartOf state [established] < 1 2"}),
        (
            "and so on, to the top",
            [claim(1, "lens isPartOf college"), claim(2, "college isPartOf state"), claim(3, "state isPartOf ring")],
            {"lens isPartOf state [established] < 1 2", "college isPartOf ring [established] < 2 3", "lens isPartOf ring [established] < 1 3 i i"},
        ),
        ("a fact that is said already need not be inferred", [claim(1, "a isPartOf b"), claim(2, "b isPartOf c"), claim(3, "a isPartOf c", "ended")], set()),
        ("a mere claim does not hide it", [claim(1, "a isPartOf b"), claim(2, "b isPartOf c"), claim(3, "a isPartOf c", "claimed")], {"a isPartOf c [established] < 1 2"}),
        ("nothing is part of itself", [claim(1, "a isPartOf b"), claim(2, "b isPartOf a")], set()),
        ("a plan is no premise", [claim(1, "a isPartOf b"), claim(2, "b isPartOf c", "planned")], set()),
        ("the weaker status counts", [claim(1, "a isPartOf b"), claim(2, "b isPartOf c", "ended")], {"a isPartOf c [ended] < 1 2"}),
        ("on either side", [claim(1, "a isPartOf b", "ended"), claim(2, "b isPartOf c")], {"a isPartOf c [ended] < 1 2"}),
        ("nor is the first", [claim(1, "a isPartOf b", "claimed"), claim(2, "b isPartOf c")], set()),
    ],
    "parties-cooperate": [
        ("each pair once", [claim(n, f"{who} isPartyTo pact") for n, who in enumerate("abc", 1)], {"a cooperatesWith b [established] < 1 2", "a cooperatesWith c [established] < 1 3", "b cooperatesWith c [established] < 2 3"}),
        ("who has left cooperates no more", [claim(1, "a isPartyTo pact"), claim(2, "b isPartyTo pact", "ended")], {"a cooperatesWith b [ended] < 1 2"}),
        ("whoever has left", [claim(1, "a isPartyTo pact", "ended"), claim(2, "b isPartyTo pact")], {"a cooperatesWith b [ended] < 1 2"}),
        ("only in one agreement", [claim(1, "a isPartyTo pact"), claim(2, "b isPartyTo treaty")], set()),
        ("nobody with himself", [claim(1, "a isPartyTo pact"), claim(2, "a isPartyTo pact")], set()),
        ("a plan is no premise", [claim(1, "a isPartyTo pact"), claim(2, "b isPartyTo pact", "planned")], set()),
    ],
    "tied-to-country": [
        *((f"{relation} ties", [claim(1, f"lan {relation} college")], {"lan isTiedTo west [established] < 1"}) for relation in ("studiedAt", "workedAt", "isEmployedBy", "isMemberOf", "founded")),
        *((f"{relation} ties", [claim(1, f"lan {relation} quay")], {"lan isTiedTo west [established] < 1"}) for relation in ("trainedIn", "returnedTo")),
        ("a house of two countries ties to both", [claim(1, "lan workedAt bridge")], {"lan isTiedTo east [established] < 1", "lan isTiedTo west [established] < 1"}),
        ("leading a house ties", [claim(1, "lan leads college")], {"lan isTiedTo west [established] < 1"}),
        ("opening offices ties", [claim(1, "crew setUpBusinessIn quay")], {"crew isTiedTo west [established] < 1"}),
        ("being recruited does not", [claim(1, "college recruited lan")], set()),
        ("nor does coming from there", [claim(1, "lan comesFrom west")], set()),
        ("only people are tied", [claim(1, "museum isMemberOf college")], set()),
        ("a tie that ended and one that did not", [claim(1, "lan studiedAt college", "ended"), claim(2, "lan workedAt college")], {"lan isTiedTo west [ended] < 1", "lan isTiedTo west [established] < 2"}),
        ("two reasons for one tie", [claim(1, "lan studiedAt college"), claim(2, "lan workedAt college")], {"lan isTiedTo west [established] < 1 2"}),
        ("a claim is no premise", [claim(1, "lan studiedAt college", "claimed")], set()),
    ],
    "move-between-countries": [
        ("there, then here", [claim(1, "lan studiedAt college"), claim(2, "lan returnedTo east")], {"lan west east < 1 2"}),
        ("two houses are enough", [claim(1, "lan workedAt college"), claim(2, "lan founded museum")], {"lan west east < 1 2"}),
        ("trained in a city", [claim(1, "lan trainedIn quay"), claim(2, "lan isEmployedBy museum")], {"lan west east < 1 2"}),
        ("the same country is no move", [claim(1, "lan studiedAt museum"), claim(2, "lan returnedTo east")], set()),
        ("another person's return is no move", [claim(1, "lan studiedAt college"), claim(2, "bo returnedTo east")], set()),
        ("no return, no move", [claim(1, "lan studiedAt college"), claim(2, "lan workedAt museum")], set()),
        ("a plan is no premise", [claim(1, "lan studiedAt college"), claim(2, "lan returnedTo east", "planned")], set()),
        ("from study to a post", [claim(1, "lan studiedAt college"), claim(2, "lan leads museum")], {"lan west east < 1 2"}),
        ("offices are enough", [claim(1, "crew trainedIn quay"), claim(2, "crew setUpBusinessIn park")], {"crew west east < 1 2"}),
        ("whoever is recruited comes", [claim(1, "crew workedAt college"), claim(2, "museum recruited crew")], {"crew west east < 1 2"}),
        ("the house that recruits goes nowhere", [claim(1, "museum recruited lan"), claim(2, "museum recruited bo"), claim(3, "bo workedAt museum")], set()),
        ("a society does not place its members", [claim(1, "lan isMemberOf college"), claim(2, "lan returnedTo east")], set()),
        ("where somebody comes from is no stay", [claim(1, "lan comesFrom west"), claim(2, "lan isEmployedBy museum")], set()),
        ("two of the same order tell nothing", [claim(1, "lan studiedAt college"), claim(2, "lan workedAt museum")], set()),
        ("dates agree with the order", [claim(1, "lan studiedAt college", since="1980"), claim(2, "lan returnedTo east", since="1990")], {"lan west east < 1 2"}),
        ("dates turn it round", [claim(1, "lan studiedAt college", since="2000"), claim(2, "lan returnedTo east", since="1990")], {"lan east west < 1 2"}),
        ("dates tell two of the same order apart", [claim(1, "lan studiedAt college", since="1980"), claim(2, "lan workedAt museum", since="1985-09")], {"lan west east < 1 2"}),
        ("in the same year the order counts", [claim(1, "lan studiedAt college", since="1990-06"), claim(2, "lan returnedTo east", since="1990")], {"lan west east < 1 2"}),
        ("on the same day, too", [claim(1, "lan studiedAt college", since="1990-06-01"), claim(2, "lan returnedTo east", since="1990-06-01")], {"lan west east < 1 2"}),
        ("months are compared as months", [claim(1, "lan studiedAt college", since="1990-10"), claim(2, "lan returnedTo east", since="1990-09")], {"lan east west < 1 2"}),
        ("one date alone decides nothing", [claim(1, "lan studiedAt college", since="2000"), claim(2, "lan returnedTo east")], {"lan west east < 1 2"}),
        ("what was over is not where one went", [claim(1, "lan studiedAt college", since="2000"), claim(2, "lan founded museum", until="1990")], set()),
        ("what was over on the day is", [claim(1, "lan studiedAt college", since="1990"), claim(2, "lan founded museum", until="1990")], {"lan west east < 1 2"}),
        ("there and back makes two moves", [claim(1, "lan studiedAt college", since="1980"), claim(2, "lan returnedTo east", since="1990"), claim(3, "lan workedAt college", since="2000")], {"lan west east < 1 2", "lan east west < 2 3"}),
        ("three reasons for one move", [claim(1, "lan studiedAt college"), claim(2, "lan workedAt college"), claim(3, "lan returnedTo east")], {"lan west east < 1 2 3"}),
    ],
}  # fmt: skip

EXAMPLES = [
    pytest.param(rule, claims, expected, id=f"{rule}: {title}")
    for rule, cases in CASES.items()
    for title, claims, expected in cases
]


@pytest.mark.parametrize(("rule", "claims", "expected"), EXAMPLES)
def test_a_rule_derives_what_was_worked_out_by_hand(rule: str, claims: list[str], expected: set[str]) -> None:
    """Each inference names its rule and the claims from which it follows; `i` stands for an inference."""
    assert derived(rule, *claims) == expected


def test_every_rule_is_tested_here() -> None:
    """Whoever adds a rule adds what follows from it, and what does not."""
    assert set(CASES) == {path.stem for path in RULES.glob("*.rq")}
    for rule, cases in CASES.items():
        assert any(expected for _, _, expected in cases), rule
        assert any(not expected for _, _, expected in cases), rule


def test_an_inference_also_stands_as_a_triple_of_its_own() -> None:
    """So that a query need not know that it was derived; a move is a thing, and no triple."""
    rules = sorted(RULES.glob("*.rq"))
    quads = infer(store(claim(1, "lan studiedAt college"), claim(2, "lan returnedTo east")), rules)
    short = [" ".join(compact(term.value) for term in quad.triple) for quad in quads]
    assert sorted(line for line in short if line.startswith("id:")) == [
        "id:lan kg:isTiedTo id:east",
        "id:lan kg:isTiedTo id:west",
    ]
    assert sum(line.endswith(" rdf:type kg:Move") for line in short) == 1


def test_rules_are_applied_until_nothing_new_appears() -> None:
    """Whatever the order of the rules, and no statement twice."""
    chain = [claim(n, f"p{n} isPartOf p{n + 1}") for n in range(6)]
    rules = sorted(RULES.glob("*.rq"))
    quads = infer(store(*chain), rules)
    direct = [quad for quad in quads if compact(quad.predicate.value) == "kg:isPartOf"]
    assert len(direct) == 5 + 4 + 3 + 2 + 1
    assert len(set(quads)) == len(quads)
    assert set(infer(store(*chain), rules[::-1])) == set(quads)


def test_what_was_derived_is_known_to_the_store_and_follows_no_second_time() -> None:
    """A fixpoint: to infer again adds nothing."""
    known = store(claim(1, "lens isPartOf college"), claim(2, "college isPartOf state"))
    before = len(known)
    first = infer(known, sorted(RULES.glob("*.rq")))
    assert len(known) == before + len(first) > before
    assert set(infer(known, sorted(RULES.glob("*.rq")))) <= set(first)


def test_the_iri_of_an_inference_depends_on_what_it_says_and_not_on_its_premises() -> None:
    """So that it is the same in a graph that says more."""

    def iris(*claims: str) -> set[str]:
        quads = infer(store(*claims), [RULES / "tied-to-country.rq"])
        return {quad.subject.value for quad in quads if compact(quad.subject.value).startswith("inference:")}

    one = iris(claim(1, "lan studiedAt college"))
    assert len(one) == 1
    assert iris(claim(7, "lan workedAt college"), claim(8, "lan trainedIn quay")) == one
    assert iris(claim(1, "bo studiedAt college")) != one


MADE = "inference:x a kg:Inference ; kg:subject ?s ; kg:relation kg:isPartOf ; kg:object ?o"
WHERE = "WHERE { ?c kg:subject ?s ; kg:object ?o }"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"CONSTRUCT {{ {MADE} }} {WHERE}", "bad.rq: makes https://w3id.org/argonauts/inference/x without a kg:premise"),
        (f"CONSTRUCT {{ ?s kg:isPartOf ?o }} {WHERE}", "bad.rq: makes https://w3id.org/argonauts/id/lens without a kg:premise"),
        (f"CONSTRUCT {{ {MADE} ; kg:premise ?c ; kg:note 'why' }} {WHERE}", 'bad.rq: an inference is made of IRIs, not of <https://w3id.org/argonauts/inference/x> <https://w3id.org/argonauts/ontology#note> "why"'),
        (f"SELECT ?s {WHERE}", "bad.rq: a rule is a CONSTRUCT query"),
        ("ASK { ?s ?p ?o }", "bad.rq: a rule is a CONSTRUCT query"),
        ("CONSTRUCT { ?s }", "bad.rq: the query does not parse: line 1, column 16"),
        ("CONSTRUCT WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "bad.rq: queries may not ask other servers (SERVICE)"),
    ],
)  # fmt: skip
def test_a_rule_that_gives_no_reasons_or_is_none_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """Nothing is ever inferred without its premises; the message names the file."""
    rule = tmp_path / "bad.rq"
    rule.write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        infer(store(claim(1, "lens isPartOf college")), [rule])
    assert str(caught.value) == message
    assert caught.value.exit_code == 3


def test_a_rule_that_makes_blank_nodes_is_refused(tmp_path: Path) -> None:
    """They would have another name in every build."""
    rule = tmp_path / "bad.rq"
    rule.write_text("CONSTRUCT { [] kg:premise ?c } WHERE { ?c a kg:Claim }", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"^bad\.rq: an inference is made of IRIs, not of _:"):
        infer(store(claim(1, "lens isPartOf college")), [rule])


def test_a_rule_that_feeds_on_itself_is_stopped(tmp_path: Path) -> None:
    """Each round makes a longer name; twenty rounds are enough for anything sensible."""
    rule = tmp_path / "endless.rq"
    rule.write_text(
        "CONSTRUCT { ?new kg:premise ?old } WHERE { ?old a|kg:premise ?any "
        "BIND(IRI(CONCAT(STR(?old), 'x')) AS ?new) }",
        encoding="utf-8",
    )
    with pytest.raises(ProjectError, match=r"^the rules still derive something new after 20 rounds$"):
        infer(store(claim(1, "lens isPartOf college")), [rule])


def test_without_rules_nothing_follows() -> None:
    """A project need not have any."""
    assert infer(store(claim(1, "lens isPartOf college")), []) == ()


def test_in_the_world_every_inference_has_one_rule_one_status_and_premises_that_exist(graph: Graph) -> None:
    """A move is an inference about a life; it has no status of its own."""
    rows = graph.store.select(
        "SELECT ?it ?kind (COUNT(DISTINCT ?rule) AS ?rules) (COUNT(DISTINCT ?status) AS ?statuses) "
        "(COUNT(DISTINCT ?premise) AS ?premises) (COUNT(DISTINCT ?known) AS ?all) "
        "{ ?it a ?kind ; kg:rule ?rule ; kg:premise ?premise VALUES ?kind { kg:Inference kg:Move } "
        "OPTIONAL { ?it kg:status ?status } OPTIONAL { ?premise kg:evidence|kg:premise ?any BIND(?premise AS ?known) } } "
        "GROUP BY ?it ?kind"
    )
    assert len(rows) >= 8
    for row in rows:
        assert row["rules"].value == "1"
        assert row["statuses"].value == ("0" if compact(row["kind"].value) == "kg:Move" else "1")
        assert row["premises"].value == row["all"].value
    assert len(graph.store.select("SELECT ?it { ?it a ?kind VALUES ?kind { kg:Inference kg:Move } }")) == len(
        rows
    )
