"""Consent to the processing of personal data: which document is in force, who agreed, who took it back.

Any form that takes personal data shows the link to the document and records the consent here::

    document = current_document(language)
    record_consent("accreditation", language, email=address)
"""

from datetime import datetime

from django.core.signing import Signer
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.models import ConsentDocument, ConsentRecord, User
from core.bilingual import current_language

#: What the consent of an account is recorded for.
ACCOUNT = "account"
LETTERS = "letters"


def current_document(language: str | None = None) -> ConsentDocument | None:
    """Return the version in force, None where there is none. Its ``title`` and ``text`` are in the active language.

    ``language`` is whose text must not be empty; a document without it is not shown in that language.
    """
    document = ConsentDocument.objects.filter(published_at__lte=timezone.now()).order_by("-version").first()
    if document is None or language is None:
        return document
    return document if getattr(document, f"text_{language}", "") else None


def document_url(language: str | None = None) -> str:
    """Return the address of the page that shows the document in force, in ``language`` or the active one."""
    with translation.override(language or current_language()):
        return reverse("accounts:consent_document")


def document_link() -> str:
    """Return the link for a form that asks for consent; empty where no document is in force."""
    if current_document() is None:
        return ""
    return format_html('<a class="a" href="{}">{}</a>', document_url(), _("Read what you agree to"))


def record_consent(purpose: str, language: str, *, user: User | None = None, email: str = "") -> ConsentRecord | None:
    """Note that ``user``, or whoever has ``email``, agreed to the version in force; None where there is none.

    ``purpose`` says what for, in a word: ``"account"``, ``"letters"``, ``"accreditation"``. Of the address only
    a fingerprint is kept. Agreeing again to the same version for the same purpose adds nothing.
    """
    document = current_document()
    if document is None:
        return None
    person = fingerprint(email or (user.email if user else ""))
    standing = ConsentRecord.objects.filter(
        document=document, purpose=purpose, person=person, user=user, withdrawn_at__isnull=True
    ).first()
    return standing or ConsentRecord.objects.create(
        document=document, purpose=purpose, person=person, user=user, language=language
    )


def has_consented(user: User, purpose: str = ACCOUNT) -> bool:
    """Whether ``user`` agreed to the version in force; true where there is nothing to agree to."""
    document = current_document()
    if document is None:
        return True
    return ConsentRecord.objects.filter(
        document=document, purpose=purpose, user=user, withdrawn_at__isnull=True
    ).exists()


def must_agree_first(user: User) -> bool:
    """Whether ``user`` is asked for consent before anything else in the account; staff never are."""
    return not user.is_team and not has_consented(user)


def withdraw(*, user: User | None = None, email: str = "", purpose: str = "", at: datetime | None = None) -> int:
    """Note that consent was taken back, for everything or for one ``purpose``; returns how many records that ends."""
    records = consents_of(user=user, email=email).filter(withdrawn_at__isnull=True)
    if purpose:
        records = records.filter(purpose=purpose)
    return records.update(withdrawn_at=at or timezone.now())


def consents_of(*, user: User | None = None, email: str = "") -> QuerySet[ConsentRecord]:
    """Return what a person agreed to, by account and by address."""
    address = email or (user.email if user else "")
    condition = Q(person=fingerprint(address), user__isnull=True) if address else Q(pk__in=[])
    if user is not None:
        condition |= Q(user=user)
    return ConsentRecord.objects.filter(condition).select_related("document")


def fingerprint(email: str) -> str:
    """Return what stands for an address: the same for the same address, and of no use without the site's secret."""
    return Signer(salt="accounts.consent", sep=":", algorithm="sha256").signature(email.strip().lower())[:64]
