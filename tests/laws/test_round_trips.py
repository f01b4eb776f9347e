"""Laws of files: what is written is read back the same."""

from __future__ import annotations

from hypothesis import given

from spi.codec import from_json, from_plain, to_json
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.reading.dump import to_yaml
from spi.reading.guarded import read_yaml
from spi.scoring import score
from strategies import cases


class TestRoundTrips:
    """Dump and load change nothing."""

    @given(cases())
    def test_json_and_back_is_the_same(self, case):
        assert from_json(to_json(case.criteria), CriteriaSet) == case.criteria
        assert from_json(to_json(case.dossier), Dossier) == case.dossier

    @given(cases())
    def test_yaml_and_back_is_the_same(self, case):
        for thing in (case.criteria, case.dossier):
            plain = read_yaml(to_yaml(thing).encode(), "it.yaml").data
            assert from_plain(plain, type(thing)) == thing

    @given(cases())
    def test_what_is_written_again_has_the_same_bytes(self, case):
        for thing in (case.criteria, case.dossier):
            text = to_json(thing)
            assert to_json(from_json(text, type(thing))) == text

    @given(cases())
    def test_what_was_read_back_scores_the_same(self, case):
        criteria = from_json(to_json(case.criteria), CriteriaSet)
        dossier = from_json(to_json(case.dossier), Dossier)

        assert score(dossier, criteria).nodes == case.card.nodes
