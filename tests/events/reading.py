"""Pages as a visitor reads them."""

import html
import re

from django.test import Client

SCRIPTS = re.compile(r"<script.*?</script>|<style.*?</style>|<head>.*?</head>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


def read(client: Client, url: str) -> str:
    """Return the words of the page's main part, one space apart; no-break spaces are plain ones."""
    response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return words(response.content.decode())


def words(markup: str) -> str:
    main = re.search(r"<main.*?</main>", markup, re.DOTALL)
    text = TAGS.sub(" ", SCRIPTS.sub(" ", main[0] if main else markup))
    return " ".join(html.unescape(text).replace("\u00a0", " ").replace("\u202f", " ").split())
