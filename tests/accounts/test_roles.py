"""Groups, their rights and the workflow, as ``ensure_roles`` leaves them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import GroupApprovalTask, GroupPagePermission, Site, Workflow, WorkflowPage

from accounts.demo import ensure_demo_users
from accounts.models import User
from accounts.roles import ROLES, WORKFLOW, ensure_roles

pytestmark = pytest.mark.usefixtures("unindexed")


def snapshot() -> tuple[set, set, set]:
    """Return all rights of all groups."""
    return (
        set(Group.objects.values_list("name", "permissions__codename")),
        set(GroupPagePermission.objects.values_list("group__name", "permission__codename", "page__slug")),
        set(Group.objects.values_list("name", "collection_permissions__permission__codename")),
    )


def test_running_again_changes_nothing(site: Site) -> None:
    ensure_roles()
    first = snapshot()
    ensure_roles()
    assert snapshot() == first
    assert Workflow.objects.count() == GroupApprovalTask.objects.count() == 1


def test_rights_added_by_hand_are_taken_back(site: Site) -> None:
    ensure_roles()
    first = snapshot()
    group = Group.objects.get(name="Press office")
    group.permissions.add(Permission.objects.get(codename="change_user"))
    GroupPagePermission.objects.create(
        group=group, page=site.root_page, permission=Permission.objects.get(codename="publish_page")
    )
    ensure_roles()
    assert snapshot() == first


def test_members_stay(site: Site) -> None:
    ensure_roles()
    user = User.objects.create_user("anna")
    user.groups.add(Group.objects.get(name="Editors"))
    ensure_roles()
    assert user.groups.values_list("name", flat=True).get() == "Editors"


def test_only_the_four_groups_remain_and_reach_both_home_pages(site: Site) -> None:
    ensure_roles()
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert set(GroupPagePermission.objects.values_list("page__slug", flat=True)) == {"home-ru", "home-en"}


def test_one_workflow_serves_both_languages(site: Site) -> None:
    ensure_roles()
    assert set(WorkflowPage.objects.values_list("workflow__name", "page__slug")) == {
        (WORKFLOW, "home-ru"),
        (WORKFLOW, "home-en"),
    }


def test_demo_users_are_made_once_and_speak_russian(site: Site) -> None:
    call_command("ensure_roles")
    call_command("ensure_roles")
    users = {user.username: user for user in User.objects.all()}
    assert set(users) == {"editor", "press", "translator", "admin"}
    assert all(user.check_password(name) for name, user in users.items())
    assert [name for name, user in users.items() if user.is_superuser] == ["admin"]
    assert {name: list(user.groups.values_list("name", flat=True)) for name, user in users.items()} == {
        "editor": ["Editors"],
        "press": ["Press office"],
        "translator": ["Translators"],
        "admin": [],
    }
    profiles = {
        (user.wagtail_userprofile.preferred_language, user.wagtail_userprofile.current_time_zone)
        for user in users.values()
    }
    assert profiles == {("ru", "Europe/Moscow")}


def test_changed_password_of_a_demo_user_stays(site: Site) -> None:
    call_command("ensure_roles")
    user = User.objects.get(username="editor")
    user.set_password("something better")
    user.save()
    call_command("ensure_roles")
    assert User.objects.get(username="editor").check_password("something better")


@override_settings(DEMO_USERS=False)
def test_demo_users_are_refused_on_a_real_site(site: Site) -> None:
    call_command("ensure_roles")
    with pytest.raises(ImproperlyConfigured):
        ensure_demo_users()
    assert not User.objects.exists()
