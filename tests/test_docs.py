"""The documentation: complete, in step with the program, and right in its examples."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

import console
import spi
from spi.codec.explanations import reason_to_plain
from spi.findings import Code
from spi.language import words

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DEMO = DOCS / "examples" / "les-belleville" / "dossier.yaml"
LANGUAGES = ("en", "de", "it", "fr", "sl")

sys.path.insert(0, str(DOCS))
import generated  # noqa: E402 - it stands beside the pages


def page(path: str) -> str:
    return DOCS.joinpath(path).read_text("utf-8")


def pages() -> list[Path]:
    outside = {"examples", "changelog.d", "_build"}
    found = (one for one in DOCS.rglob("*.md") if not outside & set(one.relative_to(DOCS).parts))
    return sorted(found)


# every page can be found


def test_every_page_is_in_a_table_of_contents():
    listed = {DOCS / "index.md"}
    for one in pages():
        for block in re.findall(r"```\{toctree\}\n(.*?)```", one.read_text("utf-8"), re.DOTALL):
            names = [line for line in block.split() if not line.startswith(":")]
            listed |= {(one.parent / f"{name}.md").resolve() for name in names}

    assert sorted(set(pages()) - listed) == []


def test_what_the_readme_points_to_is_there():
    targets = re.findall(
        r"\]\(([^)#:]+)(?:#[^)]*)?\)", ROOT.joinpath("README.md").read_text("utf-8")
    )

    assert len(targets) > 8
    assert [one for one in targets if not (ROOT / one).exists()] == []


def test_the_picture_of_the_readme_is_small():
    picture = DOCS / "images" / "report.png"

    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000


# the reference is whole


def test_every_public_name_has_a_section():
    sections = re.findall(r"^### (\w+)$", page("reference/api/spi.md"), re.MULTILINE)

    assert sorted(sections) == sorted(spi.__all__)


def test_every_function_of_scoring_is_documented():
    import spi.scoring  # noqa: PLC0415 - the package is loaded when it is first used

    told = page("reference/api/scoring.md") + page("reference/api/spi.md")

    assert [one for one in spi.scoring.__all__ if not re.search(rf"\b{one}\b", told)] == []


def test_every_module_of_the_model_is_documented():
    inner = {"__init__", "marks", "selection", "table_row"}
    modules = {one.stem for one in (ROOT / "src/spi/model").glob("*.py")} - inner
    told = set(re.findall(r"automodule:: spi\.model\.(\w+)", page("reference/api/model.md")))

    assert {one for one in modules if not one.endswith("checks")} == told


def test_every_command_and_option_is_documented():
    told = generated.filled(page("reference/command-line.md"))

    for name, one in generated.commands():
        section = told.partition(f"## {name}\n")[2].partition("\n## ")[0]
        missing = [
            option
            for part in one.params
            for option in part.opts
            if option[0] == "-" and f"`{option}`" not in section
        ]
        assert missing == [], name
        assert (one.help or "").split(".")[0].split("\n")[0] in section


def test_every_finding_code_is_documented():
    told = generated.filled(page("reference/finding-codes.md"))

    assert [code for code in Code if f"| `{code.value}` |" not in told] == []


def test_every_class_that_files_hold_has_its_keys_in_the_reference():
    told = "".join(one.read_text("utf-8") for one in (DOCS / "reference/files").glob("*.md"))
    asked = re.findall(r"<!-- generated: keys (\w+) -->", told)

    assert sorted(asked) == sorted(generated.DOCUMENTED)


def test_every_key_of_files_is_explained():
    unexplained = [
        f"{name}.{plan.name}"
        for name, cls in generated.DOCUMENTED.items()
        for plan in generated.own_fields(cls)
        if not generated.meaning(cls, plan)
    ]

    assert unexplained == []


def test_nothing_is_explained_that_is_not_there():
    known = {
        name: {plan.name for plan in generated.fields.fields_of(cls)}
        for name, cls in generated.DOCUMENTED.items()
    }
    known |= {
        cls.__name__: {plan.name for plan in generated.fields.fields_of(cls)}
        for cls in generated.RECORDS.values()
    }
    known["Asks"] = {"composing"}
    known["ReasonRecord"] = {
        one.name for one in generated.attrs.fields(generated.explanations.ReasonRecord)
    }
    known["Status"] = {one.value for one in generated.tree.Status}

    assert {
        name: set(keys) - known[name]
        for name, keys in generated.sentences().items()
        if set(keys) - known[name]
    } == {}


def test_every_part_that_is_made_finds_its_place():
    assert [
        one for one in pages() if "<!-- generated" in generated.filled(one.read_text("utf-8"))
    ] == []


@pytest.fixture(scope="module")
def card():
    return spi.score(spi.load_dossier(DEMO), spi.load_criteria("alpine-figures"))


def entries(text: str, section: str) -> set[str]:
    """Give the first column of the first table below a heading."""
    below = text.partition(f"## {section}\n")[2]
    return set(re.findall(r"^\| `([\w-]+)`", below.partition("\n## ")[0], re.MULTILINE))


def test_the_entries_of_a_scorecard_are_documented(card):
    plain = json.loads(spi.report(card.dossier, card.criteria, format="json"))
    told = generated.filled(page("reference/json.md"))

    assert entries(told, "Scorecard") == plain.keys()
    assert entries(told, "A node") == plain["nodes"]["employment"].keys()
    assert entries(told, "Statuses") == {one.value for one in generated.tree.Status}


def test_the_entries_of_an_explanation_are_documented(card):
    plain = reason_to_plain(card.explain("employment"))
    told = generated.filled(page("reference/json.md"))

    assert entries(told, "Explanation") == plain.keys()
    assert all(
        line.count("|") == 3 and "|  |" not in line for line in generated.explanation().splitlines()
    )


# the house


def map_in(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^ *([a-z]+) {2,}(\S.*)$", text, re.MULTILINE)


def test_the_map_the_contract_and_the_architecture_page_agree():
    contracts = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    floors = next(one["layers"] for one in contracts if one["id"] == "floors")
    drawn = page("explanation/architecture.md").partition("```text\n")[2].partition("```")[0]

    house = map_in(spi.__doc__)
    assert map_in(drawn) == house
    assert [name for name, _ in house] == [
        one
        for one in (floor.strip("()") for floor in reversed(floors))
        if one not in {"__main__", "testing"}
    ]


# the words


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("answer", "table.answer"),
        ("source", "table.source"),
        ("evidence", "table.evidence"),
        ("coverage", "table.coverage"),
        ("possible range", "table.range"),
        ("level", "table.level"),
        ("weight", "table.weight"),
        ("score", "table.score"),
        ("need for action", "level.need"),
        ("unanswered", "status.unanswered"),
        ("confidential", "status.suppressed"),
        ("not applicable", "status.not-applicable"),
        ("excluded by a rule", "status.excluded"),
        ("not assessable", "status.not-assessable"),
        ("background figure", "status.context"),
        ("not shown", "status.withheld"),
        ("criteria set", "doc.fact.criteria"),
        ("codebook", "doc.codebook.title"),
        ("core indicator", "doc.codebook.core"),
    ],
)
def test_the_glossary_says_what_the_program_says(term, text):
    row = re.search(rf"^\| \*?{term}\*? \|(.*)\|$", page("reference/glossary.md"), re.MULTILINE)
    _, *told = (cell.strip(" *").casefold() for cell in row[1].split("|"))

    assert [term, *told] == [words(language).text(text).casefold() for language in LANGUAGES]


# the examples


@pytest.mark.parametrize(
    "path", console.pages(), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_commands_say_what_the_page_shows(path):
    shown = path.read_text("utf-8")

    assert console.followed(shown) == shown


def test_a_page_that_shows_something_else_is_noticed():
    shown = "```console\n$ spi --version\nspi, version 99\n```\n"

    assert console.followed(shown) != shown


def test_a_file_of_a_page_is_there_for_its_commands():
    shown = "```{code-block} yaml\n:caption: a/b.yaml\n\ncycle: 2026\n```\n\n```console\n$ spi check a/b.yaml\nunnamed/2026: no problems found\n```\n"

    assert console.followed(shown) == shown
