"""Measures how long the usual work takes, and prints a table.

Called as `python tests/benchmarks/measure.py`; it takes about half a minute. Times are medians, in
milliseconds. The table in docs/explanation/performance.md comes from here.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable, Iterator
from pathlib import Path

import spi

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PROCESSES = 11
RUNS = 30
COMMUNES = 1_000


def in_processes(*arguments: str) -> float:
    """Return the median time of a fresh Python with these arguments (ms)."""
    command = [sys.executable, *arguments]

    def once() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    once()  # compiles what is not compiled yet
    return statistics.median(timeit.repeat(once, number=1, repeat=PROCESSES)) * 1000


def in_this_one(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of a piece of work (ms)."""
    work()
    return statistics.median(timeit.repeat(work, number=1, repeat=runs)) * 1000


def measurements() -> Iterator[tuple[str, float]]:
    """Give what is measured, with its time (ms)."""
    bare = in_processes("-c", "pass")
    yield "Python itself, starting", bare
    yield "`import spi`, beyond that", in_processes("-c", "import spi") - bare
    yield "`spi --help`, beyond that", in_processes("-m", "spi", "--help") - bare
    dossier_file = EXAMPLES / "les-belleville" / "dossier.yaml"
    yield (
        "`spi score` of Les Belleville, the whole command",
        in_processes("-m", "spi", "score", str(dossier_file)),
    )
    yield (
        "load `alpine-figures` in English",
        in_this_one(lambda: spi.load_criteria("alpine-figures", languages=())),
    )
    yield "load it in five languages", in_this_one(lambda: spi.load_criteria("alpine-figures"))
    yield (
        "load the dossier of Les Belleville (53 answers)",
        in_this_one(lambda: spi.load_dossier(dossier_file)),
    )
    criteria, dossier = spi.load_criteria("alpine-figures"), spi.load_dossier(dossier_file)
    yield "score it", in_this_one(lambda: spi.score(dossier, criteria))
    yield (
        "score it, with all reasons, levers and open widths",
        in_this_one(lambda: explained(dossier, criteria)),
    )
    yield "its report as a page", in_this_one(lambda: spi.report(dossier, criteria))
    many = communes()
    yield (
        f"score {len(many):,} communes",
        in_this_one(lambda: [spi.score(one, criteria) for one in many], 3),
    )


def explained(dossier: spi.Dossier, criteria: spi.CriteriaSet) -> object:
    """Score with everything that can be explained."""
    card = spi.score(dossier, criteria)
    return card.explain(), card.potentials(), card.open_widths()


def communes() -> list[spi.Dossier]:
    """Return the dossiers of the first communes of the table."""
    sys.path[:0] = [str(EXAMPLES / "savoie"), str(EXAMPLES / "french-alps")]
    from figures import read_communes  # noqa: PLC0415 - it stands among the examples
    from score_savoie import dossier_of  # noqa: PLC0415

    table = read_communes()
    return [dossier_of(table, code) for code in list(table.rows)[:COMMUNES]]


def main() -> None:
    """Print the machine and the table."""
    say = sys.stdout.write
    say(
        f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}, {os.cpu_count()} cores\n\n"
    )
    say("| What | Milliseconds |\n|---|---:|\n")
    for what, time in measurements():
        say(f"| {what} | {time:,.3g} |\n" if time < 1000 else f"| {what} | {time:,.0f} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
