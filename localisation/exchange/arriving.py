"""A file that came in, held against the translations it is of and the rights of the person who sent it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.page_permissions import AnyUser
from localisation.exchange.keeping import arrived_in
from localisation.exchange.plans import Plan, carry_out, plan
from localisation.exchange.rights import why_not_translate
from localisation.exchange.units import Arrived
from localisation.jobs import progress
from localisation.memory.learning import learn
from localisation.models import Arrival


@dataclass
class Arriving:
    """One translation of a file: what it would do, or why it can do nothing."""

    name: str
    title: str = ""
    language: str = ""
    plan: Plan | None = None
    problem: str = ""

    def carry_out(self, accepted: Collection[tuple[str, str]], user: AnyUser) -> int:
        """Write what can be written; return how many texts."""
        if self.plan is None:
            return 0
        with transaction.atomic():
            written = carry_out(self.plan, accepted, user)
            if written:
                learn(self.plan.translation)
                progress.refresh(self.plan.translation)
        return written


def arriving(arrival: Arrival, user: AnyUser) -> list[Arriving]:
    """Return what each translation in a file would do now."""
    return [_arriving(arrived, user) for arrived in arrived_in(arrival)]


def _arriving(arrived: Arrived, user: AnyUser) -> Arriving:
    translation = _translation(arrived.uuid)
    if translation is None:
        return Arriving(
            arrived.name, problem=_("The page this file belongs to is not here, or is not translated any more.")
        )
    title, language = translation.source.object_repr, translation.target_locale.get_display_name()
    reason = why_not_translate(user, translation)
    if reason:
        return Arriving(arrived.name, title, language, problem=reason)
    return Arriving(arrived.name, title, language, plan=plan(translation, arrived))


def _translation(uuid: str) -> Translation | None:
    try:
        key = UUID(uuid)
    except ValueError:
        return None
    return (
        Translation.objects.filter(uuid=key, enabled=True)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )


def accepted_in(data: QueryDict) -> set[tuple[str, str]]:
    """Return the conflicts that were ticked: keys with the versions that were seen."""
    pairs = (value.partition("@") for value in data.getlist("accept"))
    return {(key, version) for key, _at, version in pairs}
