"""Where files lie: a folder of this machine, or a bucket that speaks S3 where ``PORTAL_STORAGE_URL`` names one.

Nothing in the bucket is public and no address of it is ever handed out: files are served by the views that ask the
rule of who may read.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.addresses import address

EXAMPLE = "s3://key:secret@host/bucket?region=name"


def storage(url: str) -> dict[str, Any]:
    """What Django's ``STORAGES`` says of the files that people upload; ``url`` is the value of the variable."""
    if not url:
        return {"BACKEND": "portal.files.disk.DiskStorage"}
    parts = address("PORTAL_STORAGE_URL", url, ("s3",), EXAMPLE)
    parts.allow("region", "tls", "ca", "addressing")
    if bool(parts.user) != bool(parts.password):
        raise ImproperlyConfigured("PORTAL_STORAGE_URL has a key without a secret; write both, or neither.")
    bucket, _, location = parts.path.strip("/").partition("/")
    if len(parts.hosts) != 1 or not bucket:
        raise ImproperlyConfigured(f"PORTAL_STORAGE_URL names no host or no bucket; it has the form {EXAMPLE}.")
    tls = _choice(parts.options, "tls", "yes", ("yes", "no")) == "yes"
    host, port = parts.hosts[0]
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return {
        "BACKEND": "portal.files.bucket.BucketStorage",
        "OPTIONS": {
            # Without a key, what the machine was given (a role) is used.
            "access_key": parts.user or None,
            "secret_key": parts.password or None,
            "bucket_name": bucket,
            "location": location,
            "endpoint_url": f"{'https' if tls else 'http'}://{place}",
            "region_name": parts.options.get("region") or None,
            "addressing_style": _choice(parts.options, "addressing", "path", ("path", "virtual")),
            "use_ssl": tls,
            "verify": parts.options.get("ca") or None,
        },
    }


def _choice(options: dict[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = options.get(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"The option “{name}” of PORTAL_STORAGE_URL is one of: {', '.join(allowed)}.")
    return value
