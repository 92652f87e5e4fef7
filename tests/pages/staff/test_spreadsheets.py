"""What Wagtail's own lists are saved as: no cell is a formula, in either form of table."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect

from portal.members.models import User
from tests.second_proofs import prove

FORMULAS = ("=1+1", "＝1", "@home", "\t=1")


@pytest.fixture
def administrator(portal: None) -> User:
    """Somebody who may save every list."""
    user = User.objects.create_superuser("administrator@office.example", "a long enough password")
    return prove(user)


def _saved(client: Client, form: str) -> bytes:
    answer: Any = client.get("/administration/redirects/", {"export": form})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


class WagtailsTablesTests:
    def test_a_text_that_looks_like_a_formula_is_marked_in_csv_and_xlsx(
        self, administrator: User, client: Client
    ) -> None:
        for number, text in enumerate(FORMULAS):
            Redirect.objects.create(old_path=f"/old-{number}", redirect_link=text)
        client.force_login(administrator)

        rows = list(csv.reader(io.StringIO(_saved(client, "csv").decode())))
        assert {f"'{text}" for text in FORMULAS} <= {cell for row in rows for cell in row}

        sheet = load_workbook(io.BytesIO(_saved(client, "xlsx"))).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {f"'{text}" for text in FORMULAS} <= {cell.value for cell in cells}
        assert not [cell for cell in cells if cell.data_type == "f"]
