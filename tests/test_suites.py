"""The suite table: each test runs a small pytest of its own, some of them with two workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from suites import BY_NAME, SUITES, Tally, required, suite_of_path

HERE = str(Path(__file__).parent)


ALONE, TWO_WORKERS = ("-pno:xdist",), ("-n2",)
both_ways = pytest.mark.parametrize(
    "run", [ALONE, TWO_WORKERS], ids=["alone", "two-workers"], indirect=True
)


@pytest.fixture
def run(request, pytester, monkeypatch):
    """Give a function that runs pytest on the files of a small project."""
    options = getattr(request, "param", ALONE)
    monkeypatch.setenv("PYTHONPATH", HERE)
    monkeypatch.delenv("SPI_REQUIRE", raising=False)
    pytester.makepyprojecttoml(
        '[tool.pytest]\nstrict = true\ntestpaths = ["tests"]\naddopts = ["-p", "suites"]\n'
    )

    def run(files: dict[str, str], *arguments: str, **environment: str) -> pytest.RunResult:
        for path, text in files.items():
            target = pytester.path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"import pytest\n{text}\n", encoding="utf-8")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return pytester.runpytest("-pno:cacheprovider", *options, *arguments)

    return run


PASSES = "def test_a(): pass"
SKIPS = "@pytest.mark.browser\ndef test_b(): pytest.skip('no Chromium was found')"
MARKED = "@pytest.mark.browser\ndef test_c(): pass"


@both_ways
def test_a_suite_that_ran_is_shown_with_its_counts(run):
    failing = "def test_d(): assert False"

    result = run({"tests/test_a.py": PASSES, "tests/laws/test_d.py": failing})

    result.stdout.re_match_lines([r"laws +run +0 +1 +0 ", r"unit +run +1 +0 +0 "])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@both_ways
def test_a_suite_that_skipped_says_why_and_how_to_get_it(run):
    result = run({"tests/test_b.py": SKIPS, "tests/test_a.py": PASSES})

    result.stdout.re_match_lines(
        [
            r"browser +not run +0 +0 +1 ",
            r" +why not: no Chromium was found \(1\)",
            r" +to get it: install Chromium",
        ]
    )
    assert result.ret == pytest.ExitCode.OK


def test_a_suite_without_any_test_is_not_hidden(run):
    result = run({"tests/test_a.py": PASSES})

    result.stdout.re_match_lines(
        [r"wheel +not run +0 +0 +0 ", r" +why not: no such test was found"]
    )


@both_ways
def test_a_suite_left_out_by_options_says_so(run):
    files = {"tests/test_a.py": PASSES, "tests/test_c.py": MARKED}

    result = run(files, "-m", "not browser")

    result.stdout.re_match_lines([r" +why not: left out by the options of this run \(1\)"])


def test_a_run_of_named_files_shows_only_their_suites(run):
    result = run({"tests/test_a.py": PASSES}, "tests/test_a.py")

    result.stdout.no_re_match_line(r"wheel ")
    result.stdout.re_match_lines([r"unit +run "])


@both_ways
def test_a_file_skipped_as_a_whole_is_counted(run):
    whole = "pytest.skip('not on this system', allow_module_level=True)"

    result = run({"tests/laws/test_e.py": whole, "tests/test_a.py": PASSES})

    result.stdout.re_match_lines([r"laws +not run +0 +0 +1 ", r".*not on this system \(1\)"])


def test_an_error_in_a_fixture_counts_as_failed(run):
    broken = "@pytest.fixture\ndef f(): raise ValueError\ndef test_f(f): pass"

    result = run({"tests/test_f.py": broken})

    result.stdout.re_match_lines([r"unit +run +0 +1 +0 "])


def test_a_required_suite_that_ran_changes_nothing(run):
    files = {"tests/test_a.py": PASSES, "tests/test_c.py": MARKED}

    result = run(files, SPI_REQUIRE="browser")

    assert result.ret == pytest.ExitCode.OK


@both_ways
@pytest.mark.parametrize("files", [{"tests/test_b.py": SKIPS}, {"tests/test_a.py": PASSES}])
def test_a_required_suite_that_ran_no_test_fails_the_run(run, files):
    result = run(files, SPI_REQUIRE="unit, browser")

    result.stdout.fnmatch_lines(["SPI_REQUIRE: browser ran no test*"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_required_suite_that_skipped_a_test_fails_the_run(run):
    files = {"tests/test_b.py": SKIPS, "tests/test_c.py": MARKED}

    result = run(files, SPI_REQUIRE="browser")

    result.stdout.fnmatch_lines(["SPI_REQUIRE: browser skipped a test*"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_a_misspelt_required_suite_is_refused():
    with pytest.raises(pytest.UsageError, match="SPI_REQUIRE names brwser; there are: browser,"):
        required("wheel, brwser")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tests/laws/test_x.py::TestA::test_b", "laws"),
        ("tests/journeys/test_x.py::test_b", "journeys"),
        ("tests/model/test_text.py::test_b", "unit"),
        ("src/spi/model/text.py::spi.model.text.LocalText", "docstrings"),
        ("docs/tutorial/first.md::line:3,column:1", "docs"),
        ("README.md::line:3,column:1", "docs"),
        ("tests\\laws\\test_x.py::test_b", "laws"),
    ],
)
def test_a_test_belongs_to_the_suite_of_its_folder(path, name):
    assert name == suite_of_path(path)


def test_every_suite_has_a_name_of_its_own_and_says_how_to_get_it():
    assert len(SUITES) == len(BY_NAME)
    assert all(suite.how and suite.what for suite in SUITES)


def test_a_run_that_stopped_early_says_so():
    assert Tally(collected=3).why_not() == "the run stopped before"
