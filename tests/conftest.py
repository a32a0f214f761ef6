"""What every test gets: a copy of the migrated database."""

import pytest
from django.db import connection

from tests.template_database import template_database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the test database from a migrated one instead of migrating it each time."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template_database()
