"""Every kind of page by the Nu Html Checker: one call for all, as it starts slowly."""

from __future__ import annotations

import pytest

from reports.portal import portal
from reports.samples import LANGUAGES, everywhere, scorecard
from reports.test_html_hostile import TEXTS
from spi.reports.html import page


@pytest.mark.html
def test_the_checker_finds_nothing(html_findings, tmp_path):
    pages = {f"page-{one}": page(scorecard(one)) for one in LANGUAGES}
    pages |= {f"fragment-{one}": portal(scorecard(one)) for one in LANGUAGES}
    pages |= {f"hostile-{name}": page(everywhere(text)) for name, text in TEXTS.items()}
    pages |= {"empty": page(everywhere("")), "single": page(scorecard("en", judged=False))}
    for name, markup in pages.items():
        (tmp_path / f"{name}.html").write_text(markup, encoding="utf-8", newline="")

    found = html_findings(sorted(tmp_path.glob("*.html")))

    # a hostile text may look like Norwegian
    assert [one for one in found if "appears to be written in" not in one] == []
