"""``manage.py ensure_roles``: groups, their rights, the workflow, and demo users where these are allowed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.demo import ensure_demo_users
from accounts.roles import ROLES, ensure_roles


class Command(BaseCommand):
    """Brings groups, rights and workflow to what accounts/roles.py says; safe to run at any time."""

    help = "Creates the groups and the moderation workflow, and the demo users in development."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_roles()
        self.stdout.write(f"Groups: {', '.join(ROLES)}.")
        if settings.DEMO_USERS:
            names = ensure_demo_users()
            self.stdout.write(f"Demo users (password = name): {', '.join(names)}.")
