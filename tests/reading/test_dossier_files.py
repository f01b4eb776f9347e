"""Dossiers from files, from bytes, and as text."""

from __future__ import annotations

import json

import pytest

from spi.codec import from_plain, to_json, to_plain
from spi.errors import InvalidDocument
from spi.findings import Code, dotted
from spi.model.answers import Answer, Suppressed
from spi.model.dossier import Dossier
from spi.phrases import phrase
from spi.reading import read_dossier
from spi.reading.dossiers import dossier_from
from spi.reading.dump import to_yaml
from spi.reading.guarded import read_yaml
from spi.reading.sources import parse_document

SATTEL = """\
schema_version: 1
cycle: 2026
area: {key: sattel, name: Sattel, code: "01004", attributes: {population: 2000}}
assessment: {answers: {rent: {value: 12, period: 2021}}}
"""


def parsed(raw: bytes) -> Dossier:
    """Read a dossier in JSON that comes from elsewhere."""
    return dossier_from(parse_document(raw, "-", is_json=True))


def places(raise_it):
    with pytest.raises(InvalidDocument) as wrong:
        raise_it()
    return [f"{one.place} {one.code} {dotted(one.path)}" for one in wrong.value.findings]


@pytest.mark.parametrize("ending", ["yaml", "yml", "YAML", "txt"])
def test_a_file_is_yaml_unless_its_name_says_json(tmp_path, ending):
    path = tmp_path / f"sattel.{ending}"
    path.write_text(SATTEL)

    assert read_dossier(path).key == "sattel/2026"


@pytest.mark.parametrize("ending", ["json", "JSON"])
def test_a_file_may_be_json(tmp_path, ending):
    path = tmp_path / f"sattel.{ending}"
    path.write_text(json.dumps(read_yaml(SATTEL.encode(), "x").data))

    assert read_dossier(path).key == "sattel/2026"


def test_a_path_may_be_text(tmp_path):
    (tmp_path / "x.yaml").write_text("cycle: 1")

    assert read_dossier(str(tmp_path / "x.yaml")) == read_dossier(tmp_path / "x.yaml")


def test_problems_name_the_file_as_it_was_asked_for(tmp_path, monkeypatch):
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "dossiers" / "x.yaml").write_text("cylce: 1")
    monkeypatch.chdir(tmp_path)

    assert places(lambda: read_dossier("dossiers/x.yaml")) == [
        "dossiers/x.yaml:1:1 unknown-entry cylce"
    ]


def test_all_problems_come_at_once_from_top_to_bottom(tmp_path):
    (tmp_path / "x.yaml").write_text(
        "assessment:\n  answers:\n    b: .nan\n    A: 1\npeople: x\ncycle: 1.5\narea:\n  key: X\n"
    )

    found = places(lambda: read_dossier(tmp_path / "x.yaml"))
    assert [one.rpartition("x.yaml:")[2] for one in found] == [
        "3:8 not-finite assessment.answers.b",
        "4:5 bad-key assessment.answers.A",
        "5:9 wrong-type people",
        "6:8 wrong-type cycle",
        "8:3 missing-entry area",
        "8:8 bad-key area.key",
    ]


def test_json_from_elsewhere_is_called_by_a_dash():
    assert places(lambda: parsed(b'{"cycle": 1.5}')) == ["-:1:11 wrong-type cycle"]
    assert parsed(b'{"cycle": 2026}').cycle == "2026"


