"""What names the house in the admin."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def admin_name() -> str:
    """The centre's name in the admin's language, without asking the database."""
    return str(settings.WAGTAIL_SITE_NAME)
