"""The body in the admin: writers see the blocks, translators see the words."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block

from articles.models import ArticlePage
from core.blocks import StoryBlock
from tests.core.stories import Tree, whole_body
from tests.core.test_blocks_translation import submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("chief", "chief@example.org", "chief"))
    return client


def story_block() -> StoryBlock:
    """Return the body's block as the article uses it: previews know it by its number."""
    return ArticlePage._meta.get_field("body").stream_block


def test_writer_opens_an_article_with_every_block(admin: Client) -> None:
    tree = Tree()
    page = tree.article(body=json.dumps(whole_body(tree)))
    response = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    assert "typed_table_block" in response.content.decode()


@pytest.mark.parametrize("name", list(StoryBlock().child_blocks))
def test_writer_sees_a_preview_of_the_block(admin: Client, name: str) -> None:
    whole_body(Tree())
    child: Block = story_block().child_blocks[name]
    response = admin.get(reverse("wagtailadmin_block_preview"), {"id": child.definition_prefix})
    assert response.status_code == 200
    assert "css/site" in response.content.decode()


def test_translator_opens_a_body_with_every_block(admin: Client) -> None:
    tree = Tree()
    page = tree.article(body=json.dumps(whole_body(tree)))
    _source, task = submitted(page, tree.en)
    task.save_target(publish=False)
    translated = ArticlePage.objects.get(translation_key=page.translation_key, locale=tree.en)
    response = admin.get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))
    assert response.status_code == 200
    content = response.content.decode()
    assert "Зал над водой" in content or "\\u0417\\u0430\\u043b \\u043d\\u0430\\u0434" in content
