"""People as visitors follow them: the rooms of people and of accounts do not know each other."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.registry import Followed
from people.models import Person


def people(keys: Collection[str], language: str) -> dict[str, Followed]:
    """Return the people with these keys who have a name in ``language``."""
    with override(language):
        found = Person.objects.filter(pk__in=[key for key in keys if key.isdecimal() and len(key) < 10])
        return {
            str(person.pk): Followed(
                kind="people.Person", key=str(person.pk), name=person.display_name, what=_("Person")
            )
            for person in found
            if person.display_name
        }