def test_places_in_json_are_right_after_letters_that_need_two_escapes():
    raw = json.dumps({"note": '\U0001f600 ü / "', "cycle": 1.5}).encode()

    assert places(lambda: parsed(raw)) == [f"-:1:{raw.index(b'1.5') + 1} wrong-type cycle"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_places_in_json_are_right_with_tabs_and_any_line_end(end):
    raw = b'\xef\xbb\xbf{\n\t"cycle":\t1.5,\n\t"note":\t5\n}'.replace(b"\n", end)

    assert places(lambda: parsed(raw)) == [
        "-:2:11 wrong-type cycle",
        "-:3:10 wrong-type note",
    ]


def test_an_area_may_be_made_of_areas_of_areas(tmp_path):
    (tmp_path / "x.yaml").write_text("members: [{members: [{cycle: 1}]}]")

    assert read_dossier(tmp_path / "x.yaml").members[0].members[0].cycle == "1"


def test_areas_that_are_made_of_too_many_areas_of_areas_are_refused():
    plain: dict = {}
    for _ in range(500):
        plain = {"members": [plain]}

    with pytest.raises(InvalidDocument) as wrong:
        from_plain(plain, Dossier)
    assert wrong.value.findings[0].code is Code.TOO_DEEP


# --- and back --------------------------------------------------------------------------------------

HARD = [
    *["1e5", "12", "1.5", "-0", ".5", "5.", "007", "0x10", "1_000", "+1", "true", "false", "True"],
    *["null", "~", "", "NO", "yes", "on", ".inf", "-.INF", ".nan", "2025-01-01", "22:30", "<<", "="],
    *[" a", "a ", "a\n", "\na", "a\n\nb", "a\n b", " a\nb", "a: b", "- a", "# a", "a #b", "'", '"'],
    *["a\tb", "\t", "%a", "@a", "`a`", "!a", "&a", "*a", "[a", "{a", "|", ">", "---", "...", "? a"],
    *["ü" * 300, "word " * 60, "\u2028", "\x85", "\xa0", "\ufeffa", "a\r\nb", "\r", "\U0001f600"],
    *["a\u200bb", "e\u0301", "ﬁ", "\u202eabc", "a:b", ":", "-", "a,b", "a\\b", "\x9f"],
]  # fmt: skip


@pytest.mark.parametrize("i", range(len(HARD)))
def test_whatever_text_is_written_comes_back(i):
    dossier = Dossier(cycle=HARD[i]).with_answer("talk", HARD[i], note=HARD[i])

    text = to_yaml(dossier)
    assert from_plain(read_yaml(text.encode(), "x").data, Dossier) == dossier
    assert parsed(to_json(dossier).encode()) == dossier


@pytest.mark.parametrize(
    "number",
    [
        0.0,
        -0.0,
        1e-100,
        1e100,
        0.1,
        1 / 3,
        2.0**53,
        2.0**53 + 2,
        1e22,
        -1e-7,
    ],
)
def test_whatever_number_is_written_comes_back(number):
    dossier = Dossier().with_answer("rent", number)

    assert from_plain(read_yaml(to_yaml(dossier).encode(), "x").data, Dossier) == dossier
    assert parsed(to_json(dossier).encode()) == dossier


def test_a_whole_number_is_written_without_a_point():
    assert "rent: 12\n" in to_yaml(Dossier().with_answer("rent", 12.0))


def test_text_of_several_lines_stands_as_a_block():
    text = to_yaml(Dossier().with_answer("talk", "one\ntwo\n"))

    assert text.endswith("    talk: |\n      one\n      two\n")


def test_nothing_is_written_as_an_alias():
    answer = Answer(value=("a", "b"))
    text = to_yaml(Dossier().with_answer("x", answer).with_answer("y", answer))

    assert "&" not in text
    assert "*" not in text


def test_a_reason_in_words_of_the_library_is_written_as_text():
    reason = phrase("open in %(n)s of %(members)s members", n=1, members=3)
    dossier = Dossier().with_answer("x", Suppressed(reason))

    assert "reason: open in 1 of 3 members\n" in to_yaml(dossier)
    assert type(to_plain(dossier)["assessment"]["answers"]["x"]["reason"]) is str


@pytest.mark.parametrize("dump", [to_yaml, to_json])
def test_what_is_written_ends_with_one_line_end_and_uses_no_other(dump):
    text = dump(Dossier(cycle="2026").with_answer("talk", "a\r\nb"))

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
