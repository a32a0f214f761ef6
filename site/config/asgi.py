"""ASGI entry point, for servers that speak it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("STATEMENT_TIMEOUT", "30s")  # as in wsgi.py

application = get_asgi_application()
