"""The database: addresses that are refused."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import database_from_url


@pytest.mark.django_db
def test_site_exists() -> None:
    from wagtail.models import Page

    assert Page.objects.exists()


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:p@h/db", "postgresql://h:port/db", "postgresql://host"])
def test_an_address_that_names_no_postgresql_database_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like"):
        database_from_url(url)
