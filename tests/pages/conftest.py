"""People the tests of pages need beside those all tests know."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from portal.members.models import User
from portal.pages.setting_up.roles import TRANSLATORS


@pytest.fixture
def translator(portal: None) -> User:
    """Somebody who translates."""
    user = User.objects.create_user("translator@office.example", "a long enough password")
    user.groups.add(Group.objects.get(name=TRANSLATORS))
    return user
