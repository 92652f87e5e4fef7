"""*Something wrong on this page?*: a form at the foot of every page, which reaches staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from portal.notices.actions import report_problem
from portal.notices.forms import ProblemForm, page_of_ours


def problem(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what was sent. What a person typed survives every mistake."""
    form = ProblemForm(request.POST or None, initial={"page": page_of_ours(request.GET.get("page", ""))})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not data["website"]:
            report_problem(
                path=data["page"],
                language=get_language() or "en",
                text=data["text"],
                contact=data["contact"],
                identifies_person=data["identifies_person"],
            )
        return HttpResponseRedirect(reverse("notices:thanks"))
    return render(request, "notices/problem.html", {"form": form}, status=422 if form.errors else 200)


def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it arrived."""
    return render(request, "notices/thanks.html")
