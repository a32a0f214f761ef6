"""An article as search engines read it: schema.org NewsArticle."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from navigation.frame import frame_for

if TYPE_CHECKING:
    from articles.models.pages import ArticlePage

#: Search engines cut a headline there.
LONGEST_HEADLINE = 110


def news_article(article: "ArticlePage", request: HttpRequest) -> dict[str, object]:
    """Return ``article`` as a schema.org NewsArticle, in its own language, every address absolute."""
    frame = frame_for(request)
    url = request.build_absolute_uri(article.get_url(request))
    publisher = {
        "@type": "Organization",
        "name": frame.settings.name,
        "url": request.build_absolute_uri(frame.home_url),
    }
    changed_at = max(filter(None, [article.published_at, article.last_published_at]))
    data: dict[str, object] = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": shortened(article.title, LONGEST_HEADLINE),
        "description": article.summary_text,
        "inLanguage": article.language,
        "datePublished": article.published_at.isoformat(),
        "dateModified": changed_at.isoformat(),
        "author": publisher,
        "publisher": publisher,
        "isAccessibleForFree": True,
        "articleSection": [topic.name for topic in article.card_topics if topic.name],
        "mentions": [
            {"@type": "Person", "name": person.display_name, **({"jobTitle": person.role} if person.role else {})}
            for person in article.mentioned_people
        ],
        "image": _image(article, request),
    }
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def _image(article: "ArticlePage", request: HttpRequest) -> dict[str, object] | None:
    """Return the lead photo as an ImageObject with its caption and credit, or None where no file is made."""
    photo = article.lead_photo
    if photo is None or not photo.largest_url:
        return None
    file = max(
        (file for file in photo.sources if file["format"] == "jpeg" and not file.get("purpose")),
        key=lambda item: item["width"],
    )
    credit = photo.credit.name if photo.credit else ""
    data = {
        "@type": "ImageObject",
        "url": request.build_absolute_uri(photo.largest_url),
        "width": file["width"],
        "height": file["height"],
        "caption": photo.caption or photo.alt,
        "creditText": credit,
    }
    return {key: value for key, value in data.items() if value}


def shortened(text: str, most: int) -> str:
    """Return ``text`` cut at a word to at most ``most`` characters, with an ellipsis where it was cut."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(" ,;:—–-") + "…"
