"""Writing to people: a letter is composed in the reader's language, and the worker sends it."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.models import Site

from accounts.models import Letter
from core.models import SiteSettings

logger = logging.getLogger(__name__)

#: After these minutes a letter that the server did not take is tried again; then it is given up.
PAUSES = (1, 5, 30, 120, 600)


@dataclass(frozen=True)
class Section:
    """A heading of a long letter and what stands below it: title, address, and a line of its own each."""

    heading: str
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Content:
    """What a letter says; the text and the HTML are both made from it."""

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    action: tuple[str, str] | None = None
    sections: tuple[Section, ...] = ()
    after: tuple[str, ...] = ()
    #: One click on this address ends the subscription (RFC 8058).
    unsubscribe_url: str = ""
    manage_url: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def write(to: str, language: str, content: Content) -> Letter:
    """Put a letter into the box from which the worker sends, after the transaction; returns it.

    ``content`` is already in ``language``; what surrounds it is added in the same.
    """
    from accounts.tasks import send_letter

    letter = Letter.objects.create(to=to, headers=_headers(content), **_bodies(language, content))
    transaction.on_commit(lambda: send_letter.enqueue(letter_id=letter.pk))
    return letter


def _bodies(language: str, content: Content) -> dict[str, str]:
    with translation.override(language):
        site_settings = _site_settings()
        context = {
            "content": content,
            "language": language,
            "name": site_settings.name,
            "descriptor": site_settings.descriptor,
            "legal": site_settings.legal,
            "site_url": f"{settings.WAGTAILADMIN_BASE_URL}/{language}/",
        }
        return {
            "subject": " ".join(content.subject.split())[:250],
            "text": render_to_string("letters/letter.txt", context).strip() + "\n",
            "html": render_to_string("letters/letter.html", context),
        }


def _headers(content: Content) -> dict[str, str]:
    headers = dict(content.headers)
    if content.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{content.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _site_settings() -> SiteSettings:
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.for_site(site) if site else SiteSettings()


def absolute(url: str) -> str:
    """Return ``url`` as a letter needs it: with scheme and host."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{url}" if url.startswith("/") else url


def sender() -> str:
    """Return the sender: the centre's name in the active language, and the address the site writes from."""
    address = settings.DEFAULT_FROM_EMAIL
    return address if "<" in address else formataddr((_site_settings().name, address))


def send(letter_id: int) -> None:
    """Send a letter and throw it away. One that is gone has been sent; one held by another process is left to it."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update(skip_locked=True).filter(pk=letter_id).first()
        if letter is None:
            return
        message = EmailMultiAlternatives(
            letter.subject,
            letter.text,
            sender(),
            [letter.to],
            headers={str(k): str(v) for k, v in letter.headers.items()},
        )
        if letter.html:
            message.attach_alternative(letter.html, "text/html")
        try:
            message.send()
        except OSError as error:  # what smtplib raises, refused recipients included
            _postpone(letter, error)
            return
        except ValueError as error:  # an address or a heading that no letter can carry, today or tomorrow
            logger.error("A letter cannot be sent at all and was given up: %s", error)
        letter.delete()


def _postpone(letter: Letter, error: OSError) -> None:
    """Note when to try again; after the last pause the letter is given up and thrown away."""
    if letter.tries >= len(PAUSES):
        logger.error("A letter could not be sent in %s tries and was given up: %s", letter.tries + 1, error)
        letter.delete()
        return
    letter.due_at = timezone.now() + timedelta(minutes=PAUSES[letter.tries])
    letter.tries += 1
    letter.save(update_fields=["due_at", "tries"])
    logger.warning("A letter could not be sent, next try at %s: %s", letter.due_at, error)


def send_waiting() -> None:
    """Send what is due and whose task was lost or refused: a chore of the worker."""
    soon = timezone.now() - timedelta(minutes=1)
    waiting = Letter.objects.filter(due_at__lte=timezone.now()).exclude(tries=0, written_at__gt=soon)
    for letter_id in list(waiting.values_list("pk", flat=True)[:200]):
        send(letter_id)
