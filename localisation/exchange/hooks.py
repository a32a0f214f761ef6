"""Exchange in Wagtail's admin: addresses, and an action on a selection of the board."""

from typing import ClassVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from localisation.board.bulk import JobBulkAction
from localisation.exchange import urls
from localisation.exchange.sending import FORMATS, MOST_TRANSLATIONS


class FormatForm(forms.Form):
    """The format of the files."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=lambda: [(form.code, str(form.name)) for form in FORMATS.values()],
        widget=forms.RadioSelect,
        initial="xliff12",
    )


@hooks.register("register_bulk_action")
class ExportAction(JobBulkAction):
    """Take the texts of pages out for a translation program."""

    display_name = gettext_lazy("Files for a translation program")
    aria_label = gettext_lazy("Take the selected translations out as files")
    action_type = "export"
    action_priority = 60
    form_class = FormatForm
    action_button: ClassVar = gettext_lazy("Download")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Lead to the archive of what has been started; what has not has no texts yet."""
        jobs, _nothing = self.get_actionable_objects()
        keys = [job.translation_id for job in jobs if job.translation_id]
        if not keys or len(keys) > MOST_TRANSLATIONS:
            form.add_error(
                None,
                _("Select between one and %(count)d translations that have been started.")
                % {"count": MOST_TRANSLATIONS},
            )
            return self.form_invalid(form)
        query = urlencode({"format": form.cleaned_data["format"], "translation": keys}, doseq=True)
        return redirect(f"{reverse('localisation_exchange:export')}?{query}")


@hooks.register("register_admin_urls")
def exchange_urls() -> list[URLResolver]:
    """The addresses of exchange."""
    return [path("localisation/exchange/", include(urls))]
