"""Fetches Elasticsearch with the Maven client. It is used for development and tests here and never passed on."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

from portal.launcher.children import Children
from portal.launcher.trouble import TroubleError

VERSION = "9.5.0"
#: Of the archive, as Maven Central gave it on 23 November 2026. Registries that stand between do not always pass on the
#: sums that lie beside an archive, so Maven only warns of those that are missing, and this one decides.
SHA256 = "db0e275fd790f723eca7bcde96069fd6fed304ad23afdb70c8c09553dd9e8b1b"
_GROUP = "org.elasticsearch.distribution.integ-test-zip"
_ARTIFACT = "elasticsearch"
_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
_INSTEAD = "or point PORTAL_SEARCH_URL at an Elasticsearch that runs"


def fetch_elasticsearch(children: Children, repository: Path | None = None) -> Path:
    """The archive of the node, fetched into the Maven repository of this user unless it lies there already.

    Raises TroubleError when it cannot be had, or is not the one that is meant.
    """
    repository = repository or Path.home() / ".m2" / "repository"
    archive = repository / _GROUP.replace(".", "/") / _ARTIFACT / VERSION / f"{_ARTIFACT}-{VERSION}.zip"
    if archive.is_file():
        return _compared(archive)
    if shutil.which("mvn") is None:
        raise TroubleError(
            "Elasticsearch is fetched with Maven, which is missing: install it (on Debian: apt install maven), "
            f"{_INSTEAD}."
        )
    print(f"Fetching Elasticsearch {VERSION} with Maven (124 MB, once) ...", flush=True)
    command = ["mvn", "--batch-mode", "--quiet", "--lax-checksums", _GOAL]
    options = {"maven.repo.local": repository, "artifact": f"{_GROUP}:{_ARTIFACT}:{VERSION}:zip", "transitive": "false"}
    code = children.run("download", command + [f"-D{name}={value}" for name, value in options.items()])
    if code or not archive.is_file():
        raise TroubleError(f"Maven could not fetch Elasticsearch; the lines above say why. Try again, {_INSTEAD}.")
    return _compared(archive)


def _compared(archive: Path) -> Path:
    with archive.open("rb") as packed:
        found = hashlib.file_digest(packed, "sha256").hexdigest()
    if found != SHA256:
        raise TroubleError(
            f"{archive} is not Elasticsearch {VERSION} as it is known here: its SHA-256 is {found}. "
            f"Delete it and start again, {_INSTEAD}."
        )
    return archive


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack the node into a folder; answers the home of Elasticsearch there. Raises TroubleError for a broken file."""
    try:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    except zipfile.BadZipFile as error:
        raise TroubleError(f"{archive} is no whole archive: delete it and start again.") from error
    except OSError as error:
        raise TroubleError(f"Elasticsearch could not be unpacked below {folder}: {error.strerror or error}.") from error
    home = folder / f"{_ARTIFACT}-{VERSION}"
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    return home
