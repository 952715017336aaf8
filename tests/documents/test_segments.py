"""A copy is cut where a reader would cut it, whatever program has set its lines and pages."""

from __future__ import annotations

import pytest

from kg.documents.segments import Address, Layout, segments, sentences

LAYOUT = Layout(
    {
        "Front": ("Subjects:",),
        "§1 Lamps": (),
        "§2 Fogs": ("2. Of fogs and of what keepers say about them in the isles",),
        "Close": ("By Ida Quill…",),
    },
    ("Table 1", "Figure 2"),
    "Front",
)
COPY = """\
**ON LAMPS
AND FOGS**

Ida Quill

Summary and
Subjects:

lamps, fogs

1 Lamps

Every lamp has a keeper. Keepers of the Northern

17
\fCoast know Dr. Ta and the U.S. Lamps Board. Both

Table 1: Lamps tended, by coast

\t1998\t1999
East\t12\t-
\t3.5%\t4%

Source: Ledger 1999

are “old.” They say so, e.g. in [a letter](https://example.org/x).

2. Of fogs and of what keepers say
about them in the isles
Fog is wet. (It was ever so.)
- 12 fogs a year

[2] Lamps et al. (1999). *Fog*

Figure 2
By Ida Quill of Quay Town
"""
FOUND = {segment.address: (segment.text, segment.line) for segment in segments(COPY, LAYOUT) if segment.text}


def test_headings_divide_a_copy_and_a_section_may_be_taken_up_again() -> None:
    """The paragraphs of the front are counted on after another line that belongs to it."""
    front = {str(address): text for address, (text, _) in FOUND.items() if address.section == "Front"}
    assert front == {
        "Front": "Subjects:",
        "Front ¶1": "ON LAMPS AND FOGS",
        "Front ¶1 s1": "ON LAMPS AND FOGS",
        "Front ¶2": "Ida Quill",
        "Front ¶2 s1": "Ida Quill",
        "Front ¶3": "Summary and",
        "Front ¶3 s1": "Summary and",
        "Front ¶4": "lamps, fogs",
        "Front ¶4 s1": "lamps, fogs",
    }


def test_a_paragraph_goes_on_after_a_page_break_and_around_a_table() -> None:
    """Neither page numbers nor captions, rows and notes are paragraphs."""
    lamps = [address for address in FOUND if address.section == "§1 Lamps"]
    assert [str(address) for address in lamps] == [
        "§1 Lamps", "§1 Lamps ¶1", "§1 Lamps ¶1 s1", "§1 Lamps ¶1 s2", "§1 Lamps ¶1 s3", "§1 Lamps ¶1 s4",
    ]  # fmt: skip
    assert [FOUND[address][0] for address in lamps[2:]] == [
        "Every lamp has a keeper.",
        "Keepers of the Northern Coast know Dr. Ta and the U.S. Lamps Board.",
        'Both are "old."',
        "They say so, e.g. in a letter.",
    ]


def test_a_heading_may_take_two_lines_and_a_bullet_begins_a_paragraph() -> None:
    """And opening words begin a section, without being lost to it."""
    texts = {str(address): text for address, (text, _) in FOUND.items()}
    fogs = [texts[f"§2 Fogs{rest}"] for rest in ("", " ¶1 s1", " ¶1 s2", " ¶2", " ¶3")]
    assert fogs == [
        "2. Of fogs and of what keepers say about them in the isles",
        "Fog is wet.",
        "(It was ever so.)",
        "12 fogs a year",
        "Lamps et al. (1999). Fog",
    ]
    assert texts["Close ¶1"] == "By Ida Quill of Quay Town"


def test_a_segment_knows_its_line() -> None:
    """So that an editor can jump to it."""
    lines = {str(address): line for address, (_, line) in FOUND.items()}
    assert (
        lines["§1 Lamps ¶1"]
        == COPY.splitlines().index("Every lamp has a keeper. Keepers of the Northern") + 1
    )
    assert lines["Table 1 row 2 column 2"] == lines["Table 1 row 1 column 1"] + 1


def test_cells_are_read_with_their_labels() -> None:
    """A number alone could be guessed, and would be found in many places."""
    cells = {str(address): text for address, (text, _) in FOUND.items() if address.exhibit}
    assert cells == {
        "Table 1": "Table 1: Lamps tended, by coast 1998 1999 East 12 - 3.5% 4%",
        "Table 1 row 1 column 1": "East | 1998 | 12",
        "Table 1 row 1 column 2": "East | 1999 | -",
        "Table 1 row 2 column 1": " | 1998 | 3.5%",
        "Table 1 row 2 column 2": " | 1999 | 4%",
        "Figure 2": "Figure 2",
    }


def test_a_cell_beyond_the_header_has_no_label_of_a_column() -> None:
    """A crooked table is read as well as can be; rows without a caption are nobody's."""
    text = "a\tb\n\n\tFog is wet.\n\nTable 1. Odd\n\n\tone\nEast\t1\t2\n\nNorth of\n\nAll"
    found = {str(s.address): s.text for s in segments(text, Layout({}, ("Table 1",)))}
    assert found["Table 1 row 1 column 2"] == "East |  | 2"
    assert [found[f"¶{n}"] for n in (1, 2, 3)] == ["Fog is wet.", "North of", "All"]


@pytest.mark.parametrize(
    "text",
    [
        "Fog comes at night.|It goes by day.",
        "Is it fog?|No!|It is smoke…|And 12 lamps.",
        "He said \"No.\"|(They left.)|'So did I.'",
        "In 2015.|It ended in 2016.",
        "See Fig. 2 and No. 7 of Feb. 17, pp. 3 to 9, by J. K. Lens, Ph.D. Nobody did.",
        "1. The first of all.|2 of them remained.",
        "3.5% of fogs, i.e. all of them, etc. are wet; the U.S. Board agrees.",
        "등불은 밝다.|안개는 젖었다.",
        "灯塔很亮。|雾是湿的！|“是吗？”|是。",
        "no capital follows. so it goes on",
    ],
)
def test_sentences_end_where_the_rule_says(text: str) -> None:
    """The bars are where it cuts; a text without a full stop is a sentence as well."""
    expected = text.split("|")
    joined = text.replace("。|", "。").replace("！|", "！").replace("”|", "”").replace("|", " ")
    assert list(sentences(joined)) == expected


def test_a_blank_paragraph_has_no_sentence() -> None:
    """And a section without a paragraph has none either."""
    assert list(sentences("  ")) == []
    assert [s for s in segments("\n \n\f\n", Layout({"Front": ()}, start="Front")) if s.text] == []
    assert str(Address()) == ""
