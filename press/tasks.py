"""Background work on press packs."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from accounts.letters import Content, write
from press.models import AccreditationRequest, PressContact, PressPack
from press.packs import build, live_group, mark_of, pages_with_packs, photos_for_press


@task()
def tell_press_contact(request_id: int) -> None:
    """Write to the press contact about a request; where there is none, it stands in the admin alone."""
    asked = AccreditationRequest.objects.filter(pk=request_id).first()
    contact = PressContact.objects.exclude(email="").first()
    if asked is None or contact is None:
        return
    with override("ru"):
        said = [(_("Name"), asked.name), (_("Media outlet"), asked.outlet), (_("Position"), asked.position)]
        said += [(_("E-mail"), asked.email), (_("Telephone"), asked.phone), (_("Equipment and wishes"), asked.needs)]
        lines = tuple(f"{label}: {value}" for label, value in said if value)
        subject = _("Accreditation: %(event)s") % {"event": asked.event_title}
        write(contact.email, "ru", Content(subject, (asked.event_title, *lines)))


@task()
def build_pack(key: str) -> None:
    """Make the pack of a group of translations. Safe to run twice."""
    build(UUID(key))


def refresh_packs() -> None:
    """Make anew what changed since: a caption, a credit, rights that ended, a page taken down."""
    marks = dict(PressPack.objects.values_list("translation_key", "mark"))
    keys = {
        key
        for model in pages_with_packs()
        for key in model.objects.filter(live=True, has_press_pack=True).values_list("translation_key", flat=True)
    }
    for key in keys | marks.keys():
        pages = live_group(key)
        if not pages or mark_of(pages, photos_for_press(pages)) != marks.get(key):
            build_pack.enqueue(str(key))
