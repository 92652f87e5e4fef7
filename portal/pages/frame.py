"""What the frame of every page needs: the languages with this very page in each, and what is saved on a slow line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from portal.languages import BY_CODE, LANGUAGES
from portal.pages.region import COUNTRIES, THEMES

#: How long a question may be, in signs of the address as it came, to be carried into the other languages.
LONGEST_QUERY = 1000


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; asks the database nothing."""
    code = get_language() or "en"
    language = BY_CODE.get(code, LANGUAGES[0])
    path = getattr(request, "path_info", "/")
    tail = path[len(code) + 2 :] if path.startswith(f"/{code}/") else ""
    # Thirteen links, twice on a page: a very long question is not carried into each.
    is_carried = "/search/" in path and 0 < len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    query = f"?{request.GET.urlencode()}" if is_carried else ""
    return {
        "language": language,
        "languages": [
            {"language": other, "url": f"/{other.code}/{tail}{query}", "current": other is language}
            for other in LANGUAGES
        ],
        "home_url": f"/{code}/",
        "countries_url": f"/{code}/{COUNTRIES}/",
        "themes_url": f"/{code}/{THEMES}/",
        "saves_data": request.headers.get("Save-Data", "").lower() == "on",
        "this_path": path,
        "section": tail.split("/", 1)[0],
    }
