"""Says after every run which suites ran, which did not, why, and how to get them.

A pytest plug-in; `pyproject.toml` loads it. Each test belongs to one suite: the one its marker
names, else the one its folder names, else `unit`. `SPI_REQUIRE=browser,wheel` makes the run fail
when one of the named suites ran no test, or skipped one.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Suite:
    """One kind of test: what it proves, where it lives, how somebody gets it to run.

    Attributes:
        name: As in the table, and in `SPI_REQUIRE`.
        what: What the tests of it prove, in a few words.
        how: What to do when it did not run.
        folder: Tests below this folder belong to it; empty if there is none.
        is_marker: Tests that carry a marker of its name belong to it.
    """

    name: str
    what: str
    how: str
    folder: str = ""
    is_marker: bool = False


PLAIN = "make test"

SUITES = (
    Suite(
        "browser",
        "pages in a real browser, with axe-core",
        "install Chromium (Debian: apt install chromium), or set SPI_CHROMIUM to its path",
        is_marker=True,
    ),
    Suite(
        "html",
        "pages by the Nu Html Checker",
        "install Java 11 or newer (Debian: apt install default-jre-headless)",
        is_marker=True,
    ),
    Suite(
        "wheel",
        "the built packages, installed in empty environments",
        "make a package index reachable for pip",
        is_marker=True,
    ),
    Suite("slow", "laws and journeys with many more examples", "make test-all", is_marker=True),
    Suite("laws", "what holds for every input", PLAIN, folder="tests/laws/"),
    Suite("journeys", "whole tasks, from file to page", PLAIN, folder="tests/journeys/"),
    Suite("cases", "worked cases of the criteria sets", PLAIN, folder="tests/cases/"),
    Suite("docstrings", "examples in the code", PLAIN, folder="src/"),
    Suite("docs", "examples in README and docs", PLAIN, folder="docs/"),
    Suite("unit", "one behaviour at a time", PLAIN, folder="tests/"),
)
BY_NAME = {suite.name: suite for suite in SUITES}


def suite_of_path(nodeid: str) -> str:
    """Name the suite of a test by where it stands."""
    path = nodeid.partition("::")[0].replace("\\", "/")
    if path == "README.md":
        return "docs"
    inside = (suite.name for suite in SUITES if suite.folder and path.startswith(suite.folder))
    return next(inside, "unit")


def suite_of(item: pytest.Item) -> str:
    """Name the suite of a test: its marker wins over its place."""
    marked = (suite.name for suite in SUITES if suite.is_marker)
    chosen = (name for name in marked if item.get_closest_marker(name))
    return next(chosen, suite_of_path(item.nodeid))


def required(environment: str) -> tuple[str, ...]:
    """Read `SPI_REQUIRE`: names of suites, with commas between them.

    Raises:
        pytest.UsageError: A name is not in the table.
    """
    names = tuple(part.strip() for part in environment.split(",") if part.strip())
    unknown = [name for name in names if name not in BY_NAME]
    if unknown:
        known = ", ".join(BY_NAME)
        raise pytest.UsageError(f"SPI_REQUIRE names {', '.join(unknown)}; there are: {known}.")
    return names


@dataclass
class Tally:
    """What became of the tests of one suite."""

    collected: int = 0
    left_out: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def ran(self) -> bool:
        """Whether at least one test ran to a verdict."""
        return self.passed + self.failed > 0

    def why_not(self) -> str:
        """Say in one line why tests of this suite did not run; empty if all did."""
        parts = [f"{reason} ({count})" for reason, count in sorted(self.reasons.items())]
        if self.left_out:
            parts.append(f"left out by the options of this run ({self.left_out})")
        if not parts and not self.ran:
            parts.append("the run stopped before" if self.collected else "no such test was found")
        return "; ".join(parts)


class SuiteTable:
    """Counts on every process of the run; prints on the first one."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.required = required(os.environ.get("SPI_REQUIRE", ""))
        self.tallies = {suite.name: Tally() for suite in SUITES}

    @property
    def is_worker(self) -> bool:
        """Whether this process only runs tests for another one (pytest-xdist)."""
        return hasattr(self.config, "workerinput")

    @property
    def unmet(self) -> list[str]:
        """Required suites that ran no test, or skipped one."""
        tallies = ((name, self.tallies[name]) for name in self.required)
        return [name for name, tally in tallies if tally.skipped or not tally.ran]

    # what there is

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            self.tallies[suite_of(item)].collected += 1

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        for item in items:
            self.tallies[suite_of(item)].left_out += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._skip(suite_of_path(report.nodeid), report)

    # what became of it

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item):
        report = yield
        report.suite = suite_of(item)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = getattr(report, "suite", None) or suite_of_path(report.nodeid)
        if report.skipped:
            self._skip(name, report)
        elif report.failed:
            self.tallies[name].failed += 1
        elif report.when == "call":
            self.tallies[name].passed += 1

    def _skip(self, name: str, report: pytest.CollectReport | pytest.TestReport) -> None:
        reason = getattr(report, "wasxfail", None)
        if reason is None:
            place = report.longrepr
            reason = str(place[2]) if isinstance(place, tuple) else str(place)
        self.tallies[name].skipped += 1
        self.tallies[name].reasons[reason.removeprefix("Skipped: ").strip()] += 1

    # between processes: each worker collects all tests, so one of them may tell

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node) -> None:
        for name, (collected, left_out) in getattr(node, "workeroutput", {}).get("spi", {}).items():
            self.tallies[name].collected = collected
            self.tallies[name].left_out = left_out

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.is_worker:
            found = {name: (t.collected, t.left_out) for name, t in self.tallies.items()}
            self.config.workeroutput["spi"] = found
        elif self.unmet and session.exitstatus in {
            pytest.ExitCode.OK,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        }:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    # what people read

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.config.option.collectonly:
            return
        write = terminalreporter.write_line
        terminalreporter.section("suites")
        write(f"{'suite':<11}{'state':<9}{'passed':>7}{'failed':>7}{'skipped':>8}  what")
        for suite in SUITES:
            tally = self.tallies[suite.name]
            if self._is_shown(suite.name):
                self._write_row(terminalreporter, suite, tally)
        for name in self.unmet:
            did = "skipped a test" if self.tallies[name].ran else "ran no test"
            write(f"SPI_REQUIRE: {name} {did}, so this run counts as failed.", red=True)

    def _is_shown(self, name: str) -> bool:
        asked_for_all = self.config.args_source is not pytest.Config.ArgsSource.ARGS
        tally = self.tallies[name]
        something = tally.collected + tally.left_out + tally.skipped + tally.failed
        return asked_for_all or bool(something) or name in self.required

    @staticmethod
    def _write_row(reporter: pytest.TerminalReporter, suite: Suite, tally: Tally) -> None:
        state = "run" if tally.ran else "not run"
        counts = f"{tally.passed:>7}{tally.failed:>7}{tally.skipped:>8}"
        colour = {"red": True} if tally.failed else {"green": True} if tally.ran else {}
        reporter.write_line(f"{suite.name:<11}{state:<9}{counts}  {suite.what}", **colour)
        if why := tally.why_not():
            word = "not all" if tally.ran else "why not"
            reporter.write_line(f"{'':<11}{word}: {why}", yellow=True)
        if not tally.ran:
            reporter.write_line(f"{'':<11}to get it: {suite.how}", yellow=True)


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers and start counting."""
    for suite in SUITES:
        if suite.is_marker:
            config.addinivalue_line("markers", f"{suite.name}: {suite.what}; {suite.how}.")
    config.pluginmanager.register(SuiteTable(config), "spi-suites")
