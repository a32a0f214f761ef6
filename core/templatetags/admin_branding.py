"""What names the house in the admin."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def admin_name() -> str:
    """The centre's name as the admin says it, without asking the database."""
    return settings.WAGTAIL_SITE_NAME
