"""Whatever bytes, texts and data come in: only our own errors come out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden.files import DOCUMENTS, HERE, WRITTEN, written
from golden.mutations import STRANGE, paths_of, removed, renamed, replaced
from reading.broken import ASKED
from spi.codec import from_json, from_plain, to_json, to_plain
from spi.errors import InvalidDocument, SpiError
from spi.findings import errors_among
from spi.language import words
from spi.language.catalogue import read_catalogue
from spi.model.checks import check_criteria
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_against
from spi.reading import read_criteria, read_dossier
from spi.reading.dossiers import dossier_from
from spi.reading.dump import to_yaml
from spi.reading.guarded import read_yaml
from spi.reading.sources import parse_document
from spi.scoring import score

ROOT = HERE.parent.parent


@cache
def texts():
    """Return the texts of real files: golden ones, and those that the library ships."""
    paths = [
        *WRITTEN.rglob("*.yaml"),
        *HERE.glob("*-v1.*"),
        *ROOT.glob("criteria/*/*/*.yaml"),
        *ROOT.glob("docs/examples/*/dossier.yaml"),
    ]
    found = [path.read_text("utf-8") for path in sorted(paths)]
    return [text for text in found if len(text) < 40_000]


@cache
def catalogues():
    return [
        path.read_text("utf-8")[:20_000] for path in sorted(ROOT.glob("criteria/*/*/locale/*.po"))
    ]


def parsed(raw: bytes) -> Dossier:
    """Read a dossier in JSON that comes from elsewhere."""
    return dossier_from(parse_document(raw, "-", is_json=True))


def says_something(wrong: InvalidDocument) -> None:
    """Check that every problem can be said, in more than one language."""
    assert wrong.findings
    for one in wrong.findings[:20]:
        assert str(one).isprintable()
        assert words("de").finding(one)


def only_our_errors(action, *arguments):
    """Call something; return what it gives, ``None`` where it refuses with an error of ours."""
    try:
        return action(*arguments)
    except InvalidDocument as wrong:
        says_something(wrong)
    except SpiError:
        pass
    return None


def read_in_every_way(raw: bytes, folder: Path) -> None:
    """Read bytes as all that they could be."""
    only_our_errors(read_yaml, raw, "x")
    only_our_errors(parsed, raw)
    only_our_errors(from_json, raw, CriteriaSet)
    for kind in (False, True):
        document = only_our_errors(lambda is_json: parse_document(raw, "x", is_json=is_json), kind)
        dossier = only_our_errors(dossier_from, document) if document else None
        if dossier is not None:
            use(dossier)
    for name in ("x.yaml", "x.json", "set.yaml"):
        (folder / name).write_bytes(raw)
        only_our_errors(read_criteria, folder / name)
        only_our_errors(read_dossier, folder / name)


def use(dossier: Dossier) -> None:
    """Do with a dossier that has been read what comes next."""
    assert from_plain(json.loads(to_json(dossier)), Dossier) == dossier
    assert from_plain(read_yaml(to_yaml(dossier).encode(), "x").data, Dossier) == dossier
    check_against(dossier, ASKED)
    only_our_errors(score, dossier, ASKED)


# --- strategies ------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "\n",
            " ",
            "  ",
            "\t",
            ":",
            ": ",
            "- ",
            "? ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "#",
            "&a",
            "*a",
            "!!x",
            "!",
        ),
        *(
            "<<",
            "|",
            ">",
            "'",
            '"',
            "\\",
            "%",
            "@",
            "---\n",
            "...\n",
            "\r",
            "\x00",
            "\x85",
            "\ufeff",
        ),
        *(
            "~",
            "null",
            "true",
            "NO",
            ".inf",
            "1e999",
            "-1",
            "9" * 400,
            "2/3",
            "2021",
            "key: a\n",
            "ü",
            "\ud7ff",
        ),
        *(
            "value:",
            "absent:",
            "type:",
            "fields:",
            "members:",
            '{"a":',
            "\\ud800",
            "\\u0000",
            "[" * 50,
        ),
    ]
)


@st.composite
def mutated(draw, sources=texts):
    """Draw a real text with some pieces taken out, put in, doubled or moved."""
    text = draw(st.sampled_from(sources()))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        how = draw(st.sampled_from(["out", "in", "double", "line", "cut"]))
        if how == "out":
            text = text[:start] + text[end:]
        elif how == "in":
            text = text[:start] + draw(PIECES | st.text(max_size=5)) + text[start:]
        elif how == "double":
            text = text[:end] + text[start:end] + text[end:]
        elif how == "line":
            lines = text.split("\n")
            lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
            text = "\n".join(lines)
        else:
            text = text[: max(end, 1)]
    return text.encode("utf-8", "surrogatepass")


@cache
def golden(name):
    plain = to_plain(written(name))
    return plain, list(paths_of(plain))


@st.composite
def mutated_plain(draw):
    """Draw golden data with several things wrong."""
    name = draw(st.sampled_from(sorted(DOCUMENTS)))
    made, _ = golden(name)
    for _ in range(draw(st.integers(1, 5))):
        path = draw(st.sampled_from(list(paths_of(made))))
        how = draw(st.sampled_from(["replace", "graft", "remove", "rename"]))
        if how == "remove" and path:
            made = removed(made, path)
        elif how == "rename" and path and isinstance(path[-1], str):
            made = renamed(made, path, draw(st.text(max_size=8) | st.sampled_from(["key", "type"])))
        elif how == "graft":
            graft = draw(st.sampled_from([one for one in STRANGE if one is not None]))
            made = replaced(made, path, graft)
        else:
            made = replaced(made, path, draw(ANYTHING))
    return DOCUMENTS[name][0], made


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.text(st.characters(codec=None), max_size=5)
    | st.dates()
    | st.binary(max_size=3)
    | st.sampled_from([10**400, -(10**400)])
)
NAMES = st.text(max_size=8) | st.integers() | st.none() | st.sampled_from(
    ["key", "type", "value", "absent", "all", "not", "done", "numerator", "points", "fields", "members"]
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(NAMES, inner, max_size=3)
    ),
    max_leaves=8,
)


# --- laws ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@given(raw=mutated())
def test_a_real_file_with_something_wrong_brings_only_our_errors(folder, raw):
    read_in_every_way(raw, folder)


@given(raw=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_bring_only_our_errors(folder, raw):
    read_in_every_way(raw, folder)


@given(pieces=st.lists(PIECES, max_size=30))
def test_any_pieces_of_yaml_bring_only_our_errors(folder, pieces):
    read_in_every_way("".join(pieces).encode("utf-8", "surrogatepass"), folder)


@given(kind=st.sampled_from([CriteriaSet, Dossier]), plain=ANYTHING)
def test_any_data_bring_only_our_errors(kind, plain):
    only_our_errors(from_plain, plain, kind)


@given(mutated_plain())
def test_real_data_with_something_wrong_bring_only_our_errors(drawn):
    kind, plain = drawn
    made = only_our_errors(from_plain, plain, kind)
    if isinstance(made, Dossier):
        use(made)
        only_our_errors(score, made, written("criteria-v1"))
    elif made is not None and not errors_among(check_criteria(made)):
        only_our_errors(score, written("dossier-v1"), made)
        assert from_plain(read_yaml(to_yaml(made).encode(), "x").data, CriteriaSet) == made


@given(plain=ANYTHING)
def test_any_json_brings_only_our_errors(folder, plain):
    try:
        raw = json.dumps(plain).encode()
    except (TypeError, ValueError):
        return
    read_in_every_way(raw, folder)


@given(raw=mutated(catalogues) | st.binary(max_size=200))
def test_any_catalogue_brings_only_our_errors(folder, raw):
    path = folder / "de.po"
    path.write_bytes(raw)
    only_our_errors(read_catalogue, path)


@given(
    name=st.text(max_size=20)
    | st.sampled_from(["..", ".", "/", "~", "C:\\x", "CON", "a/b", "\x00"])
)
def test_any_name_brings_only_our_errors(name):
    only_our_errors(lambda: read_criteria(name, languages=()))
    if name.strip("./"):
        only_our_errors(read_dossier, name)
