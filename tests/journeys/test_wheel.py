"""What people install does what the checkout does: wheel, and wheel built from the sdist."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "docs/examples/les-belleville"
BINARIES = "Scripts" if os.name == "nt" else "bin"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*command: object, **options) -> str:
    """Run a command; give what it prints; fail with what it prints if it fails."""
    answer = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT | {"PYTHONUTF8": "1"},
        check=False,
        **options,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist of *source* into the empty folder *target*; give its path."""
    run(sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", target, source)
    (built,) = target.iterdir()
    return built


def files_of(*folders: Path) -> set[str]:
    """Give the files of folders that git does not ignore, relative to the repository."""
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(ROOT).as_posix()
        for path in found
        if path.suffix not in {".pyc", ".mo"} and path.name != ".DS_Store"
    }


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheels(sdist, tmp_path_factory) -> dict[str, Path]:
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    (source,) = unpacked.iterdir()
    return {
        "wheel": build("wheel", ROOT, tmp_path_factory.mktemp("wheel")),
        "wheel from sdist": build("wheel", source, tmp_path_factory.mktemp("wheel-from-sdist")),
    }


@pytest.fixture(scope="module")
def commands(wheels, tmp_path_factory) -> dict[str, list[object]]:
    """Give, for each way of installing, the words with which a terminal starts the program."""
    started: dict[str, list[object]] = {"editable": [sys.executable, "-m", "spi"]}
    for name, wheel in wheels.items():
        home = tmp_path_factory.mktemp("environment")
        venv.create(home, with_pip=True)
        pip = [home / BINARIES / "python", "-m", "pip", "--disable-pip-version-check", "install"]
        try:
            run(*pip, "--require-hashes", "-r", ROOT / "requirements/run.txt")
        except AssertionError as error:
            pytest.skip(f"pip could not install requirements/run.txt: {last_line(error)}")
        run(*pip, "--no-deps", wheel)
        started[name] = [home / BINARIES / "spi"]
    return started


def last_line(error: AssertionError) -> str:
    lines = str(error).partition("\nassert ")[0].strip().splitlines()
    return lines[-1].strip() if lines else "no message"


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """Give the demo, far away from the checkout and its criteria."""
    copied = tmp_path_factory.mktemp("Ein Prüfstand") / "les-belleville"
    shutil.copytree(DEMO, copied)
    return copied


def test_the_wheel_holds_the_package_the_criteria_and_nothing_else(wheels):
    package = {path.removeprefix("src/") for path in files_of(ROOT / "src/spi")}
    criteria = {
        path.replace("criteria/", "spi/_criteria/", 1) for path in files_of(ROOT / "criteria")
    }

    with zipfile.ZipFile(wheels["wheel"]) as archive:
        names = archive.namelist()

    held = {name for name in names if ".dist-info/" not in name}
    assert package | criteria == held
    assert len(names) == len(set(names))


def test_the_wheel_carries_its_licences(wheels):
    with zipfile.ZipFile(wheels["wheel"]) as archive:
        names = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}

    assert {"LICENSE", *(path.name for path in (ROOT / "LICENSES").iterdir())} == names


def test_the_wheel_built_from_the_sdist_is_the_same_wheel(wheels):
    contents = []
    for wheel in wheels.values():
        with zipfile.ZipFile(wheel) as archive:
            contents.append({name: archive.read(name) for name in archive.namelist()})

    assert contents[0] == contents[1]


def test_the_sdist_holds_the_demos_and_the_tests(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert files_of(ROOT / "docs/examples", ROOT / "tests") <= names


def test_every_installation_computes_the_same_scores(commands, demo):
    dossier = demo / "dossier.yaml"
    found = {
        name: json.loads(
            run(*spi, "score", dossier, "--criteria", "alpine-figures", "--json", cwd=demo.parent)
        )
        for name, spi in commands.items()
    }

    assert found["editable"]
    assert found["wheel"] == found["editable"]
    assert found["wheel from sdist"] == found["editable"]


def test_every_installation_writes_the_same_report(commands, demo):
    dossier, report = demo / "dossier.yaml", demo / "report.html"
    found = {}
    for name, spi in commands.items():
        run(*spi, "report", dossier, "--criteria", "alpine-figures", "-o", report, cwd=demo.parent)
        found[name] = report.read_text("utf-8")
        report.unlink()

    assert found["editable"].lstrip().lower().startswith("<!doctype html>")
    assert found["wheel"] == found["editable"]
    assert found["wheel from sdist"] == found["editable"]
