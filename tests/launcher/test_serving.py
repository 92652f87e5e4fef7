"""How the web server is started."""

from __future__ import annotations

import re
from pathlib import Path

from portal.launcher.environment import Environment
from portal.launcher.serving import _web_server

ROOT = Path(__file__).resolve().parent.parent.parent
OPTION = "--limit-request-line"
#: Of one letter of Thai, Lao, Khmer or Burmese in an address.
BYTES = 9


class LineTests:
    def test_a_question_of_as_many_letters_as_a_box_takes_fits_into_an_address(self) -> None:
        (line,) = (one for one in _web_server(Environment(ROOT), 8000) if one.startswith(OPTION))
        limit = int(line.removeprefix(f"{OPTION}="))
        boxes = [
            int(number)
            for template in (ROOT / "templates").rglob("*.html")
            for number in re.findall(r'<input type="search"[^>]* name="q"[^>]* maxlength="(\d+)"', template.read_text())
        ]
        assert len(boxes) == 4
        assert max(boxes) * BYTES < limit // 2, "filters need room too"
        assert f"{OPTION} {limit}" in (ROOT / "docs" / "run.md").read_text(encoding="utf-8")
