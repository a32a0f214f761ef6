"""Bodies of demo pages: blocks as written become a stream of the page, their texts pairs for the translation."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from home.demo.content import Item, other_language, read_content
from home.demo.words import Words, bullets, paragraphs

Value = Any
Raw = dict[str, Any]


@dataclass
class Keys:
    """Primary keys of what has been loaded, by the keys of the content."""

    photos: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    credits: dict[str, int] = field(default_factory=dict)
    halls: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)


class StoryWriter:
    """Writes the stream of one page in its source language and notes every pair of texts."""

    def __init__(self, owner: str, language: str, keys: Keys, words: Words, fill: Callable[[str, str], str]) -> None:
        self.owner = owner
        self.language = language
        self.keys = keys
        self.words = words
        self.fill = fill

    def body(self, items: list[Item]) -> str:
        """Return the blocks as the JSON of a stream field."""
        return self.stream([(self._type(item), getattr(self, f"{item['type']}_block")(item)) for item in items], "body")

    def stream(self, blocks: list[tuple[str, Value]], path: str) -> str:
        """Return typed values as the JSON of a stream field, with ids that stay the same from run to run."""
        raw = [
            {"type": kind, "value": value, "id": self._id(f"{path}/{number}")}
            for number, (kind, value) in enumerate(blocks)
        ]
        return json.dumps(raw, ensure_ascii=False)

    def text(self, item: Item, name: str) -> str:
        """Return a plain text in the source language and note its translation."""
        ours, theirs = self._both(item, name)
        self.words.add_text(ours, theirs)
        return ours

    def html(self, item: Item, name: str, form: Callable[[list[str]], str] = paragraphs) -> str:
        """Return a rich text in the source language and note its translation, paragraph by paragraph."""
        ours, theirs = (form(item.get(f"{name}_{code}", [])) for code in self._languages())
        ours, theirs = (self.fill(text, code) for text, code in zip((ours, theirs), self._languages(), strict=True))
        self.words.add_html(ours, theirs)
        return ours

    def heading_block(self, item: Item) -> Value:
        return {"text": self.text(item, "text"), "level": str(item.get("level", 2))}

    def paragraph_block(self, item: Item) -> Value:
        return self.html(item, "html")

    def list_block(self, item: Item) -> Value:
        return self.html(item, "html", bullets)

    def photo_block(self, item: Item) -> Value:
        return {
            "photo": self.keys.photos[item["photo"]],
            "caption": self.text(item, "caption"),
            "alt": "",
            "decorative": False,
            "size": item.get("size", "text"),
        }

    def gallery_block(self, item: Item) -> Value:
        photos = [{"photo": self.keys.photos[key], "caption": ""} for key in item["photos"]]
        return {"title": self.text(item, "title"), "photos": self.items(photos, item["type"])}

    def quote_block(self, item: Item) -> Value:
        return {
            "text": self.text(item, "text"),
            "person": self.keys.people[item["person"]] if "person" in item else None,
            "name": self.text(item, "name"),
            "role": self.text(item, "role"),
            "is_pull": item.get("pull", False),
        }

    def factbox_block(self, item: Item) -> Value:
        figures = [
            {"figure": self.text(row, "figure"), "text": self.text(row, "text")} for row in item.get("items", [])
        ]
        title = self.text(item, "title")
        return {"title": title, "text": self.html(item, "html"), "figures": self.items(figures, title)}

    def table_block(self, item: Item) -> Value:
        ours, theirs = self._languages()
        for name in ("headings", "rows"):
            for one, other in zip(_flat(item[f"{name}_{ours}"]), _flat(item.get(f"{name}_{theirs}", [])), strict=False):
                self.words.add_text(one, other)
        columns = zip(item["columns"], item[f"headings_{ours}"], strict=True)
        return {
            "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
            "rows": [{"values": row} for row in item[f"rows_{ours}"]],
            "caption": self.text(item, "caption"),
        }

    def video_block(self, item: Item) -> Value:
        return {
            "url": item["url"],
            "title": self.text(item, "title"),
            "poster": self.keys.photos[item["poster"]] if "poster" in item else None,
            "transcript": self.html(item, "transcript"),
            "captions": self.keys.documents[item["captions"]] if "captions" in item else None,
        }

    def documents_block(self, item: Item) -> Value:
        rows = [
            {"document": self.keys.documents[row["file"]], "title": self.text(row, "title")} for row in item["items"]
        ]
        return {"title": self.text(item, "title"), "items": self.items(rows, "documents")}

    def call_to_action_block(self, item: Item) -> Value:
        return {
            "text": self.text(item, "text"),
            "label": self.text(item, "label"),
            "page": self.keys.pages[f"page/{item['page']}"] if "page" in item else None,
            "url": item.get("url", ""),
        }

    def people_block(self, item: Item) -> Value:
        people = [self.keys.people[key] for key in item["people"]]
        return {"title": self.text(item, "title"), "people": self.items(people, "people")}

    def partners_block(self, item: Item) -> Value:
        organisations = [self.keys.organisations[key] for key in item["organisations"]]
        return {"title": self.text(item, "title"), "organisations": self.items(organisations, "partners")}

    def event_card_block(self, item: Item) -> Value:
        return self.keys.pages[f"event/{item['event']}"]

    def article_card_block(self, item: Item) -> Value:
        return self.keys.pages[f"article/{item['article']}"]

    def programme_day(self, item: Item, day: str | None) -> Value:
        """Return a day of a programme; ``day`` is an ISO date."""
        rows = [
            {
                "start": row["start"],
                "end": row["end"],
                "title": self.text(row, "title"),
                "speakers": self._names(row.get("speakers", [])),
                "place": self.text(row, "place"),
                "is_break": row.get("is_break", False),
            }
            for row in item["items"]
        ]
        title = self.text(item, "title")
        return {"date": day, "title": title, "items": self.items(rows, title)}

    def _names(self, people: list[str]) -> str:
        known = read_content().by_key["people"]
        ours, theirs = (", ".join(known[key][f"name_{language}"] for key in people) for language in self._languages())
        self.words.add_text(ours, theirs)
        return ours

    def items(self, values: list[Value], path: str) -> list[Raw]:
        """Return the values of a list, each under a key of its own that a second loading finds again."""
        return [
            {"type": "item", "value": value, "id": self._id(f"{path}/item/{number}")}
            for number, value in enumerate(values)
        ]

    def _type(self, item: Item) -> str:
        return "paragraph" if item["type"] == "list" else item["type"]

    def _both(self, item: Item, name: str) -> tuple[str, str]:
        ours, theirs = (self.fill(item.get(f"{name}_{language}", ""), language) for language in self._languages())
        return ours, theirs

    def _languages(self) -> tuple[str, str]:
        return self.language, other_language(self.language)

    def _id(self, path: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"demo/{self.owner}/{path}"))


def _flat(values: list[Any]) -> list[str]:
    """Return the texts of nested lists, in order."""
    return [text for value in values for text in ([value] if isinstance(value, str) else _flat(value))]
