"""The index follows what happens on the site, and nothing leaks out of it before its time."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from people.models import Person
from search.indexing import index, rebuild
from search.models import Entry
from search.tasks import index_record
from tests.articles.factories import make_article, make_person, make_topic, paragraph
from tests.conftest import Trees
from tests.events.factories import NOW, event, occurrence
from tests.search.test_search_page import find, titles

pytestmark = pytest.mark.django_db(transaction=False)


def test_a_page_is_found_once_published_and_no_more_once_taken_off(news: Trees, client: Client) -> None:
    article = make_article(news["ru"], "Паром вернулся", live=False)
    assert titles(find(client, "паром")) == []
    article.save_revision().publish()
    assert titles(find(client, "паромы")) == ["Паром вернулся"]
    article.title = "Катер вернулся"
    article.save_revision()
    assert titles(find(client, "катер")) == []
    article.save_revision().publish()
    assert titles(find(client, "катер")) == ["Катер вернулся"]
    article.refresh_from_db()
    article.unpublish()
    assert titles(find(client, "катер")) == []
    article.save_revision().publish()
    article.delete()
    assert titles(find(client, "катер")) == []
    assert not Entry.objects.filter(title__startswith="Катер").exists()


def test_a_page_that_went_off_the_site_is_not_found_even_while_its_entry_stands(news: Trees, client: Client) -> None:
    article = make_article(news["ru"], "Паром вернулся")
    index([article])
    type(article).objects.filter(pk=article.pk).update(live=False)
    assert titles(find(client, "паром")) == []
    type(article).objects.filter(pk=article.pk).update(live=True)
    assert titles(find(client, "паром")) == ["Паром вернулся"]
    PageViewRestriction.objects.create(page=news["ru"], restriction_type="login")
    assert titles(find(client, "паром")) == []


def test_news_are_found_from_their_moment_on(news: Trees, client: Client) -> None:
    soon = timezone.now() + timedelta(hours=1)
    index([make_article(news["ru"], "Паром вернётся", published_at=soon)])
    assert titles(find(client, "паром")) == []
    assert client.get("/ru/poisk/podskazki/", {"q": "пар"}).json() == {"suggestions": []}


def test_people_are_found_only_once_a_page_mentions_them(news: Trees, client: Client) -> None:
    person = make_person("Ирина Заречная", "Irina Zarechnaya")
    assert titles(find(client, "заречная")) == []
    article = make_article(news["ru"], "Вечер", people=[person], live=False)
    article.save_revision()
    assert titles(find(client, "заречная")) == []
    article.save_revision().publish()
    assert titles(find(client, "заречной")) == ["Ирина Заречная", "Вечер"]
    assert titles(find(client, "", person=str(person.pk))) == ["Вечер"]
    assert "Где упоминается Ирина Заречная" in find(client, "", person=str(person.pk)).replace("\xa0", " ")
    article.refresh_from_db()
    article.unpublish()
    assert titles(find(client, "заречная")) == []
    assert "Заречная" not in find(client, "", person=str(person.pk))


def test_a_new_name_of_a_person_reaches_the_pages_that_mention_them(news: Trees, client: Client) -> None:
    person = make_person()
    make_article(news["ru"], "Вечер", people=[person]).save_revision().publish()
    person.name_ru = "Марина Береговая"
    person.save()
    assert titles(find(client, "береговая")) == ["Марина Береговая", "Вечер"]
    person.delete()
    assert "Марина Береговая" not in titles(find(client, "береговая"))
    assert not Entry.objects.filter(label__startswith="people.person:").exists()


def test_documents_are_found_once_a_page_links_to_them(news: Trees, client: Client) -> None:
    document = get_document_model().objects.create(title="Отчёт о паводке", file="documents/report.pdf")
    assert titles(find(client, "паводок")) == []
    link = paragraph(f'<a linktype="document" id="{document.pk}">Скачать</a>')
    make_article(news["ru"], "Год на воде", body=[link]).save_revision().publish()
    assert titles(find(client, "паводок")) == ["Отчёт о паводке"]
    assert titles(find(client, "flood", "en")) == []


def test_past_events_sink_and_coming_ones_rise(news: Trees, whats_on: Trees, client: Client) -> None:
    past, coming = event(whats_on, "Регата", "Regatta"), event(whats_on, "Регата", "Regatta")
    occurrence(past, day=NOW.date() - timedelta(days=4000))
    occurrence(coming, day=timezone.localdate() + timedelta(days=3))
    index([past, coming, make_article(news["ru"], "Регата")])
    html = find(client, "регаты")
    assert html.index(past.slug) > html.index(coming.slug)
    assert html.count("<br>прошло") == 1
    assert titles(find(client, "регата", time="coming")) == ["Регата"]
    assert coming.slug in find(client, "регата", time="coming")


def test_results_can_be_narrowed_by_topic_and_year(news: Trees, client: Client) -> None:
    topic = make_topic()
    index([make_article(news["ru"], "Вода одна", topics=[topic]), make_article(news["ru"], "Вода другая")])
    assert titles(find(client, "вода", topic=topic.slug)) == ["Вода одна"]
    assert len(titles(find(client, "вода", time="2025"))) == 2
    assert titles(find(client, "вода", time="1999")) == []
    assert len(titles(find(client, "вода", topic="nonsense", time="x", venue="-", person="abc"))) == 2


def test_indexing_twice_changes_nothing_and_a_record_that_is_gone_is_passed_over(news: Trees) -> None:
    article = make_article(news["ru"], "Паром")
    for _again in range(2):
        index_record.enqueue("articles", "articlepage", str(article.pk))
    assert Entry.objects.filter(page=article).count() == 1
    index_record.enqueue("articles", "articlepage", "999999")


def test_a_rebuild_finds_everything_and_drops_what_is_gone(news: Trees, client: Client) -> None:
    make_article(news["ru"], "Паром")
    stray = Entry.objects.create(content_type_id=1, object_id=1, language="ru", label="x:1", kind="pages", title="x")
    call_command("rebuild_search", verbosity=0)
    assert titles(find(client, "паромы")) == ["Паром"]
    assert not Entry.objects.filter(pk=stray.pk).exists()
    before = dict(Entry.objects.values_list("pk", "indexed_at"))
    rebuild(newer_than=timezone.now() - timedelta(hours=1))
    assert dict(Entry.objects.values_list("pk", "indexed_at")) == before
    assert Person.objects.count() == 0
