"""A Java that is new enough is found by asking it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.launcher.servers.java import find_java, java_version
from portal.launcher.trouble import TroubleError

MakeJava = Callable[[str, str], Path]


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeJava:
    """Makes the home of a Java that says it is of this version; nothing else is installed."""
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/bin")
    monkeypatch.setattr("portal.launcher.servers.java.shutil.which", lambda _name: None)

    def make(name: str, says: str) -> Path:
        program = tmp_path / "jvm" / name / "bin" / "java"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
        program.chmod(0o755)
        return program.parent.parent

    return make


class FindJavaTests:
    def test_the_newest_installed_one_is_taken(self, java: MakeJava, tmp_path: Path) -> None:
        java("java-17", 'openjdk version "17.0.9" 2023-10-17')
        java("java-21", 'openjdk version "21.0.2" 2024-01-16')
        newest = java("temurin", 'openjdk version "25" 2025-09-16')
        java("java-9", 'java version "1.8.0_202"')
        assert find_java([str(tmp_path / "jvm" / "*")]) == newest

    def test_the_one_that_is_named_goes_before_newer_ones(
        self, java: MakeJava, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named, newer = java("java-21", 'openjdk version "21.0.2"'), java("java-25", 'openjdk version "25.0.1"')
        monkeypatch.setenv("JAVA_HOME", str(named))
        assert find_java([str(newer)]) == named
        monkeypatch.setenv("ES_JAVA_HOME", str(newer))
        assert find_java([]) == newer

    def test_an_old_java_home_is_passed_over_but_an_old_one_named_for_elasticsearch_is_told(
        self, java: MakeJava, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old, new = java("java-17", 'openjdk version "17.0.9"'), java("java-25", 'openjdk version "25.0.1"')
        monkeypatch.setenv("JAVA_HOME", str(old))
        assert find_java([str(new)]) == new
        monkeypatch.setenv("ES_JAVA_HOME", str(old))
        with pytest.raises(TroubleError, match=r"ES_JAVA_HOME names .*java-17, which holds Java 17"):
            find_java([str(new)])

    def test_without_one_a_sentence_says_what_to_install_or_to_set(self, java: MakeJava) -> None:
        old = java("java-17", 'openjdk version "17.0.9"')
        with pytest.raises(TroubleError, match=r"JDK 21 or newer, and the newest here is Java 17.*PORTAL_SEARCH_URL"):
            find_java([str(old)])
        with pytest.raises(TroubleError, match="there is none here"):
            find_java([])

    def test_what_does_not_run_is_no_java(self, java: MakeJava, tmp_path: Path) -> None:
        assert java_version(tmp_path / "nowhere") == 0
        assert java_version(java("other", "I am something else")) == 0
