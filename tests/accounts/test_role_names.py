"""Groups and the workflow, kept in English, named to each person in their own language."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupApprovalTask, Site, Task, Workflow
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import EDITORS, ROLES, WORKFLOW, ensure_roles
from tests.articles.factories import make_article
from tests.conftest import Trees

pytestmark = pytest.mark.django_db

ENGLISH = ("Press office", "Editors", "Translators", "Senior translators", "Press office → Editors")
RUSSIAN = ("Пресс-служба", "Редакторы", "Переводчики", "Старшие переводчики", "Пресс-служба → Редакторы")


@pytest.mark.parametrize(("language", "names"), [("ru", RUSSIAN), ("en", ENGLISH)])
def test_each_reader_reads_their_own_language(site: Site, language: str, names: tuple[str, ...]) -> None:
    ensure_roles()
    records = [Group.objects.get(name=name) for name in ENGLISH[:4]] + [Workflow.objects.get()]
    with translation.override(language):
        assert tuple(record.name for record in records) == names
        assert tuple(map(str, records)) == names


def test_the_database_keeps_english_whatever_was_written(site: Site) -> None:
    ensure_roles()
    with translation.override("ru"):
        group, workflow = Group.objects.get(name="Пресс-служба"), Workflow.objects.get()
        task = GroupApprovalTask.objects.only("pk").get()
        assert task.name == "Редакторы"
        for record in (group, workflow, task):
            record.name = str(record.name)
            record.save()
    assert list(Workflow.objects.values_list("name", flat=True)) == [WORKFLOW]
    assert list(Task.objects.values_list("name", flat=True)) == [EDITORS]
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


def test_a_group_of_ones_own_keeps_its_name(site: Site) -> None:
    for name in ("Музейщики", "Curators"):
        Group.objects.create(name=name)
        for language in ("ru", "en"):
            with translation.override(language):
                assert Group.objects.get(name=name).name == name


def work_at_hand(press: User, news: Trees) -> Workflow:
    article = make_article(news["ru"], "Вечер у воды", live=False)
    article.save_revision()
    workflow = Workflow.objects.get(name=WORKFLOW)
    workflow.start(article, press)
    return workflow


@pytest.mark.parametrize(("language", "own", "others"), [("ru", RUSSIAN, ENGLISH), ("en", ENGLISH, RUSSIAN)])
def test_screens_of_the_workflow_speak_one_language(
    news: Trees, press: User, editor: User, editor_client: Client, language: str, own: tuple, others: tuple
) -> None:
    work_at_hand(press, news)
    UserProfile.objects.filter(user=editor).update(preferred_language=language)
    page_id = news["ru"].get_children().get().pk
    screens = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_pages:edit", args=[page_id]),
        reverse("wagtailadmin_pages:workflow_history", args=[page_id]),
    ]
    for screen in screens:
        html = editor_client.get(screen).content.decode()
        assert own[1] in html, screen
        assert not [name for name in others if name in html], screen


@pytest.mark.parametrize(("language", "own", "others"), [("ru", RUSSIAN, ENGLISH), ("en", ENGLISH, RUSSIAN)])
def test_the_history_names_them_to_the_reader_and_not_as_whoever_acted(
    news: Trees, press: User, editor: User, editor_client: Client, language: str, own: tuple, others: tuple
) -> None:
    with translation.override("ru"):
        work_at_hand(press, news).workflow_states.get().current_task_state.approve(user=editor)
    with translation.override("en"):
        work_at_hand(press, news)
    UserProfile.objects.filter(user=editor).update(preferred_language=language)
    html = editor_client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert html.count(own[4]) >= 2
    assert not [name for name in others[:2] if name in html]


@pytest.mark.parametrize(("language", "own", "others"), [("ru", RUSSIAN, ENGLISH), ("en", ENGLISH, RUSSIAN)])
def test_the_form_of_a_user_offers_the_groups_in_one_language(
    site: Site, admin_client: Client, admin_user: User, language: str, own: tuple, others: tuple
) -> None:
    ensure_roles()
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
    html = admin_client.get(reverse("wagtailusers_users:edit", args=[admin_user.pk])).content.decode()
    assert all(name in html for name in own[:4])
    assert not [name for name in others if name in html]


def test_a_letter_names_the_task_in_the_language_of_whom_it_reaches(
    news: Trees, press: User, editor: User, django_capture_on_commit_callbacks: object
) -> None:
    UserProfile.objects.update_or_create(user=press, defaults={"preferred_language": "ru"})
    workflow = work_at_hand(press, news)
    task_state = workflow.workflow_states.get().current_task_state
    mail.outbox.clear()
    with translation.override("en"):
        assert task_state.task.name == "Editors"  # read in English first, then written about in Russian
        task_state.reject(user=editor)
    (letter,) = [letter for letter in mail.outbox if press.email in letter.to]
    assert "Editors" not in letter.subject + letter.body
