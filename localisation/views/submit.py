"""Starting a translation and reading an original anew, with the rights of the pages concerned."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitTranslationForm
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from localisation.jobs.pages import keep_job
from localisation.rights import is_locked_for, may_sync, why_not_submit
from localisation.segments.submitting import content_of


class OnePageForm(SubmitTranslationForm):
    """Languages to translate into. A section's pages are submitted one by one, not in one long request."""

    def __init__(self, instance: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance, *args, **kwargs)
        del self.fields["include_subtree"]

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "include_subtree": False}


class SubmitView(SubmitPageTranslationView):
    """Submit a page for translation, if its section is translated and the person may write there."""

    object: Page

    def get_form(self) -> SubmitTranslationForm:
        if self.request.method == "POST":
            return OnePageForm(self.object, self.request.POST)
        form = super().get_form()
        return OnePageForm(self.object, initial=form.initial)

    def form_valid(self, form: SubmitTranslationForm) -> HttpResponse:
        for locale in form.cleaned_data["locales"]:
            if reason := why_not_submit(self.request.user, self.object, locale):
                messages.error(self.request, reason)
                return redirect(self.request.get_full_path())
        page, self.object = self.object, content_of(self.object)
        response = super().form_valid(form)
        for locale in form.cleaned_data["locales"]:
            keep_job(page, locale)
        return response


class UpdateForm(UpdateTranslationsForm):
    """Whether to publish at once what is complete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].help_text = _(
            "Publishes the translations in which nothing is left to translate. The others stay as they are."
        )


class UpdateView(UpdateTranslationsView):
    """Read an original anew; publish its translations only where they are complete and the person may."""

    def get_form(self) -> UpdateForm:
        return UpdateForm(self.request.POST) if self.request.method == "POST" else UpdateForm()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.get_object()
        translations = list(source.translations.filter(enabled=True).select_related("target_locale", "source"))
        if not may_sync(request.user, source.get_source_instance(), translations):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form: UpdateForm) -> HttpResponse:
        wants_publishing = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        if wants_publishing:
            self._publish_complete()
        return response

    def _publish_complete(self) -> None:
        user = self.request.user
        for translation in self.object.translations.filter(enabled=True).select_related("target_locale", "source"):
            page = translation.get_target_instance()
            if not page.permissions_for_user(user).can_publish() or is_locked_for(user, page):
                messages.error(self.request, _("You may not publish “%(title)s” now.") % {"title": page.title})
                continue
            try:
                translation.save_target(user=user, publish=True)
            except ValidationError as error:
                messages.error(self.request, f"{page.title}: {' '.join(error.messages)}")
