"""The users of a demonstration: editor, press, translator and admin. Never on a real site."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import EDITORS, PRESS_OFFICE, TRANSLATORS

DEMO_USERS: dict[str, str | None] = {
    "editor": EDITORS,
    "press": PRESS_OFFICE,
    "translator": TRANSLATORS,
    "admin": None,
}
#: First and last name: without them the account page saves nothing. All invented.
NAMES = {
    "editor": ("Анна", "Ветлугина"),
    "press": ("Кирилл", "Соболев"),
    "translator": ("Мария", "Лаврова"),
    "admin": ("Павел", "Орлов"),
}


def ensure_demo_users() -> list[str]:
    """Create the demo users that are missing, each with its name as password, and return all their names.

    Users that exist are left as they are. Raises ``ImproperlyConfigured`` where ``DEMO_USERS`` is off.
    """
    if not settings.DEMO_USERS:
        raise ImproperlyConfigured("Demo users have known passwords and are created in development only.")
    for name, group_name in DEMO_USERS.items():
        if User.objects.filter(username=name).exists():
            continue
        is_admin = group_name is None
        first_name, last_name = NAMES[name]
        user = User.objects.create_user(
            name,
            f"{name}@example.org",
            name,
            first_name=first_name,
            last_name=last_name,
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        user.groups.set(Group.objects.filter(name=group_name))
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": "ru", "current_time_zone": "Europe/Moscow"}
        )
    return list(DEMO_USERS)
