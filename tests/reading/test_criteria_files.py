"""Criteria sets from folders and files: found, put together, all problems at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from spi.errors import InvalidDocument, UnknownKey
from spi.files import criteria_folders
from spi.findings import Code, dotted
from spi.reading import read_criteria
from spi.reading.criteria import read_criteria_fully

LEAF = "{key: %s, answer: number, scale: {type: linear, worst: 1, best: 2}}"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def write(folder: Path, **files: str) -> Path:
    """Write files, named without their ending; ``de`` is a catalogue."""
    for name, text in files.items():
        is_catalogue = name in {"de", "fr"}
        path = folder / (f"locale/{name}.po" if is_catalogue else f"{name}.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(PO + text if is_catalogue else text, "utf-8")
    return folder


def a_field(key: str, leaf: str = "", more: str = "") -> str:
    return f"key: {key}\n{more}indicators:\n  - {LEAF % (leaf or key + '-1')}\n"


def problems(where: object) -> list[str]:
    """Give every problem as file, line, column, code and path."""
    with pytest.raises(InvalidDocument) as wrong:
        read_criteria(where)
    return [
        " ".join([str(one.place).rpartition("/")[2], one.code, dotted(one.path)]).strip()
        for one in wrong.value.findings
    ]


# --- finding ---------------------------------------------------------------------------------------


def test_a_set_that_comes_with_the_library_is_found_by_its_key():
    assert read_criteria("alpine-figures", languages=()).key == "alpine-figures"
    assert read_criteria("alpine-figures@2026", languages=()).edition == "2026"


@pytest.mark.parametrize("name", ["alpine-figure", "alpine-figures@1999", "", "x" * 5000, "a\0b"])
def test_a_key_that_nothing_has_is_unknown(name):
    with pytest.raises((UnknownKey, InvalidDocument)) as wrong:
        read_criteria(name)

    assert len(str(wrong.value)) < 6000


def test_an_unknown_key_suggests_the_nearest():
    with pytest.raises(UnknownKey, match="did you mean: alpine-figures@2026") as wrong:
        read_criteria("alpine-figure@2026")

    assert wrong.value.known == tuple(sorted(criteria_folders()))


def test_a_folder_a_file_in_it_and_the_folder_above_lead_to_the_same_set(tmp_path):
    folder = tmp_path / "my-set" / "2026"
    folder.mkdir(parents=True)
    write(folder, set="key: s\nfields: [f.yaml]\n", f=a_field("f"))

    found = [read_criteria(one) for one in (folder, folder / "set.yaml", folder.parent)]
    assert found[0] == found[1] == found[2]


def test_the_newest_edition_of_a_folder_is_taken(tmp_path):
    for edition in ("2019", "2026", "2021"):
        (tmp_path / edition).mkdir()
        write(tmp_path / edition, set=f"key: s\nedition: {edition}\nindicators: [{LEAF % 'a'}]\n")

    assert read_criteria(tmp_path).edition == "2026"


def test_a_folder_without_a_set_is_no_set(tmp_path):
    assert problems(tmp_path) == [f"{tmp_path.name} file-missing"]


@pytest.mark.parametrize("name", ["./none.yaml", "none/", "./a\0b", "./" + "x" * 5000])
def test_a_path_that_leads_nowhere_is_no_set(name):
    with pytest.raises(InvalidDocument) as wrong:
        read_criteria(name)

    assert wrong.value.findings[0].code in {Code.FILE_MISSING, Code.FILE_UNREADABLE}


def test_a_json_file_may_hold_a_set(tmp_path):
    leaf = '{"key": "a", "answer": "number", "scale": {"type": "linear", "worst": 1, "best": 2}}'
    (tmp_path / "s.json").write_text(f'{{"key": "s", "indicators": [{leaf}]}}')

    assert [one.key for one in read_criteria(tmp_path / "s.json").leaves()] == ["a"]


# --- putting together ------------------------------------------------------------------------------


def test_fields_come_in_the_order_of_the_set(tmp_path):
    inline = f"{{key: m, indicators: [{LEAF % 'm-1'}]}}"
    write(tmp_path, set=f"key: s\nfields: [b.yaml, {inline}, a.yaml]\n")
    write(tmp_path, a=a_field("a"), b=a_field("b"))

    assert [one.key for one in read_criteria(tmp_path).fields] == ["b", "m", "a"]


def test_all_problems_of_all_files_come_at_once_in_the_order_of_the_set(tmp_path):
    write(
        tmp_path,
        set="key: s\nlabel: 1\nfields:\n  - c.yaml\n  - gone.yaml\n  - b.yaml\n  - ../x.yaml\n  - {key: Z}\n",
        a="never: read\n",
        b="key: b\nwieght: 2\nweight: x\n",
        c="key: c\nindicators: [\n",
        de="nonsense\n",
    )  # fmt: skip

    assert problems(tmp_path) == [
        "set.yaml:2:8 wrong-type label",
        "set.yaml:7:5 file-outside fields[3]",
        "set.yaml:8:11 bad-key Z.key",
        "c.yaml:3:1 file-syntax",
        "gone.yaml file-missing",
        "b.yaml:2:1 unknown-entry b.wieght",
        "b.yaml:3:9 wrong-type b.weight",
        "de.po:4 file-syntax",
    ]


def test_problems_of_rules_come_in_the_order_of_the_set_too(tmp_path):
    write(
        tmp_path,
        set="key: s\nfields: [b.yaml, a.yaml]\nlevels: [{key: x, floor: 3}]\nwhole: {cap: {by: q}}\n",
        a=a_field("a", more="rules: {cap: {by: z}}\n"),
        b=a_field("b", "a", more="excluded: {when: {}, reason: x}\n"),
    )  # fmt: skip

    assert problems(tmp_path) == [
        "set.yaml:3:26 levels-unordered x.floor",
        "set.yaml:4:19 unknown-key whole.cap[0].by",
        "b.yaml:2:18 not-together b.excluded.when",
        "b.yaml:2:18 not-together b.excluded.when",
        "a.yaml:1:6 duplicate-key a.key",
        "a.yaml:2:19 unknown-key a.rules.cap[0].by",
    ]


def test_a_key_that_is_used_twice_is_found_with_both_places(tmp_path):
    write(
        tmp_path, set="key: s\nfields: [a.yaml, b.yaml]\n", a=a_field("a", "x"), b=a_field("b", "x")
    )
    with pytest.raises(InvalidDocument) as wrong:
        read_criteria(tmp_path)

    place = (tmp_path / "a.yaml").as_posix()
    assert str(wrong.value).endswith(f"rename one; the first stands here: {place}:3:11.")
    assert "b.yaml:3:11, x.key: " in str(wrong.value)


def test_what_follows_from_a_file_that_cannot_be_read_is_not_reported(tmp_path):
    write(tmp_path, set="key: s\nfields: [gone.yaml]\nwhole: {cap: {by: gone}}\n")

    assert problems(tmp_path) == ["gone.yaml file-missing"]


def test_what_does_not_follow_from_it_is_reported(tmp_path):
    write(
        tmp_path,
        set="key: s\nfields: [broken.yaml, b.yaml]\nwhole: {cap: [{by: a}, {by: ax}, {by: bx}]}\n",
        broken="key: a\nindicators:\n  - key: ax\n   answer: number\n",
        b="key: b\nindicators: []\nweight: 1\nweight: 2\n",
    )

    assert problems(tmp_path) == [
        "set.yaml:3:39 unknown-key whole.cap[2].by",
        "broken.yaml:4:4 file-syntax",
        "b.yaml:1:1 no-children b",
        "b.yaml:4:1 duplicate-entry weight",
    ]


@pytest.mark.parametrize("text", ["", "---\n", "- a\n", "just text\n", "12\n"])
def test_a_file_of_a_field_must_hold_a_field(tmp_path, text):
    write(tmp_path, set="key: s\nfields: [f.yaml]\n", f=text)

    assert problems(tmp_path)[0].startswith("f.yaml")


def test_the_same_file_twice_is_a_key_twice(tmp_path):
    write(tmp_path, set="key: s\nfields: [f.yaml, f.yaml]\n", f=a_field("f"))

    assert problems(tmp_path) == [
        "f.yaml:1:6 duplicate-key f.key",
        "f.yaml:3:11 duplicate-key f-1.key",
    ]


# --- staying inside --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../f.yaml",
        "/etc/passwd",
        "..",
        ".",
        "sub/f.yaml",
        "./f.yaml",
        "sub\\f.yaml",
        '"a\\0b"',
        '""',
    ],
)
def test_a_field_lies_in_the_folder_of_its_set(tmp_path, name):
    (tmp_path / "s" / "sub").mkdir(parents=True)
    write(tmp_path, f=a_field("f"))
    write(tmp_path / "s" / "sub", f=a_field("f"))
    write(tmp_path / "s", set=f"key: s\nfields: [{name}]\n")

    assert problems(tmp_path / "s")[0].split()[1] in {"file-outside", "bad-text"}


def test_a_link_does_not_lead_out_of_the_folder(tmp_path):
    (tmp_path / "s").mkdir()
    write(tmp_path, f=a_field("f"))
    write(tmp_path / "s", set="key: s\nfields: [f.yaml]\n")
    _link(tmp_path / "s" / "f.yaml", tmp_path / "f.yaml")

    assert problems(tmp_path / "s") == ["set.yaml:2:10 file-outside fields[0]"]


def test_a_link_within_the_folder_is_followed(tmp_path):
    write(tmp_path, set="key: s\nfields: [f.yaml]\n", other=a_field("f"))
    _link(tmp_path / "f.yaml", tmp_path / "other.yaml")

    assert [one.key for one in read_criteria(tmp_path).fields] == ["f"]


def test_a_circle_of_links_is_no_file(tmp_path):
    write(tmp_path, set="key: s\nfields: [f.yaml]\n")
    _link(tmp_path / "f.yaml", tmp_path / "g.yaml")
    _link(tmp_path / "g.yaml", tmp_path / "f.yaml")

    assert problems(tmp_path)[0].split()[1] in {"file-missing", "file-unreadable"}


def test_a_link_to_a_catalogue_does_not_lead_out_of_the_folder(tmp_path):
    (tmp_path / "s").mkdir()
    write(tmp_path / "s", set=f"key: s\nindicators: [{LEAF % 'a'}]\n", fr="")
    write(tmp_path, de="")
    _link(tmp_path / "s" / "locale" / "de.po", tmp_path / "locale" / "de.po")

    assert problems(tmp_path / "s") == ["de.po file-outside"]


def test_a_single_file_names_no_other_file(tmp_path):
    write(tmp_path, one="key: s\nfields: [f.yaml]\n", f=a_field("f"))

    assert problems(tmp_path / "one.yaml") == ["one.yaml:2:10 file-outside fields[0]"]


def _link(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links")


# --- files that cannot be read ---------------------------------------------------------------------


def test_a_folder_is_no_field(tmp_path):
    write(tmp_path, set="key: s\nfields: [f.yaml]\n")
    (tmp_path / "f.yaml").mkdir()

    assert problems(tmp_path) == ["f.yaml file-unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", ["f.yaml", "locale/de.po", "set.yaml"])
def test_a_pipe_is_not_waited_for(tmp_path, name):
    write(tmp_path, set="key: s\nfields: [f.yaml]\n", f=a_field("f"), fr="")
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)

    assert problems(tmp_path) == [f"{Path(name).name} file-unreadable"]


# --- catalogues ------------------------------------------------------------------------------------

TITLED = f"key: s\nlabel: Title\nindicators: [{LEAF % 'a'}]\n"


def an_entry(
    key: str = "set.label", source: str = "Title", text: str = "Titel", mark: str = ""
) -> str:
    return f'{mark}msgctxt "{key}"\nmsgid "{source}"\nmsgstr "{text}"\n\n'


def test_a_catalogue_translates(tmp_path):
    read = read_criteria_fully(write(tmp_path, set=TITLED, de=an_entry()))

    assert read.criteria.label.in_(["de"]) == "Titel"
    assert read.criteria.draft_languages == ("de",)
    assert read.plain.label.texts == {"": "Title"}


@pytest.mark.parametrize(
    "entry",
    [
        an_entry(source="Another title"),
        an_entry(text=""),
        an_entry(mark="#, fuzzy\n"),
        an_entry(mark="#~ ").replace("\nmsg", "\n#~ msg"),
        an_entry(key="nothing.has.this"),
    ],
    ids=["outdated", "empty", "fuzzy", "obsolete", "unused"],
)
def test_a_translation_that_may_be_wrong_is_left_out(tmp_path, entry):
    assert read_criteria(write(tmp_path, set=TITLED, de=entry)).label.texts == {"": "Title"}


def test_a_text_in_the_set_itself_wins_over_a_catalogue(tmp_path):
    titled = TITLED.replace("Title", "{source: Title, de: Überschrift}")

    assert (
        read_criteria(write(tmp_path, set=titled, de=an_entry())).label.in_(["de"]) == "Überschrift"
    )


def test_only_the_languages_asked_for_are_read(tmp_path):
    write(tmp_path, set=TITLED, de=an_entry(), fr="nonsense\n")

    assert read_criteria(tmp_path, languages=["de"]).label.has("de")
    assert not read_criteria(tmp_path, languages=[]).label.has("de")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'msgid "a\nmsgstr "b"\n', "de.po:1 file-syntax"),
        (b'msgid "a"\nmsgstr "b\\"\n', "de.po:2 file-syntax"),
        (b"\nhello\n", "de.po:2 file-syntax"),
        (b'msgid "a"\nmsgstr[x] "b"\n', "de.po:2 file-syntax"),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[5] "c"\n', "de.po:1 file-syntax"),
        (b'"b"\n', "de.po:1 file-syntax"),
        (b'msgfoo "b"\n', "de.po:1 file-syntax"),
        (b'msgid "K\xfcche"\n', "de.po:1 file-encoding"),
        ('msgid "a"\n'.encode("utf-16"), "de.po:1 file-encoding"),
        (b'msgid "a\x00"\n', "de.po:1 bad-text"),
        (b'# ok\nmsgid "a\x1b"\n', "de.po:2 bad-text"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=x; plural=1\\n"\n', "de.po:1 file-syntax"),
        (b'msgid ""\nmsgstr "Language: xx_bogus_\\n"\n', "de.po:1 file-syntax"),
        (an_entry().encode() + an_entry(source="b").encode(), "de.po:5 duplicate-entry"),
    ],
)  # fmt: skip
def test_a_broken_catalogue_is_found_with_its_line(tmp_path, text, code):
    write(tmp_path, set=TITLED, fr="")
    (tmp_path / "locale" / "de.po").write_bytes(text)

    assert problems(tmp_path)[:1] == [code]


def test_a_catalogue_with_a_mark_and_windows_line_ends_is_read(tmp_path):
    write(tmp_path, set=TITLED, fr="")
    text = "\ufeff" + (PO + an_entry()).replace("\n", "\r\n")
    (tmp_path / "locale" / "de.po").write_bytes(text.encode())

    assert read_criteria(tmp_path).label.in_(["de"]) == "Titel"


@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "bogus"])
def test_a_catalogue_is_utf_8_whatever_its_header_says(tmp_path, charset):
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    write(tmp_path, set=TITLED, fr="")
    (tmp_path / "locale" / "de.po").write_text(header + an_entry(text="Überschrift"), "utf-8")

    assert read_criteria(tmp_path).label.in_(["de"]) == "Überschrift"


def test_a_hostile_header_is_not_run(tmp_path):
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__(\'os\').abort()\\n"\n\n'
    write(tmp_path, set=TITLED, fr="")
    (tmp_path / "locale" / "de.po").write_text(header + an_entry())

    assert read_criteria(tmp_path).label.in_(["de"]) == "Titel"


def test_draft_languages_that_the_set_names_are_kept(tmp_path):
    titled = TITLED + "draft_languages: [sl]\n"

    assert read_criteria(write(tmp_path, set=titled, de="")).draft_languages == ("de", "sl")


# --- all at once ------------------------------------------------------------------------------------

MANY = """\
key: s
levels: [{key: a, floor: 5}, {key: b, floor: x}]
panel: {quorum: -1}
fields:
  - key: g
    weight: -1
    rules: {floor: -3, mean: foo}
    indicators:
      - {key: a, answer: number, scale: {type: linear, worst: 1, best: 1}}
      - {key: b, answer: number, scale: {type: linear, worst: x, best: 1}}
      - {key: a, answer: number, scale: {type: linear, worst: 0, best: 1}, weight: q}
  - {key: h, topics: [{label: x}, {key: t, indicators: [{key: c}]}], cap: 3}
