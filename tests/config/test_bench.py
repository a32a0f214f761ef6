"""The measurements: found by name, printed as a table, refused with a sentence."""

import pytest

from bench.__main__ import main, subjects
from bench.measuring import Row, percentile


def test_every_subject_can_be_measured() -> None:
    from importlib import import_module

    assert "pages" in subjects()
    assert all(callable(import_module(f"bench.{name}").measure) for name in subjects())


def test_an_unknown_subject_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weather"]) == 2
    assert "weather" in capsys.readouterr().err


def test_the_95th_percentile_is_near_the_top() -> None:
    assert percentile(range(1, 101), 0.95) == 96
    assert percentile([7.0], 0.95) == 7.0


def test_a_ratio_is_printed_only_where_there_is_one() -> None:
    assert Row("x", 3, "queries").cells() == ("x", "3 queries", "", "")
    assert Row("x", 1.5, "ms", ratio=1.25, aim="at most 1.5").cells() == ("x", "1.50 ms", "1.25 ×", "at most 1.5")
