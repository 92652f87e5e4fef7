"""What is said at the start of a shared cache that does not answer. It keeps nobody from starting."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.checks import CheckMessage, Tags, Warning, register
from redis.exceptions import RedisError

from portal.caching.shared import SharedCache


@register(Tags.caches, deploy=True)
def shared_cache_answers(**_kwargs: Any) -> list[CheckMessage]:
    """Whether the Redis that ``PORTAL_CACHE_URL`` names answers."""
    cache = caches["default"]
    if not isinstance(cache, SharedCache):
        return []
    try:
        cache.ping()
    except (RedisError, OSError) as error:
        return [
            Warning(
                f"The shared cache does not answer: {type(error).__name__}. The database stands in for it.",
                hint=f"Look whether Redis runs at {settings.CACHES['default']['LOCATION']}, or mend PORTAL_CACHE_URL.",
                id="caching.W001",
            )
        ]
    return []
