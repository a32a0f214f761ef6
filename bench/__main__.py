"""Runs the measurements, prints them as a table and writes them to ``bench/results/``."""

import importlib
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
#: Modules that hold the tools and measure nothing themselves.
TOOLS = {"__init__", "__main__", "measuring"}
HEADINGS = ("what", "figure", "ratio", "aim")


def subjects() -> list[str]:
    """Return the names of everything that can be measured: the modules beside this one."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in TOOLS)


def main(wanted: Sequence[str]) -> int:
    """Measure what is ``wanted``, everything by default; return the exit code."""
    unknown = set(wanted) - set(subjects())
    if unknown:
        print(f"Nothing is known of {', '.join(sorted(unknown))}; there is: {', '.join(subjects())}.", file=sys.stderr)
        return 2
    _prepare()
    report = [f"# Measured on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", ""]
    for subject in wanted or subjects():
        print(f"{subject} …", flush=True)
        report += [f"## {subject}", "", *_table(_measured(subject)), ""]
    text = "\n".join(report)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(tz=UTC):%Y-%m-%d-%H%M%S}.md"
    path.write_text(text, encoding="utf-8")
    print(f"\n{text}\nWritten to {path.relative_to(HERE.parent)}")
    return 0


def _prepare() -> None:
    """Set Django up with the settings of the tests: a database and files of its own, nothing that is kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path.insert(0, str(HERE.parent / "site"))
    import django

    django.setup()


def _measured(subject: str) -> list[tuple[str, ...]]:
    """Run one subject in a fresh migrated database and return its lines."""
    from django.core.cache import cache
    from django.db import connection

    from tests.template_database import copy_again, drop, template_database

    name = f"centre_bench_{os.getpid()}"
    connection.close()
    copy_again(name, template_database())
    connection.settings_dict["NAME"] = name
    cache.clear()
    try:
        return [row.cells() for row in importlib.import_module(f"bench.{subject}").measure()]
    finally:
        connection.close()
        drop(name)


def _table(lines: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(line[column]) for line in (HEADINGS, *lines)) for column in range(len(HEADINGS))]
    rows = [HEADINGS, tuple("-" * width for width in widths), *lines]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return [f"| {' | '.join(row)} |" for row in padded]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
