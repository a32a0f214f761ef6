"""Checking before publication, in the words of the admin's language."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Workflow
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import WORKFLOW
from tests.articles.factories import make_article
from tests.conftest import Trees

pytestmark = pytest.mark.django_db


def test_the_russian_admin_hands_in_and_waits_in_russian(news: Trees, press: User, press_client: Client) -> None:
    article = make_article(news["ru"], "Вечер у воды", live=False)
    article.save_revision()
    UserProfile.objects.filter(user=press).update(preferred_language="ru")
    editor = reverse("wagtailadmin_pages:edit", args=[article.pk])
    html = press_client.get(editor).content.decode()
    assert "Отправить на проверку" in html
    assert WORKFLOW not in html
    Workflow.objects.get(name=WORKFLOW).start(article, press)
    html = press_client.get(editor).content.decode()
    assert "Отправлено на проверку" in html
    assert "Материал ждёт проверки" in html


def test_the_letter_to_editors_speaks_russian_throughout(news: Trees, press: User) -> None:
    article = make_article(news["ru"], "Вечер у воды", live=False)
    article.save_revision()
    state = Workflow.objects.get(name=WORKFLOW).start(article, press)
    words = {"page": article, "task": state.current_task_state.task, "task_state": state.current_task_state}
    with translation.override("ru"):
        subject = render_to_string("wagtailadmin/notifications/task_state_submitted_subject.txt", words)
    assert subject.strip() == "Страница «Вечер у воды» ждёт вашей проверки"
