"""What lies on the press office's desk in the demo: a draft under embargo, a release that one page holds up."""

import json
import tomllib
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.html import format_html
from wagtail.models import Page

from articles.models import ArticleIndexPage, ArticlePage
from home.demo.content import CONTENT, LANGUAGES, Item
from home.demo.loading import Loading, translation_key
from home.demo.tree import section
from publishing.models import Release, ReleasePage


def load_newsroom(loading: Loading) -> None:
    """Make what is missing of it; a desk somebody has worked at stays as it is."""
    content = tomllib.loads((CONTENT / "newsroom.toml").read_text(encoding="utf-8"))
    parts: dict[str, list[Page]] = {}
    for item in content["drafts"]:
        key = translation_key("draft", item["key"])
        if ArticlePage.objects.filter(translation_key=key).exists():
            continue
        pages = [_draft(loading, item, language) for language in LANGUAGES]
        if "release" in item:
            parts.setdefault(item["release"], []).extend(pages)
    for item in content["releases"]:
        pages = parts.get(item["key"], [])
        if pages and not Release.objects.filter(title=item["title"]).exists():
            release = Release.objects.create(
                title=item["title"], note=item["note"], goes_live_at=_moment(loading, item)
            )
            for order, page in enumerate(pages):
                ReleasePage.objects.create(release=release, page=page, sort_order=order)


def _draft(loading: Loading, item: Item, language: str) -> ArticlePage:
    """Make one language's page; under an embargo it is approved already and waits for its minute."""
    body = [{"type": "paragraph", "value": format_html("<p>{}</p>", item[f"text_{language}"])}]
    page = section(loading, ArticleIndexPage, language).add_child(
        instance=ArticlePage(
            title=item[f"headline_{language}"],
            slug=item[f"slug_{language}"],
            lead=item[f"lead_{language}"],
            body=json.dumps(body),
            locale=loading.locales[language],
            translation_key=translation_key("draft", item["key"]),
            live=False,
        )
    )
    if "embargo" in item:
        page.embargo_until = _moment(loading, item["embargo"])
    revision = page.save_revision()
    if "embargo" in item:
        revision.publish()
    if item.get(f"locked_{language}"):
        ArticlePage.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now())
    return page


def _moment(loading: Loading, rule: Item) -> datetime:
    day = loading.today + timedelta(days=rule["days"])
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(rule["time"])))