indicators:
  - {key: q, answer: number, scale: {type: linear, worst: 0, best: 1}, sources: [nope]}
  - {key: r, answer: number, direction: neutral, excluded: {when: {answer: no, at_least: 1}}}
"""


def test_what_is_broken_hides_nothing_else(tmp_path):
    write(tmp_path, s=MANY)

    assert problems(tmp_path / "s.yaml") == [
        "s.yaml:2:26 levels-unordered a.floor",
        "s.yaml:2:46 wrong-type b.floor",
        "s.yaml:3:17 out-of-range panel.quorum",
        "s.yaml:6:13 out-of-range g.weight",
        "s.yaml:7:20 out-of-range g.rules.floor",
        "s.yaml:7:30 not-one-of g.rules.mean.kind",
        "s.yaml:9:72 scale-degenerate a.scale.best",
        "s.yaml:10:63 wrong-type b.scale.worst",
        "s.yaml:11:15 duplicate-key a.key",
        "s.yaml:11:84 wrong-type a.weight",
        "s.yaml:12:23 missing-entry h.topics[0]",
        "s.yaml:12:57 nothing-to-score c",
        "s.yaml:12:70 unknown-entry h.cap",
        "s.yaml:14:82 unknown-key q.sources[0]",
        "s.yaml:15:60 missing-entry r.excluded",
        "s.yaml:15:67 unknown-key r.excluded.when",
    ]


def test_what_is_wrong_with_a_catalogue_is_told_in_one_line(tmp_path):
    """A header that begins in the middle of another one has many lines."""
    write(tmp_path, set="key: s\n" + MANY.partition("\n")[2])
    broken = 'msgid ""\nmsgstr ""\nmsgid ""\n"Language: fr\\n"\n"X-Review: draft\\n"\n'
    tmp_path.joinpath("locale").mkdir(exist_ok=True)
    tmp_path.joinpath("locale/de.po").write_text(broken)

    with pytest.raises(InvalidDocument) as why:
        read_criteria(tmp_path)

    (told,) = [str(one) for one in why.value.findings if "de.po" in str(one)]
    assert told.isprintable()
