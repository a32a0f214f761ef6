"""The press office's desk in the demo: an embargo, a release that one page holds up, and what journalists find."""

import json
import tomllib
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.html import format_html
from wagtail.models import Page, Revision

from accounts.models import ConsentDocument
from articles.models import ArticleIndexPage, ArticlePage
from events.models import EventPage
from home.demo.content import CONTENT, LANGUAGES, Item
from home.demo.loading import Loading, translation_key
from home.demo.tree import section
from press.models import Boilerplate, PressContact
from publishing.models import Release, ReleasePage


def load_newsroom(loading: Loading) -> None:
    """Make what is missing of it; a desk somebody has worked at stays as it is."""
    content = tomllib.loads((CONTENT / "newsroom.toml").read_text(encoding="utf-8"))
    _open_to_journalists(content["press"])
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


def _open_to_journalists(content: Item) -> None:
    """Say who speaks for the centre, offer a pack and ask for accreditation; only where nobody has begun with it."""
    if not ConsentDocument.objects.exists():
        ConsentDocument.objects.create(version=1, published_at=timezone.now(), **content["consent"])
    if Boilerplate.objects.exists() or PressContact.objects.exists():
        return
    Boilerplate.objects.create(**content["boilerplate"])
    PressContact.objects.create(**content["contact"])
    _switch_on(ArticlePage, translation_key("article", content["pack"]), "has_press_pack")
    _switch_on(EventPage, translation_key("event", content["accreditation"]), "takes_accreditation")


def _switch_on(model: type[ArticlePage] | type[EventPage], key: UUID, field: str) -> None:
    """Switch ``field`` on for both languages, in the page and in its latest draft."""
    pages = model.objects.filter(translation_key=key)
    pages.update(**{field: True})
    for revision in Revision.page_revisions.filter(pk__in=pages.values("latest_revision")):
        revision.content[field] = True
        revision.save(update_fields=["content"])


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
