"""WSGI entry point: what the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("STATEMENT_TIMEOUT", "30s")  # no visitor waits longer for a query; commands may

application = get_wsgi_application()
