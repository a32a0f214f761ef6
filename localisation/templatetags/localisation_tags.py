"""Tags and filters of the translation editor."""

import json

from django import template

register = template.Library()


@register.filter
def without_traps(props: str) -> str:
    """Return the editor's settings (JSON) without what leads astray here.

    Making an alias is not offered; and whoever may not publish is not given Delete as the main button.
    """
    settings = json.loads(props)
    settings["links"]["convertToAliasUrl"] = None
    if not settings["perms"]["canPublish"]:
        settings["perms"]["canDelete"] = False
    return json.dumps(settings)
