"""Who may do what: four groups with the least rights their work needs, and how the press office submits."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = gettext_noop("Editors")
PRESS_OFFICE = gettext_noop("Press office")
TRANSLATORS = gettext_noop("Translators")
SENIOR_TRANSLATORS = gettext_noop("Senior translators")
WORKFLOW = gettext_noop("Press office → Editors")
#: What Wagtail's own migrations create and this site does not use.
STOCK_GROUP = gettext_noop("Moderators")
STOCK_WORKFLOW = gettext_noop("Moderators approval")
#: How they are all named in the database; people read them in their own language (accounts.role_names).
NAMES = (EDITORS, PRESS_OFFICE, TRANSLATORS, SENIOR_TRANSLATORS, WORKFLOW, STOCK_GROUP, STOCK_WORKFLOW)

WRITE = ("add", "change")
MANAGE = ("add", "change", "delete")


@dataclass(frozen=True)
class Role:
    """The rights of one group: on pages below the home pages, in collections, on records."""

    pages: tuple[str, ...]
    images: tuple[str, ...]
    documents: tuple[str, ...]
    records: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def _translators(*pages: str, others: tuple[str, ...] = ()) -> Role:
    """Return the role of a group that translates, with these rights on pages and ``others`` beside."""
    return Role(
        pages=pages,
        images=("change", "choose"),
        documents=("choose",),
        records={
            "people.person": ("change",),
            "people.organisation": ("change",),
            "articles.topic": ("change",),
            "images.creditline": ("change",),
            "localisation.glossaryterm": MANAGE,
        },
        others=("wagtail_localize.submit_translation", "localisation.view_translationjob", *others),
    )


ROLES: dict[str, Role] = {
    EDITORS: Role(
        pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        images=("add", "change", "delete", "choose"),
        documents=("add", "change", "delete", "choose"),
        records={
            "people.person": MANAGE,
            "people.organisation": MANAGE,
            "articles.topic": MANAGE,
            "images.creditline": MANAGE,
            "venues.region": MANAGE,
            "navigation.announcement": (*MANAGE, "publish"),
            "publishing.release": (*MANAGE, "publish"),
            "localisation.glossaryterm": MANAGE,
            "accounts.consentdocument": WRITE,
            "press.boilerplate": MANAGE,
            "press.presscontact": MANAGE,
            "press.accreditationrequest": ("view", "delete"),
            "core.sitesettings": ("change",),
            "wagtailredirects.redirect": MANAGE,
            "search.featuredresult": MANAGE,
            "search.askedday": ("view",),
            "pages.message": ("view", "delete"),
        },
        others=(
            "wagtail_localize.submit_translation",
            "localisation.view_translationjob",
            "localisation.assign_translationjob",
            "localisation.add_memoryentry",
        ),
    ),
    PRESS_OFFICE: Role(
        pages=("add", "change"),
        images=("add", "change", "choose"),
        documents=("add", "change", "choose"),
        records={
            "people.person": WRITE,
            "people.organisation": WRITE,
            "images.creditline": WRITE,
            "navigation.announcement": WRITE,
            "publishing.release": WRITE,
            "press.boilerplate": WRITE,
            "press.presscontact": WRITE,
            "press.accreditationrequest": ("view", "delete"),
            "search.askedday": ("view",),
        },
        others=("localisation.view_translationjob",),
    ),
    # Without "add": a group that adds no pages reaches translations only (core.page_permissions), and one
    # that adds no records or photographs their texts only (the panels' permissions, images.forms).
    # Translators hand in; senior translators, and editors, publish.
    TRANSLATORS: _translators("change"),
    SENIOR_TRANSLATORS: _translators("change", "publish", others=("localisation.add_memoryentry",)),
}


@transaction.atomic
def ensure_roles() -> None:
    """Create the groups and the workflow, or bring them back to what this file says. Safe to run again.

    Rights given to the four groups by hand are taken away; other groups, and who belongs to which, stay.
    """
    homes = list(Page.objects.filter(depth=2, content_type__app_label="home", content_type__model="homepage"))
    for name, role in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        _give_rights(group, role, homes)
    _retire_stock_groups()
    _ensure_workflow(homes)


def _give_rights(group: Group, role: Role, homes: list[Page]) -> None:
    wanted = [_permission("wagtailadmin.access_admin"), *map(_permission, role.others)]
    for label, verbs in role.records.items():
        app_label, model = label.split(".")
        wanted += [_permission(f"{app_label}.{verb}_{model}") for verb in verbs]
    group.permissions.set(wanted)
    _set_page_rights(group, role, homes)
    _set_collection_rights(group, role)


def _set_page_rights(group: Group, role: Role, homes: list[Page]) -> None:
    wanted = {(home.pk, _permission(f"wagtailcore.{verb}_page").pk) for home in homes for verb in role.pages}
    existing = {(right.page_id, right.permission_id): right for right in group.page_permissions.all()}
    GroupPagePermission.objects.filter(pk__in=[existing[key].pk for key in existing.keys() - wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page_id, permission_id=permission_id)
        for page_id, permission_id in sorted(wanted - existing.keys())
    )


def _set_collection_rights(group: Group, role: Role) -> None:
    root = Collection.get_first_root_node()
    names = [f"wagtailimages.{verb}_image" for verb in role.images]
    names += [f"wagtaildocs.{verb}_document" for verb in role.documents]
    wanted = {(root.pk, _permission(name).pk) for name in names}
    existing = {(right.collection_id, right.permission_id): right for right in group.collection_permissions.all()}
    GroupCollectionPermission.objects.filter(pk__in=[existing[key].pk for key in existing.keys() - wanted]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection_id, permission_id=permission_id)
        for collection_id, permission_id in sorted(wanted - existing.keys())
    )


def _permission(name: str) -> Permission:
    """Return the permission ``app.codename``; raises ``Permission.DoesNotExist`` for a name that is none."""
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _retire_stock_groups() -> None:
    """Remove Wagtail's stock group and workflow, unless somebody has begun to use them."""
    Group.objects.filter(name=STOCK_GROUP, user__isnull=True).delete()
    stock = Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True)
    WorkflowPage.objects.filter(workflow__in=stock).delete()
    stock.delete()
    Task.objects.filter(name=STOCK_WORKFLOW, task_states__isnull=True, workflow_tasks__isnull=True).delete()


def _ensure_workflow(homes: list[Page]) -> None:
    """Let what the press office submits be approved, and thereby published, by an editor."""
    workflow = Workflow.objects.filter(name=WORKFLOW).first() or Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name=EDITORS).first() or GroupApprovalTask.objects.create(name=EDITORS)
    task.groups.set([Group.objects.get(name=EDITORS)])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
