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
#: Wagtail asks for the rights of its own model, also where another model holds the files.
_FILE_RIGHTS = ("add_document", "choose_document")
#: A file that is replaced reaches readers at once, so it takes whoever may publish.
_PUBLISHERS_FILE_RIGHTS = (*_FILE_RIGHTS, "change_document", "delete_document")
#: Reference data: who may change the words of the field and the facts of countries.
_REFERENCE_APPS = ("countries", "glossary", "members.body", "pages.nationallaw", "pages.authority", "pages.service")
_TRANSLATION_RIGHTS = ("submit_translation",)


def roles() -> None:
    """Make the groups that are missing, with their rights; what staff gave or took since stays."""
    # Wagtail makes a group called Editors too; only ours are Administrators, so they tell whether this ran before.
    first = not Group.objects.filter(name=ADMINISTRATORS).exists()
    Group.objects.filter(name="Moderators", user__isnull=True).delete()
    for name in _PAGE_RIGHTS:
        group, new = Group.objects.get_or_create(name=name)
        if new or first:
            _give_rights(group)


def _give_rights(group: Group) -> None:
    root, files = Page.objects.get(depth=1), Collection.get_first_root_node()
    # Wagtail's own Editors come with rights over images, which nothing here carries yet.
    group.permissions.set(Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin"))
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    for codename in _PAGE_RIGHTS[group.name]:
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    publishes = group.name in (PUBLISHERS, ADMINISTRATORS)
    for codename in _PUBLISHERS_FILE_RIGHTS if publishes else _FILE_RIGHTS:
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtaildocs")
        GroupCollectionPermission.objects.create(group=group, collection=files, permission=permission)
    if group.name in (TRANSLATORS, PUBLISHERS, ADMINISTRATORS):
        group.permissions.add(*Permission.objects.filter(codename__in=_TRANSLATION_RIGHTS))
    if group.name in (PUBLISHERS, ADMINISTRATORS):
        group.permissions.add(*_reference_rights())
    if group.name == ADMINISTRATORS:
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
    if GroupApprovalTask.objects.filter(groups__name=PUBLISHERS).exists():
        # Staff may have renamed or replaced it; it is theirs now.
        return
    WorkflowPage.objects.filter(page__depth=1).delete()
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Review by a publisher")
    task.groups.set(Group.objects.filter(name__in=[PUBLISHERS, ADMINISTRATORS]))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(depth=1))
