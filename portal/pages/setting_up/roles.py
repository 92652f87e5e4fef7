"""The roles of programme staff as groups, and the review every text goes through.

Editors write and submit, publishers publish, translators translate, administrators do all. A right that is missing here
is not held.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS, PUBLISHERS, TRANSLATORS, ADMINISTRATORS = "Editors", "Publishers", "Translators", "Administrators"

_PAGE_RIGHTS = {
    EDITORS: ("add_page", "change_page"),
    PUBLISHERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
    TRANSLATORS: ("add_page", "change_page"),
    ADMINISTRATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
_FILE_RIGHTS = ("add_portaldocument", "change_portaldocument", "choose_portaldocument")
#: Reference data: who may change the words of the field and the facts of countries.
_REFERENCE_APPS = ("countries", "glossary", "members.body", "pages.nationallaw", "pages.authority", "pages.service")
_TRANSLATION_RIGHTS = ("submit_translation",)


def roles() -> None:
    """Make the groups and give them their rights."""
    root, files = Page.objects.get(depth=1), Collection.get_first_root_node()
    Group.objects.filter(name="Moderators", user__isnull=True).delete()
    for name, rights in _PAGE_RIGHTS.items():
        group, _new = Group.objects.get_or_create(name=name)
        present = set(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True))
        if present == set(rights):
            continue
        group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
        GroupPagePermission.objects.filter(group=group).delete()
        for codename in rights:
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for codename in _FILE_RIGHTS:
            permission = Permission.objects.get(codename=codename, content_type__app_label="files")
            GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
        if name in (TRANSLATORS, PUBLISHERS, ADMINISTRATORS):
            group.permissions.add(*Permission.objects.filter(codename__in=_TRANSLATION_RIGHTS))
        if name in (PUBLISHERS, ADMINISTRATORS):
            group.permissions.add(*_reference_rights())
        if name == ADMINISTRATORS:
            group.permissions.add(*Permission.objects.filter(content_type__app_label="members"))
            group.permissions.add(*Permission.objects.filter(content_type__app_label="wagtailredirects"))


def _reference_rights() -> list[Permission]:
    found: list[Permission] = []
    for place in (*_REFERENCE_APPS, "notices"):
        app, _dot, model = place.partition(".")
        rights = Permission.objects.filter(content_type__app_label=app)
        found += rights.filter(content_type__model=model) if model else rights
    return found


def review() -> None:
    """One review by a publisher, on the whole tree."""
    if Workflow.objects.filter(name="Review").exists():
        return
    WorkflowPage.objects.filter(page__depth=1).delete()
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Review by a publisher")
    task.groups.set(Group.objects.filter(name__in=[PUBLISHERS, ADMINISTRATORS]))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(depth=1))
