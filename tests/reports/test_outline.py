"""The order of a document: what stands below what, and what leads where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spi.documents.nodes import Document, Heading, PageBreak, Paragraph, Record, TitleBlock
from spi.reports.outline import RESERVED, outline


def order(*nodes, title="Sattel"):
    return outline(Document(title=title, language="en", kind="scorecard", nodes=nodes))


def shape(section):
    return [(one.heading.text, one.depth, shape(one)) for one in section.sections]


def test_headings_stand_below_the_higher_one_before_them():
    ordered = order(
        Heading(text="a"),
        Heading(text="a1", level=2),
        Heading(text="a2", level=2),
        Heading(text="b"),
    )

    assert shape(ordered.body) == [("a", 1, [("a1", 2, []), ("a2", 2, [])]), ("b", 1, [])]


def test_depth_counts_the_nesting_whatever_a_level_says():
    ordered = order(Heading(text="a", level=3), Heading(text="b", level=6), Heading(text="c"))

    assert shape(ordered.body) == [("a", 1, [("b", 2, [])]), ("c", 1, [])]


def test_what_comes_before_the_first_heading_stands_outside():
    ordered = order(Paragraph(text="first"), Heading(text="a"), Paragraph(text="second"))

    assert [one.node.text for one in ordered.body.nodes] == ["first"]
    assert [one.node.text for one in ordered.body.sections[0].nodes] == ["second"]


def test_the_first_title_block_is_the_title():
    ordered = order(TitleBlock(title="Les Belleville"), TitleBlock(title="Savoie"))

    assert ordered.title.title == "Les Belleville"
    assert [one.node.title for one in ordered.body.nodes] == ["Savoie"]


def test_an_empty_title_is_replaced():
    assert order(TitleBlock(title=" ")).title.title == "Sattel"
    assert order(title="").title.title == "scorecard"


def test_a_page_break_at_the_end_breaks_nothing():
    assert order(Paragraph(text="a"), PageBreak(), PageBreak()).body.nodes[-1].kind == "paragraph"


def test_the_first_of_two_equal_anchors_is_led_to():
    ordered = order(Record(title="a", anchor="rent"), Record(title="b", anchor="rent"))

    assert [one.place for one in ordered.body.nodes] == ["rent", "record-1"]
    assert ordered.places == {"rent": "rent"}


def test_an_anchor_with_a_name_of_the_page_leads_to_another_name():
    ordered = order(Heading(text="a", anchor="main"))

    assert ordered.places == {"main": "heading-1"}


def test_a_new_name_is_never_one_that_an_anchor_has():
    ordered = order(Record(title="a"), Record(title="b", anchor="record-1"))

    assert [one.place for one in ordered.body.nodes] == ["record-2", "record-1"]


anchors = st.sampled_from(["", "a", "a b", "a-b", "record-1", "heading-1", "main", "ä"]) | st.text()
nodes = st.one_of(
    st.builds(Heading, text=st.just("h"), level=st.integers(1, 4), anchor=anchors),
    st.builds(Record, title=st.just("r"), anchor=anchors),
)


@given(st.lists(nodes))
def test_every_heading_and_record_has_a_place_of_its_own(found):
    ordered = order(*found)
    places = list(all_places(ordered.body))

    assert len(places) == len(found)
    assert len(set(places)) == len(places)
    assert not {"", *RESERVED} & set(places)
    assert set(ordered.places.values()) <= set(places)


def all_places(section):
    if section.heading:
        yield section.place
    yield from (one.place for one in section.nodes)
    for below in section.sections:
        yield from all_places(below)
