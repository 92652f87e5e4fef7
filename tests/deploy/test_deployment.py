"""What is deployed names only what there is, fits the machine it is meant for, and carries no secret."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.architecture.test_documentation import _variables
from tests.architecture.test_layers import ROOT

DEPLOY = ROOT / "deploy"
#: Read by Django itself, not by our settings.
KNOWN = _variables() | {"DJANGO_SETTINGS_MODULE"}
_UNITS = {"k": 1 / 1024, "m": 1, "g": 1024}


def _lines(name: str) -> dict[str, str]:
    lines = [line for line in (DEPLOY / name).read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def _portals(compose: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, told) for name, told in compose["services"].items() if told.get("image") == "balai")


class SettingsTests:
    def test_the_example_names_every_setting_and_no_other(self) -> None:
        assert set(_lines("settings.env.example")) == KNOWN

    def test_the_example_holds_no_secret(self) -> None:
        for name, value in _lines("settings.env.example").items():
            assert not (re.search("PASSWORD|KEY|TOKEN|_URL$", name) and name != "PORTAL_BASE_URL" and value), name

    def test_whatever_names_a_setting_names_one_that_there_is(self) -> None:
        for path in sorted(DEPLOY.rglob("*")):
            if path.is_file():
                named = set(re.findall(r"\b(PORTAL_[A-Z_]*[A-Z]|DATABASE_URL)\b", path.read_text()))
                assert named <= KNOWN, path.name

    def test_git_leaves_out_what_belongs_to_one_portal(self) -> None:
        assert {"/settings.env", "/secrets/", "/tls/"} <= set((DEPLOY / ".gitignore").read_text().splitlines())


class ComposeTests:
    def test_two_web_servers_and_two_workers_stand_on_shared_servers(self, compose: dict[str, Any]) -> None:
        assert {"proxy", "web1", "web2", "worker1", "worker2", "postgresql", "elasticsearch", "redis"} <= set(
            compose["services"]
        )
        for name, told in _portals(compose):
            assert told["environment"]["DATABASE_URL"].startswith("postgresql://"), name
            assert told["environment"]["PORTAL_SEARCH_URL"], name
            assert told["environment"]["DJANGO_SETTINGS_MODULE"] == "portal.settings.production", name

    def test_everything_has_a_limit_and_together_they_leave_room_on_8_gb(self, compose: dict[str, Any]) -> None:
        passing = ("prepare", "search-user", "backup")
        lasting = {name: told for name, told in compose["services"].items() if name not in passing}
        limits = {name: told["mem_limit"] for name, told in lasting.items()}
        together = sum(float(limit[:-1]) * _UNITS[limit[-1]] for limit in limits.values())
        assert together <= 7 * 1024, limits

    def test_whatever_lasts_is_looked_after(self, compose: dict[str, Any]) -> None:
        for name, told in compose["services"].items():
            assert "healthcheck" in told, name
            assert told["restart"], name

    def test_a_web_server_is_asked_by_a_name_it_answers_to(
        self, compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[urllib.request.Request] = []
        monkeypatch.setattr(urllib.request, "urlopen", lambda request, timeout: asked.append(request))
        test = compose["services"]["web1"]["healthcheck"]["test"]
        for names in ("portal.example,other.example", ".portal.example", " portal.example , other.example"):
            monkeypatch.setenv("PORTAL_HOSTS", names)
            exec(test[-1])
        assert {request.get_header("Host") for request in asked} == {"portal.example"}

    def test_no_password_stands_in_it_and_every_file_of_one_is_made(self, compose: dict[str, Any]) -> None:
        made = (DEPLOY / "new-secrets").read_text()
        for name, told in compose["secrets"].items():
            assert told == {"file": f"secrets/{name}"}
            assert name in made
        for name, told in compose["services"].items():
            assert set(told.get("secrets", [])) <= set(compose["secrets"]), name
            for variable, value in told.get("environment", {}).items():
                assert "PASSWORD" not in variable or str(value).startswith("/run/secrets/"), (name, variable)

    def test_only_the_proxy_is_reached_from_outside(self, compose: dict[str, Any]) -> None:
        assert [name for name, told in compose["services"].items() if "ports" in told] == ["proxy"]
        assert compose["networks"]["inside"]["internal"] is True
        for name in ("postgresql", "elasticsearch", "redis"):
            assert compose["services"][name]["networks"] == ["inside"]

    def test_what_it_mounts_is_there(self, compose: dict[str, Any]) -> None:
        for told in compose["services"].values():
            for volume in told.get("volumes", []):
                place = volume.split(":")[0]
                if place.startswith("./") and place != "./tls":
                    assert (DEPLOY / place).exists(), place
                elif not place.startswith("."):
                    assert place in compose["volumes"], place


class ImageTests:
    def test_it_takes_packages_by_their_hashes_and_runs_as_nobody_special(self) -> None:
        lines = (DEPLOY / "Dockerfile").read_text()
        assert "--require-hashes" in lines
        assert "--only-binary :all:" in lines
        assert lines.index("USER balai") < lines.index("ENTRYPOINT")

    def test_everything_it_copies_passes_the_list_of_what_may_go_in(self) -> None:
        allowed = set(re.findall(r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.M))
        for source in re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.M):
            for name in source.split():
                assert name in allowed
                assert (ROOT / name).exists()

    def test_what_it_is_built_with_is_enough_for_production_to_start(self, tmp_path: Path) -> None:
        exported = re.findall(r"RUN export ((?:\w+=\S+[\s\\]+)+)&&", (DEPLOY / "Dockerfile").read_text())
        told = dict(word.split("=", 1) for word in exported[0].replace("\\", " ").split())
        command = [sys.executable, "-c", "import portal.settings.production"]
        env = {"PATH": os.environ["PATH"], "PORTAL_DATA_DIR": str(tmp_path), **told}
        started = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        assert started.returncode == 0, started.stderr

    @pytest.mark.parametrize("script", ["start", "new-secrets", "elasticsearch/make-user"])
    def test_a_script_is_one_that_the_plain_shell_takes(self, script: str) -> None:
        subprocess.run(["sh", "-n", str(DEPLOY / script)], check=True)

    def test_secrets_are_made_once_and_then_left_alone(self, tmp_path: Path) -> None:
        script = shutil.copy(DEPLOY / "new-secrets", tmp_path)
        subprocess.run([script], check=True, capture_output=True)
        key = tmp_path / "secrets" / "PORTAL_SECRET_KEY"
        first = key.read_text()
        assert len(first) >= 40
        assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0
        assert not subprocess.run([script], check=True, capture_output=True).stdout
        assert key.read_text() == first


class PlainServerTests:
    @pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
    def test_systemd_understands_every_unit(self, tmp_path: Path) -> None:
        for unit in (DEPLOY / "systemd").iterdir():
            # The portal is not installed where the tests run; any program stands in for its Python.
            text = unit.read_text().replace("/srv/balai/.venv/bin/python", "/usr/bin/env")
            (tmp_path / unit.name.replace("@.", "@1.")).write_text(text)
        units = [str(path) for path in tmp_path.iterdir()]
        told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
        assert (told.returncode, told.stderr) == (0, "")

    def test_the_target_wants_units_that_there_are(self) -> None:
        wanted = re.findall(r"^Wants=(.+)$", (DEPLOY / "systemd" / "balai.target").read_text(), re.M)[0].split()
        for unit in wanted:
            assert (DEPLOY / "systemd" / re.sub(r"@\d+", "@", unit)).is_file(), unit

    def test_it_is_served_as_in_the_container_and_as_the_documentation_says(self) -> None:
        for text in (
            (DEPLOY / "systemd" / "balai-web.service").read_text(),
            (DEPLOY / "start").read_text(),
            (ROOT / "docs" / "run.md").read_text(),
        ):
            assert "--limit-request-line 8190" in text
            assert "gunicorn portal.wsgi" in text


class ProxyTests:
    CONF = DEPLOY / "proxy" / "portal.conf"

    @pytest.mark.skipif(
        not shutil.which("nginx") or not shutil.which("openssl"), reason="nginx or openssl is not installed here"
    )
    def test_nginx_understands_it(self, tmp_path: Path) -> None:
        request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portal.example"]
        made = ["-keyout", str(tmp_path / "portal.key"), "-out", str(tmp_path / "portal.crt")]
        subprocess.run([*request, *made], check=True, capture_output=True)
        text = self.CONF.read_text().replace("/etc/nginx/tls", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
        (tmp_path / "portal.conf").write_text(text)
        shutil.copy(DEPLOY / "proxy" / "upstream-plain.conf", tmp_path)
        main = tmp_path / "nginx.conf"
        main.write_text(f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/[pu]*.conf; }}")
        asked = ["nginx", "-t", "-q", "-c", str(main), "-e", str(tmp_path / "errors")]
        told = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr

    def test_what_the_portal_believes_is_written_by_the_proxy(self) -> None:
        text = self.CONF.read_text()
        for header in ("X-Forwarded-Proto $scheme", "X-Forwarded-For $remote_addr", 'X-Forwarded-Host ""'):
            assert f"proxy_set_header {header};" in text

    def test_it_keeps_no_answer_and_no_words_of_a_search(self) -> None:
        text = self.CONF.read_text()
        assert "proxy_cache off;" in text
        assert "proxy_cache_path" not in text
        assert not re.search(r"log_format[^;]*\$(request|request_uri|args|query_string)\b", text)


class RoleTests:
    def test_the_role_is_over_the_indices_of_the_portal_alone(self) -> None:
        role = json.loads((DEPLOY / "elasticsearch" / "role.json").read_text())
        assert [one["names"] for one in role["indices"]] == [["balai-*"]]
        assert role["cluster"] == ["monitor"]
