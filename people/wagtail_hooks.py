"""What this room adds to the Wagtail admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.models import Organisation, Person


class PersonViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = Person
    icon = "user"
    menu_order = 10
    add_to_admin_menu = False
    list_display = ("__str__", "role_ru", "role_en")
    list_per_page = 50


class OrganisationViewSet(SnippetViewSet):
    """Listing, editing and choosing of this record."""

    model = Organisation
    icon = "group"
    menu_order = 20
    add_to_admin_menu = False
    list_display = ("name_ru", "name_en", "url")
    list_per_page = 50


register_snippet(PersonViewSet)
register_snippet(OrganisationViewSet)
