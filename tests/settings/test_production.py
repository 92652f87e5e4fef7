"""What a portal for others is started with: cookies that hold for one host alone, limits by the reader's address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

_TOLD = """
import json
from portal.settings import production as told
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY", "ALLAUTH_TRUSTED_PROXY_COUNT")
print(json.dumps([getattr(told, name) for name in names]
    + [told.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"], told.DEMO_ALLOWED]))
"""


def told(**more: str) -> list[Any]:
    """What the settings say, read by a process of their own: they are read once in each."""
    needed = {
        "PORTAL_SECRET_KEY": "k" * 50,
        "PORTAL_FACTOR_KEYS": "f" * 50,
        "PORTAL_HOSTS": "portal.example",
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run([sys.executable, "-c", _TOLD], env=needed | more, capture_output=True, text=True, check=True)
    answer: list[Any] = json.loads(done.stdout)
    return answer


class ProductionTests:
    def test_cookies_are_bound_to_the_host_and_attempts_counted_behind_one_proxy(self) -> None:
        assert told() == ["__Host-sessionid", "__Host-csrftoken", True, True, True, 1, ["'self'"], False]

    def test_the_host_of_an_identity_provider_joins_where_forms_may_lead(self) -> None:
        office = {"URL": "https://login.office.example/realm", "CLIENT": "balai", "SECRET": "very secret"}
        given = told(PORTAL_PROXIES="2", **{f"PORTAL_OIDC_{name}": value for name, value in office.items()})
        assert given[5:7] == [2, ["'self'", "https://login.office.example"]]
