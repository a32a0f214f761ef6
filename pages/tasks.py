"""Background work on messages to the centre."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.models import Site

from accounts.letters import Content, write
from core.models import SiteSettings
from pages.models import Message


@task()
def tell_centre(message_id: int) -> None:
    """Write to the centre's address about a message; where there is none, it stands in the admin alone."""
    message = Message.objects.filter(pk=message_id).first()
    site = Site.objects.filter(is_default_site=True).first()
    address = SiteSettings.for_site(site).email if site else ""
    if message is None or not address:
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("Message from the site: %(subject)s") % {"subject": message.get_subject_display()}
        who = _("From: %(name)s, %(email)s") % {"name": message.name, "email": message.email}
        about = (_("Page: %(address)s") % {"address": message.about},) if message.about else ()
        content = Content(subject, (who, *about, message.text), headers={"Reply-To": message.email})
        write(address, settings.LANGUAGE_CODE, content)
