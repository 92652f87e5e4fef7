"""There is one way for a mail to leave the portal."""

from __future__ import annotations

import ast
import logging

import pytest
from allauth.account.adapter import get_adapter
from django.core.mail import EmailMessage

from tests.architecture.test_layers import ROOT, python_files

#: The two modules that make a message and hand it over.
OUTBOX = {"portal/notices/outbox/letters.py", "portal/notices/outbox/sending.py"}


class OneWayOutTests:
    def test_no_other_module_of_ours_sends_mail(self) -> None:
        for path in python_files():
            if path.relative_to(ROOT).as_posix() in OUTBOX:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
                names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {module}
                assert not any(name.startswith(("django.core.mail", "smtplib")) for name in names), path
                called = getattr(node, "attr", getattr(node, "id", ""))
                assert called not in {"send_mail", "mail_admins", "email_user", "send_emails"}, path

    def test_the_sign_in_package_mails_nothing_by_itself(
        self, mailoutbox: list[EmailMessage], caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.ERROR, "portal.members"):
            get_adapter().send_mail("account/email/anything", "a@office.example", {"key": "a secret"})
        assert not mailoutbox
        assert "account/email/anything" in caplog.text
        assert "secret" not in caplog.text
        assert "office" not in caplog.text
