"""Scheduled publishing: on time, one by one, nothing lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from core.publishing import publish_due
from home.models import HomePage
from pages.models import StandardPage

LONG_AGO = datetime(2020, 2, 29, 23, 59, tzinfo=UTC)


def scheduled(home: HomePage, slug: str, at: datetime = LONG_AGO) -> StandardPage:
    """Return a draft that an editor has approved to go live at ``at``."""
    page = home.add_child(instance=StandardPage(title=slug, slug=slug, locale=home.locale, live=False, go_live_at=at))
    revision = page.save_revision(approved_go_live_at=at)
    assert revision.approved_go_live_at == at
    return page


def is_live(page: StandardPage) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_what_is_due_goes_live_and_what_is_not_waits(ru_home: HomePage) -> None:
    due = scheduled(ru_home, "due")
    later = scheduled(ru_home, "later", timezone.now() + timedelta(minutes=1))
    assert publish_due() == (1, 0, 0)
    assert is_live(due)
    assert not is_live(later)
    assert publish_due() == (0, 0, 0)


def test_one_that_cannot_be_published_does_not_hold_up_the_others(
    ru_home: HomePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = scheduled(ru_home, "broken"), scheduled(ru_home, "sound")
    publish = Revision.publish

    def fail_for_one(revision: Revision, *args: object, **kwargs: object) -> None:
        publish(revision, *args, **kwargs)
        if revision.object_id == str(broken.pk):
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(Revision, "publish", fail_for_one)
    assert publish_due() == (1, 0, 1)
    assert is_live(sound)
    assert not is_live(broken)
    assert "could not be changed at its time" in caplog.text


def test_killed_half_way_a_page_is_still_due(ru_home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = scheduled(ru_home, "announcement")
    publish = Revision.publish

    class KilledError(BaseException):
        """Stands for the kill."""

    def killed(revision: Revision, *args: object, **kwargs: object) -> None:
        publish(revision, *args, **kwargs)
        raise KilledError

    with monkeypatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(Revision, "publish", killed)
        publish_due()
    assert not is_live(page)
    assert publish_due() == (1, 0, 0)
    assert is_live(page)


def test_an_expired_page_is_taken_down(ru_home: HomePage) -> None:
    page = ru_home.add_child(instance=StandardPage(title="Old", slug="old", locale=ru_home.locale, expire_at=LONG_AGO))
    assert publish_due() == (0, 1, 0)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_the_command_of_wagtails_name_is_ours(ru_home: HomePage, capsys: pytest.CaptureFixture[str]) -> None:
    scheduled(ru_home, "due")
    call_command("publish_scheduled")
    assert "1 published, 0 taken down, 0 failed." in capsys.readouterr().out
