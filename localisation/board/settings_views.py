"""The desk's settings: how a person is told, and the rules of sections."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.page_permissions import AnyUser
from localisation.jobs.pages import SECTION_DEPTH
from localisation.jobs.rights import may_assign, may_view
from localisation.models import Delivery, Notice, NoticePreference, SectionRule
from localisation.notices.letters import choose_delivery


class DeliveryForm(forms.ModelForm):
    """How one person wants to hear of translations by e-mail."""

    class Meta:
        model = NoticePreference
        fields = ("delivery",)
        widgets = {"delivery": forms.RadioSelect}  # noqa: RUF012

    def save(self, commit: bool = True) -> NoticePreference:
        """Keep the choice; letters that waited for another one are not sent by the new one."""
        choose_delivery(self.instance.user, self.cleaned_data["delivery"])
        return NoticePreference.objects.get(user=self.instance.user)


def preference_of(user: AnyUser) -> NoticePreference:
    """Return a person's choice, or what holds without one."""
    found = NoticePreference.objects.filter(user=user).first()
    return found or NoticePreference(user=user, delivery=Delivery.AT_ONCE)


class DeskFormView(WagtailAdminTemplateMixin, FormView):
    """A form of the desk with the way back to the board."""

    header_icon = "wagtail-localize-language"
    template_name = "localisation/board/settings.html"
    success_url = reverse_lazy("localisation_board:index")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        board = {"url": reverse("localisation_board:index"), "label": _("Translations")}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.get_page_title()}]

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Your choice has been saved."))
        return super().form_valid(form)


class NoticesView(DeskFormView):
    """A person's notices, and how they want their letters."""

    page_title = gettext_lazy("Notices about translations")
    form_class = DeliveryForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_view(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": preference_of(self.request.user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notices = Notice.objects.filter(recipient=self.request.user).select_related("job__target_locale", "actor")
        return {**super().get_context_data(**kwargs), "notices": notices[:50]}


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Put away all notices of the person who asks."""
    Notice.objects.filter(recipient=request.user, read_at__isnull=True).update(read_at=timezone.now())
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


class RulesForm(forms.Form):
    """The sections whose pages go live only with their translation, and those that have related pages submitted."""

    sections = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Pages go live only together with their translation"),
        help_text=gettext_lazy(
            "Pages written below the ticked sections go live together with their translation: it has to be approved "
            "first, or the page marked as not to be translated."
        ),
        queryset=Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    related = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Related pages are submitted, too"),
        help_text=gettext_lazy(
            "When a translated page below the ticked sections is published anew and newly refers to a live page that "
            "has no translation, that page is submitted by itself. It goes to the same translator, for the same day."
        ),
        queryset=Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = sections_of()
            field.label_from_instance = lambda page: f"{page.title} ({page.locale.get_display_name()})"

    @transaction.atomic
    def save(self) -> None:
        """Make and drop rules, so that they are those of the ticked sections."""
        pairs, related = set(self.cleaned_data["sections"]), set(self.cleaned_data["related"])
        SectionRule.objects.all().delete()
        SectionRule.objects.bulk_create(
            [
                SectionRule(section=page, needs_translation=page in pairs, submits_related=page in related)
                for page in sections_of()
                if page in pairs or page not in related
            ]
        )


def sections_of() -> QuerySet[Page]:
    """Return the sections of both languages, in the order of the tree."""
    return Page.objects.filter(depth=SECTION_DEPTH, alias_of__isnull=True).select_related("locale").order_by("path")


class RulesView(DeskFormView):
    """Which sections ask for a translation before their pages go live, and which have related pages submitted.

    For those who hand out work.
    """

    page_title = gettext_lazy("Rules of sections")
    form_class = RulesForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_assign(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        pairs = SectionRule.objects.filter(needs_translation=True).values("section")
        alone = SectionRule.objects.filter(submits_related=False).values("section")
        return {"sections": sections_of().filter(pk__in=pairs), "related": sections_of().exclude(pk__in=alone)}
