"""What is saved, and who is told when it changes."""

from uuid import uuid4

import pytest
from django.core.mail import EmailMultiAlternatives

from accounts.models import SavedItem, User
from accounts.saving import MOST, Notice, remove, savable, save, savers_of, tell_savers
from core.models import BasePage
from tests.accounts.conftest import make_visitor
from tests.articles.factories import make_article

Trees = dict[str, BasePage]
NOTICES = {
    "ru": Notice("Концерт отменён", ("Концерта 5 декабря не будет.",), "https://site.example/ru/afisha/kontsert/"),
    "en": Notice("Concert cancelled", ("There is no concert on 5 December.",), "https://site.example/en/whats-on/c/"),
}


def test_one_save_serves_both_languages(visitor: User, news: Trees) -> None:
    article = make_article(news["ru"])
    assert save(visitor, [article.translation_key, str(article.translation_key)]) == 1
    assert save(visitor, [article.translation_key]) == 0
    assert SavedItem.objects.get().translation_key == article.translation_key
    remove(visitor, [article.translation_key, "nothing", article.translation_key])
    assert not SavedItem.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 10_000, "1 OR 1=1", None, uuid4(), "🜁", "{}"])
def test_what_is_no_key_of_a_page_is_passed_over(visitor: User, news: Trees, key: object) -> None:
    assert save(visitor, [key]) == 0


def test_a_section_or_a_draft_cannot_be_saved(visitor: User, news: Trees) -> None:
    draft = make_article(news["ru"], live=False)
    assert savable([news["ru"].translation_key, draft.translation_key]) == []


def test_a_full_list_takes_no_more(visitor: User, news: Trees) -> None:
    SavedItem.objects.bulk_create(SavedItem(user=visitor, translation_key=uuid4()) for _number in range(MOST))
    assert save(visitor, [make_article(news["ru"]).translation_key]) == 0


def test_savers_are_told_once_each_in_their_language(
    visitor: User, letters: list[EmailMultiAlternatives], news: Trees
) -> None:
    article = make_article(news["ru"])
    reader = make_visitor("mary@example.org", language="en")
    others = [
        make_visitor("quiet@example.org", wants_notices=False),
        User.objects.create_user("unconfirmed", "nobody@example.org"),
    ]
    for user in (visitor, reader, *others):
        SavedItem.objects.create(user=user, translation_key=article.translation_key)
    assert set(savers_of(article.translation_key)) == {visitor, reader}
    tell_savers(article.translation_key, "cancelled 2026-12-05", NOTICES)
    tell_savers(article.translation_key, "cancelled 2026-12-05", NOTICES)
    assert {letter.to[0]: letter.subject for letter in letters} == {
        "vera@example.org": "Концерт отменён",
        "mary@example.org": "Concert cancelled",
    }
    assert len(letters) == 2
    tell_savers(str(article.translation_key), "on again 2026-12-05", NOTICES)
    assert len(letters) == 4
    assert "https://site.example/ru/afisha/kontsert/" in str(letters[0].body)
