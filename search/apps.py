"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Visitors' search and the index it reads."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from wagtail.documents import get_document_model

        from core.searchable import register
        from people.models import Person
        from search.following import connect
        from search.records import describe_document, describe_person

        register(Person, describe_person)
        register(get_document_model(), describe_document)
        connect()
