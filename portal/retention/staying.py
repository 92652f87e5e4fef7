"""The models whose rows stay, each with its reason; every other model has a kind in the table."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page

_TERMS = "The words of the house: staff keep them, and nobody is told of in them."
_PAGES = "Content: it stays until somebody deletes it, and goes whole then."
_OFFICE = "Who held which office and when is the record of the body; erasing an account takes the person out of it."
_RIGHTS = "Who may do what: staff change it, and it goes with its person or its group."
_ENGINE = "The state of a machine: it is overwritten and never grows."
_STAFF = "Settings that staff keep by hand."
_UNUSED = "A package makes the table; nothing of ours writes into it."

#: By the label of the model.
STAYS: dict[str, str] = {
    "countries.Country": _TERMS,
    "audit.Entry": "The log is never changed, and holds no content.",
    "audit.Link": "The chain that shows whether the log was changed.",
    "backups.Backup": "Only the newest hundred are kept; none says where a backup lies.",
    "work.Lease": "It goes with its task.",
    "work.Duty": _ENGINE,
    "work.Hindrance": "It goes once the step succeeds or its page is gone.",
    "retention.Hold": "Who held what back, and why, is a record of its own.",
    "retention.Round": "Only the last round is kept; the log has the counts of all.",
    "members.Body": _OFFICE,
    "members.Delegation": _OFFICE,
    "members.Seat": _OFFICE,
    "members.SeatHolder": _OFFICE,
    "members.Deputy": _OFFICE,
    "members.User_groups": _RIGHTS,
    "members.User_user_permissions": _RIGHTS,
    "spaces.Space": "Its owners close it, and it stays readable for its members.",
    "threads.Thread": "It goes with its space.",
    "threads.Post": "It goes with its thread; a name on record goes when the account is erased.",
    "threads.Authorship": "It goes with its post; the person is taken out when the account is erased.",
    "threads.Revision": "It goes with its post.",
    "translations.Translation": "It goes with its post.",
    "translations.Translator": "It goes with its translation; the person is taken out when the account is erased.",
    "threads.FormerAddress": "Old links lead on for good; it goes with its thread.",
    "threads.Unsealing": "Who learnt of an author, and why, is a record of its own; it goes with its post.",
    "threads.Visit": "One row for a person and a thread, overwritten; it goes with the access of the person.",
    "board.Delivery": "One row a person, overwritten; it goes with the account.",
    "watching.Watch": "One row for a person and a space or thread, overwritten; it goes with the access of the person.",
    "spaces.SpaceOwner": "It goes with its space.",
    "spaces.HouseRules": "What people have accepted stays what it was; it goes with its space.",
    "markings.Marking": "A group without its marking would be closed; it holds a label and no content.",
    "markings.NamedReader": "It goes with its marking, and whenever the label changes.",
    "markings.Lowering": "The proof that the source agreed to a lower label, and that two people decided.",
    "victim_data.FindingCount": "How often in a month what kind was found; never what.",
    "victim_data.Release": "Who decided that a text may be published with what is held in it, and why.",
    "metrics.Tally": "Counts without names, one row a figure.",
    "demo.DemoObject": "The mark of demo content; remove_demo takes it out.",
    "oai.HarvestRecord": "Harvesters are told for good what has ended; it holds an address and no title.",
    "oai.HarvestedSet": "It belongs to its record of harvesting.",
    "readership.ReadCount": "How often in a month something was read: nobody is told of in it.",
    "outbox.Counter": _ENGINE,
    "outbox.Comparison": _ENGINE,
    "pages.PublishedStamp": _ENGINE,
    "watches.Arrival": "Since when a text can be found; it holds a number, and neither title nor text.",
    "pins.Pinning": _STAFF,
    "pins.PinnedPhrase": _STAFF,
    "pins.PinnedPage": _STAFF,
    "wagtail_localize.Template": "The tags between sentences, without the sentences; the same for many texts.",
    "wagtail_localize.LocaleSynchronization": _STAFF,
    "wagtailredirects.Redirect": "Old addresses lead on for good; it goes with its page.",
    "wagtailcore.ReferenceIndex": "Numbers of what refers to what; it goes with the thing.",
    "wagtailcore.WorkflowState": "The history of a review; it goes with its page.",
    "wagtailcore.TaskState": "The history of a review; it goes with its page.",
    "wagtailcore.PageSubscription": "It goes with its page and its person.",
    "wagtailcore.Comment": "Comments are switched off; they go with their page.",
    "wagtailcore.CommentReply": "Comments are switched off; they go with their page.",
    "wagtailcore.APIToken": _UNUSED,
    "wagtaildocs.Document": _UNUSED,
    "wagtailimages.Image": _UNUSED,
    "wagtailimages.Rendition": _UNUSED,
    "wagtailsearch.IndexEntry": _UNUSED,
    "wagtailsearch.SQLiteFTSIndexEntry": _UNUSED,
    "wagtailsearch.PostgreSQLIndexEntry": _UNUSED,
    "wagtailadmin.Admin": _UNUSED,
    "taggit.Tag": _TERMS,
    "taggit.TaggedItem": "It goes with its file.",
    "socialaccount.SocialApp": _UNUSED,
    **{f"glossary.{name}": _TERMS for name in ("Concept", "Synonym", "Instrument", "Provision", "Theme")},
    **{f"glossary.{name}": _TERMS for name in ("Audience", "VictimGroup")},
    **{f"pages.{name}": _TERMS for name in ("NationalLaw", "NationalLaw_provisions", "Authority")},
    **{f"pages.{name}": _TERMS for name in ("Service", "Service_groups")},
    **{f"auth.{name}": _RIGHTS for name in ("Permission", "Group_permissions", "Group")},
    "contenttypes.ContentType": _ENGINE,
    **{f"wagtailcore.{name}": _STAFF for name in ("Locale", "Site", "Collection", "Workflow", "WorkflowTask", "Task")},
    **{f"wagtailcore.{name}": _STAFF for name in ("WorkflowContentType", "WorkflowPage", "GroupApprovalTask")},
    "wagtailcore.GroupApprovalTask_groups": _STAFF,
    **{f"wagtailcore.Group{name}Permission": _RIGHTS for name in ("Site", "Collection", "Page")},
    **{
        f"wagtailcore.{name}ViewRestriction": "Switched off: one rule says who reads."
        for name in ("Page", "Collection")
    },
    "wagtailcore.PageViewRestriction_groups": "Switched off: one rule says who reads.",
    "wagtailcore.CollectionViewRestriction_groups": "Switched off: one rule says who reads.",
}


def reason(model: type[Model]) -> str:
    """Why the rows of a model stay; empty where nobody has said so."""
    label = model._meta.label
    if label in STAYS:
        return STAYS[label]
    return _PAGES if _is_of_pages(model) else ""


def _is_of_pages(model: type[Model]) -> bool:
    """Whether it is a kind of page, hangs on one as its child, or joins one of the two with something else."""
    if issubclass(model, Page) or any(isinstance(field, ParentalKey) for field in model._meta.local_fields):
        return True
    joined: Any = model._meta.auto_created
    return bool(joined) and _is_of_pages(joined)
