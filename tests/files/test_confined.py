"""What a strange file is opened in: a process of its own, which ends when it wants too much."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from portal.files.confined.limits import MEBIBYTE, Limits
from portal.files.confined.running import FailedError, OverrunError, call, execute, on_disk
from tests.files.samples import pdf

PYTHON = sys.executable


def _run(code: str, **limits: int) -> bytes:
    return execute(PYTHON, "-c", code, limits=Limits(**limits))


class LimitsTests:
    def test_what_it_says_is_heard(self) -> None:
        assert _run("print('words')") == b"words\n"

    def test_it_gets_no_more_of_the_processor_than_it_may_have(self) -> None:
        begun = time.monotonic()
        with pytest.raises(OverrunError, match="time"):
            _run("while True: pass", seconds=1)
        assert time.monotonic() - begun < 8

    def test_it_gets_no_more_memory(self) -> None:
        with pytest.raises((OverrunError, FailedError)):
            _run("x = bytearray(500 << 20)", memory=200 * MEBIBYTE)
        assert _run("x = bytearray(50 << 20); print(1)", memory=200 * MEBIBYTE) == b"1\n"

    def test_it_says_no_more(self) -> None:
        with pytest.raises(OverrunError, match="output"):
            _run("print('x' * 300_000)", output=200_000)

    def test_it_cannot_sleep_for_ever_nor_leave_children_behind(self, tmp_path: Path) -> None:
        mark = tmp_path / "mark"
        leaves = f"import subprocess, time; subprocess.Popen(['sh', '-c', 'sleep 3; touch {mark}']); time.sleep(60)"

        class Hasty(Limits):
            patience = 1.0  # type: ignore[assignment]

        with pytest.raises(OverrunError, match="time"):
            execute(PYTHON, "-c", leaves, limits=Hasty())
        time.sleep(2.5)
        assert not mark.exists()

    def test_readers_come_first(self) -> None:
        assert _run("import os; print(os.nice(0))").decode().strip() == str(os.nice(0) + 10)

    @pytest.mark.skipif(not os.path.exists("/proc/self/autogroup"), reason="This kernel does not group by session")
    def test_readers_come_first_where_processors_are_shared_out_by_session(self) -> None:
        own = Path("/proc/self/autogroup").read_text()
        assert _run("print(open('/proc/self/autogroup').read())").decode().strip().endswith("nice 10")
        assert Path("/proc/self/autogroup").read_text() == own

    def test_it_knows_nothing_of_our_surroundings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PORTAL_SECRET_KEY", "a secret")
        said = _run("import os; print(sorted(os.environ), os.getcwd())").decode()
        assert "PORTAL" not in said
        assert os.getcwd() not in said

    def test_it_comes_after_readers(self) -> None:
        assert int(_run("import os; print(os.nice(0))")) >= 10

    def test_one_that_fails_is_told_from_one_that_wants_too_much(self) -> None:
        with pytest.raises(FailedError):
            _run("raise SystemExit(7)")

    def test_our_own_jobs_answer_records(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(pdf(["One", "Two"]))
        assert call("take-in-pdf", str(path), str(tmp_path / "b.pdf"), limits=Limits()) == [{"pages": 2}]
        with pytest.raises(FailedError):
            call("read-docx", str(path), limits=Limits())

    def test_the_child_loads_neither_django_nor_the_portal_settings(self) -> None:
        code = (
            "import sys; sys.path.insert(0, sys.argv[1])\n"
            "from importlib import import_module\n"
            "from portal.files.confined.__main__ import JOBS\n"
            "[import_module(f'portal.files.confined.{module}') for module, _ in JOBS.values()]\n"
            "print([name for name in sys.modules if name.startswith(('django', 'portal.settings'))])"
        )
        root = str(Path(__file__).resolve().parents[2])
        done = subprocess.run([PYTHON, "-I", "-c", code, root], capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n"


class OnDiskTests:
    def test_a_content_without_a_place_gets_one_for_a_while(self) -> None:
        content = BytesIO(b"words")
        content.read()
        with on_disk(content) as path:
            assert path.read_bytes() == b"words"
        assert not path.exists()
        assert content.tell() == 0

    def test_a_large_upload_is_not_copied(self) -> None:
        upload = TemporaryUploadedFile("a.pdf", "application/pdf", 5, None)
        upload.write(b"words")
        upload.flush()
        with on_disk(upload) as path:
            assert str(path) == upload.temporary_file_path()

    def test_a_name_alone_is_no_place(self) -> None:
        with on_disk(ContentFile(b"words", name="/etc/hostname")) as path:
            assert path.read_bytes() == b"words"
