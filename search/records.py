"""People and documents, as the search knows them: found once a page that can be found mentions them."""

from collections.abc import Iterator

from django.db import models
from wagtail.documents.models import Document

from core.searchable import Searchable
from people.models import Person
from search.letters import folded, is_russian


def describe_person(person: models.Model) -> Iterator[Searchable]:
    """Yield a person in each language; what leads to the pages that mention them is their address."""
    if not isinstance(person, Person):
        return
    for language, name, role in (
        ("ru", person.name_ru or person.name_en, person.role_ru),
        ("en", person.name_en, person.role_en),
    ):
        yield Searchable(
            language=language,
            title=name,
            kind="people",
            names=tuple(filter(None, (person.name_ru, person.name_en))),
            lead=role,
            photo_id=person.portrait_id,
            address=f"?person={person.pk}",
            needs_mention=True,
        )


def describe_document(document: models.Model) -> Iterator[Searchable]:
    """Yield a document in the language of its title."""
    if not isinstance(document, Document):
        return
    yield Searchable(
        language="ru" if is_russian(folded(document.title)) else "en",
        title=document.title,
        kind="documents",
        lead=_file_facts(document),
        published_at=document.created_at,
        address=document.url,
        needs_mention=True,
    )


def _file_facts(document: Document) -> str:
    return document.file_extension.upper()
