"""What is done before the site serves: only what is needed."""

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection
from django.test import override_settings

from core import preparation
from core.catalogues import compile_catalogues

CATALOGUE = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "river"\nmsgstr "река"\n'


def test_an_unreachable_database_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection failed\nFATAL: password authentication failed")

    monkeypatch.setattr(preparation.connection, "ensure_connection", refuse)
    with pytest.raises(CommandError, match=r"^The database cannot be used: FATAL: password authentication failed$"):
        preparation.require_connection()


@pytest.mark.django_db
def test_a_migrated_database_is_left_alone() -> None:
    said: list[str] = []
    preparation.migrate(said.append)
    assert said == []


@pytest.mark.django_db
def test_two_machines_prepare_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [preparation.LOCK])
    monkeypatch.setattr(preparation.time, "sleep", lambda seconds: other.close())
    said: list[str] = []
    with preparation.alone(said.append):
        assert said == ["Waiting for another machine that prepares the database …"]
    with preparation.alone(said.append):
        assert len(said) == 1


def test_static_files_are_collected_only_when_one_has_changed(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "a.css").write_text("a { b: c }")
    storages = {"staticfiles": {"BACKEND": "core.staticfiles.FoldedManifestStorage"}}
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    said: list[str] = []
    with override_settings(
        STATICFILES_DIRS=[source], STATIC_ROOT=target, STORAGES=storages, STATICFILES_FINDERS=finders
    ):
        preparation.collect_static(said.append)
        assert said == ["Collecting the static files …"]
        preparation.collect_static(said.append)
        assert len(said) == 1
        (source / "a.css").write_text("a { b: changed }")
        preparation.collect_static(said.append)
        assert len(said) == 2
    assert len(list(target.glob("a.????????????.css"))) == 2


def test_catalogues_are_compiled_when_they_are_newer(tmp_path: Path) -> None:
    source = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []


def test_a_broken_catalogue_names_its_line(tmp_path: Path) -> None:
    source = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE + "nonsense\n")
    with pytest.raises(OSError, match="line 7"):
        compile_catalogues(tmp_path)
