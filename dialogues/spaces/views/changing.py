"""What a space is called and for, and making it stricter; for its owners."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from dialogues.spaces import actions
from dialogues.spaces.entering import entered
from dialogues.spaces.forms import NameForm, TightenForm
from dialogues.spaces.models import Space
from dialogues.spaces.permissions import delegations_managed
from portal.members.views.directory import ways


@entered
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, space: Space) -> HttpResponse:
    """Another title or purpose, a stricter label or rule; whoever acts for no owner finds nothing."""
    if not delegations_managed(request.viewer, space).exists():  # type: ignore[attr-defined]
        raise Http404
    act = request.POST.get("act", "")
    language = get_language() or "en"
    now = {"language": language, "title": space.title.get(language, ""), "purpose": space.purpose.get(language, "")}
    name = NameForm(request.POST if act == "name" else None, initial=now)
    tighter = TightenForm(request.POST if act == "tighten" else None, space=space)
    if request.method == "POST":
        if act not in {"name", "tighten"}:
            raise Http404
        form = name if act == "name" else tighter
        try:
            if form.is_valid() and _done(request, space, name if act == "name" else None, tighter):
                return HttpResponseRedirect(reverse("spaces:space", args=[space.slug]))
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {"space": space, "name": name, "tighter": tighter, **ways(request)}
    return render(request, "spaces/change.html", context, status=422 if name.errors or tighter.errors else 200)


def _done(request: HttpRequest, space: Space, name: NameForm | None, tighter: TightenForm) -> bool:
    if name is not None:
        data = name.cleaned_data
        told = {key: data[key] for key in ("language", "title", "purpose")}
        actions.rename_space(space=space, **told, by=request.user)
    else:
        label, rule = tighter.chosen
        actions.tighten(space=space, label=label, rule=rule, by=request.user)
    return True
