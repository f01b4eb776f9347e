"""Markdown: what a reader of CommonMark makes of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.samples import LANGUAGES, everywhere, scorecard
from reports.test_html_hostile import TEXTS
from spi.documents.nodes import (
    Bullets,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from spi.reports.characters import one_line
from spi.reports.markdown import escaped, markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# fmt: off
MARKUP = [
    "#", "1.", "1)", "+", "-", "*", ">", "|", "`a`", "**b**", "_c_", "[d](e)", "![f](g)", "<h>",
    "&amp;", "~~i~~", "\\", "$j$", "{k}", "=", ":", ":::", "%", "(l)=", "---", "***", "___", "===",
    "```", "~~~", "tab", "http://m.n", "<o@p.q>",
]
# fmt: on


def document(*nodes):
    return Document(title="Sattel", language="en", kind="scorecard", nodes=nodes)


def test_a_document_is_read_as_meant():
    written = markdown(
        document(
            Heading(text="Housing", number="3", value="31.4", badge="high"),
            Paragraph(text="One\ntwo"),
            Bullets(items=("a", "b"), ordered=True),
            Note(title="Draft", text="Read it"),
            PageBreak(),
            Paragraph(text="End"),
        )
    )

    assert written == (
        "# Sattel\n\n## 3 Housing\n\n31.4 · high\n\nOne\\\ntwo\n\n1. a\n2. b\n\n"
        "> **Draft**\n> \n> Read it\n\n---\n\nEnd\n"
    )


def test_a_table_has_pipes_and_numbers_at_the_end():
    table = Table(
        caption="Rents",
        columns=(Column(label="Place"), Column(label="a|b", is_number=True)),
        rows=((Cell(text="Sattel"), Cell(text="12|5")), (Cell(text="short"),)),
        note="2021",
    )

    assert markdown(document(table)) == (
        "# Sattel\n\n**Rents**\n\n| Place | a\\|b |\n| --- | ---: |\n| Sattel | 12\\|5 |\n"
        "| short |  |\n\n2021\n"
    )


def test_a_chart_is_its_alternative_and_its_data():
    written = markdown(scorecard("de"))
    chart = next(node for node in scorecard("de").nodes if isinstance(node, Chart))

    assert escaped(chart.alternative) in written
    assert "| Bezeichnung | Nr. | Fakten | Mögliche Bandbreite (Fakten) |" in written
    assert "| Gesundheit, Pflege und Betreuung | 6 | 38,2 | 30,0–52,4 |" in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_read_as_a_table(language):
    written = markdown(scorecard(language))
    tokens = READER.parse(written)

    # spider, dumbbell, need for action, levers
    assert sum(token.type == "table_open" for token in tokens) == 4
    assert "|" not in re.sub(r"<[^>]*>", "", READER.render(written))


@pytest.mark.parametrize("text", [*MARKUP, *TEXTS.values()])
def test_a_text_from_outside_is_never_markup(text):
    assert types(markdown(everywhere(text))) == types(markdown(everywhere("plain")))


def types(written):
    """List the kinds of everything a reader finds, but for line ends within a text."""
    found = []
    for token in READER.parse(written):
        found.append(token.type)
        found += [child.type for child in token.children or () if child.type in NOT_PLAIN]
    return found


NOT_PLAIN = {"html_inline", "link_open", "image", "em_open", "strong_open", "code_inline", "s_open"}


@given(st.text() | st.lists(st.sampled_from(MARKUP)).map(" ".join))
@example("1. a")
@example("- a\n=\n")
def test_an_escaped_text_reads_as_it_was(text):
    tokens = READER.parse(escaped(text))
    inline = [token for token in tokens if token.type == "inline"]

    if plain := one_line(text):
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert "".join(child.content for child in inline[0].children) == plain
    else:
        assert tokens == []


def test_markdown_is_the_same_every_time():
    assert markdown(scorecard("it")) == markdown(scorecard("it"))


def test_an_empty_document_is_a_title():
    assert markdown(document()) == "# Sattel\n"
