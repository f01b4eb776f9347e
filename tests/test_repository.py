"""The repository as a whole: what it must carry, and what it must not."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from suites import BY_NAME

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements/run.txt", "requirements/dev.txt")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]+\])?==(\S+)", re.MULTILINE)


def text(path: str) -> str:
    return ROOT.joinpath(path).read_text("utf-8")


def metadata() -> dict:
    return tomllib.loads(text("pyproject.toml"))["project"]


def locked(path: str) -> dict[str, set[str]]:
    """Give the versions of each package; one package may have several, by Python version."""
    versions: dict[str, set[str]] = {}
    for name, version in PINNED.findall(text(path)):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def wanted(path: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in text(path).splitlines())
    return [Requirement(line) for line in lines if line]


@pytest.fixture(scope="module")
def tracked() -> dict[str, bytes]:
    """Give the content of each file that git knows or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if answer.returncode:
        pytest.skip("this is no git checkout")
    paths = filter(None, answer.stdout.decode().split("\0"))
    return {path: ROOT.joinpath(path).read_bytes() for path in paths if (ROOT / path).is_file()}


@pytest.fixture(scope="module")
def texts(tracked) -> dict[str, str]:
    """Give the text of each of these files that is text."""
    return {path: raw.decode() for path, raw in tracked.items() if b"\0" not in raw}


def tool(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the test environment in the root of the repository."""
    arguments = [sys.executable, "-m", *command]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def lines_with(texts: dict[str, str], pattern: str) -> list[str]:
    search = re.compile(pattern)
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, content in texts.items()
        for number, line in enumerate(content.splitlines(), start=1)
        if search.search(line)
    ]


# what it carries


@pytest.mark.parametrize("path", LOCKS)
def test_the_lock_has_hashes_and_no_address(path):
    content = text(path)

    entries = re.split(r"\n(?=[A-Za-z0-9])", content)[1:]

    assert len(entries) >= len(locked(path)) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in content


@pytest.mark.parametrize("path", LOCKS)
def test_the_lock_fits_what_the_project_declares(path):
    versions = locked(path)
    declared = [Requirement(line) for line in metadata()["dependencies"]]
    declared += wanted("requirements/run.in")
    if path.endswith("dev.txt"):
        declared += wanted("requirements/dev.in")

    unfit = [
        str(requirement)
        for requirement in declared
        if not any(
            requirement.specifier.contains(version)
            for version in versions.get(canonicalize_name(requirement.name), ())
        )
    ]

    assert unfit == []


def test_the_tests_use_the_versions_the_program_uses():
    run, dev = (locked(path) for path in LOCKS)

    assert run == {name: dev.get(name) for name in run}


def test_the_dependencies_have_a_lower_bound_and_no_upper():
    operators = {
        specifier.operator
        for line in metadata()["dependencies"]
        for specifier in Requirement(line).specifier
    }

    assert operators == {">="}


def test_the_readme_shows_the_two_commands():
    readme = text("README.md")

    assert "make run" in readme
    assert "make test" in readme


def test_the_reference_names_every_command_and_every_suite():
    targets = re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE)
    reference = text("docs/reference/repository.md")

    missing = [name for name in targets if f"`make {name}`" not in reference]
    missing += [name for name in BY_NAME if f"| `{name}` |" not in reference]

    assert missing == []


def test_each_changelog_fragment_names_its_kind():
    kinds = re.compile(r"[a-z0-9-]+\.(breaking|deprecation|change)\.md|README\.md")
    found = [path.name for path in (ROOT / "docs/changelog.d").iterdir()]

    assert [name for name in found if not kinds.fullmatch(name)] == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("CITATION.cff", "vendor.citation-file-format"),
        (".github/workflows/test.yml", "vendor.github-workflows"),
    ],
)
@pytest.mark.usefixtures("tracked")
def test_a_file_of_a_known_form_keeps_to_it(path, schema):
    answer = tool("check_jsonschema", "--builtin-schema", schema, path)

    assert answer.returncode == 0, answer.stdout


def test_publiccode_names_what_the_standard_asks_for():
    told = yaml.safe_load(text("publiccode.yml"))
    wanted = "name platforms developmentStatus softwareType description legal maintenance"

    assert {*wanted.split(), "publiccodeYmlVersion", "localisation"} <= told.keys()
    assert len(told["description"]["en"]["shortDescription"]) <= 150
    assert 500 <= len(told["description"]["en"]["longDescription"]) <= 10_000


def test_all_places_tell_the_same_version_and_licence():
    project = metadata()
    citation = yaml.safe_load(text("CITATION.cff"))
    public = yaml.safe_load(text("publiccode.yml"))

    assert project["version"] == citation["version"] == public["softwareVersion"]
    assert project["license"] == " AND ".join(citation["license"]) == public["legal"]["license"]


@pytest.mark.usefixtures("tracked")
def test_every_file_has_a_licence():
    answer = tool("reuse", "lint", "--lines")

    assert answer.returncode == 0, answer.stdout


# what it does not carry


def test_lines_end_in_one_way(tracked):
    assert [path for path, raw in tracked.items() if b"\0" not in raw and b"\r\n" in raw] == []


def test_text_is_utf_8_without_a_mark_before_it(texts):
    assert [path for path, content in texts.items() if content.startswith("\ufeff")] == []


def test_no_path_of_this_machine_is_written_down(texts):
    homes = r"(?<!\w)/(?:home|root|Users)/\w|[A-Z]:\\Users\\"
    here = "|".join(re.escape(str(path)) for path in (ROOT, Path.home()) if len(path.parts) > 1)

    assert lines_with(texts, f"{homes}|{here}" if here else homes) == []


def test_no_address_of_a_package_file_is_written_down(texts):
    assert lines_with(texts, r"://[^ \"]*(?:/simple\b|\.whl|\.tgz|\.tar\.gz)") == []


def test_no_key_is_written_down(texts):
    known = r"-----BEGIN [A-Z ]*PRIVATE|\bgh[pousr]_[A-Za-z0-9]{30}|\bAKIA[A-Z0-9]{16}\b"

    assert lines_with(texts, known) == []
