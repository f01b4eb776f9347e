"""The browser and the two checkers of pages: do they find what is wrong?"""

from __future__ import annotations

import pytest

from browsers import find_chromium
from markup import parse_errors

GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Les Belleville</title></head>
<body><main><h1>Les Belleville</h1><p>Need for action</p></main></body></html>
"""
BAD = GOOD.replace("<p>", '<img src="data:,"><p style="color: #ccc; background: #fff">')


@pytest.mark.browser
def test_axe_finds_nothing_on_a_good_page(page, axe):
    page.set_content(GOOD)

    assert not axe(page)


@pytest.mark.browser
def test_axe_names_rule_and_place(page, axe):
    page.set_content(BAD)

    found = {(violation.rule, violation.target) for violation in axe(page)}

    assert {("color-contrast", "p"), ("image-alt", "img")} == found


@pytest.mark.browser
def test_a_page_can_be_opened_from_a_file(page, tmp_path):
    path = tmp_path / "Übersicht 1.html"
    path.write_text(GOOD, encoding="utf-8")

    page.goto(path.as_uri())

    assert page.title() == "Les Belleville"


def test_a_browser_named_wrongly_is_not_replaced_by_another(monkeypatch, tmp_path):
    monkeypatch.setenv("SPI_CHROMIUM", str(tmp_path / "nowhere"))

    assert find_chromium() is None


@pytest.mark.html
def test_the_checker_of_html_names_file_and_place(html_findings, tmp_path):
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(BAD, encoding="utf-8")

    (finding,) = html_findings([good, bad])

    assert finding.startswith("bad.html:3:")
    assert "“alt” attribute" in finding


def test_the_strict_parser_finds_nothing_on_a_good_page():
    assert parse_errors(GOOD) == []


def test_the_strict_parser_names_the_place():
    assert parse_errors(GOOD.replace("</p>", "</b>")) == ["3:57: unexpected-end-tag"]
