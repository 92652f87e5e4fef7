"""The register of what stands, and how a figure is written. It imports no models: any ``apps.py`` may name it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

logger = logging.getLogger("portal.metrics")

#: Every name begins so; whoever registers leaves it out.
PREFIX = "balai_"


@dataclass(frozen=True)
class Figure:
    """One number with its name and what distinguishes it from others of that name.

    ``family`` is the name that HELP and TYPE speak of, where that is another one, as for the parts of a histogram.
    """

    name: str
    value: float
    help: str = ""
    kind: str = "gauge"
    labels: Mapping[str, str] = field(default_factory=dict)
    family: str = ""


Source = Callable[[], Iterable[Figure]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Have ``source`` asked for its figures at each look; from ``AppConfig.ready()``.

    It answers within a second. What it raises costs its own figures alone, and is told as one.
    """
    if _sources.get(name, source) != source:
        raise ImproperlyConfigured(f"Two sources of figures are called {name}.")
    _sources[name] = source


def standing() -> Iterator[Figure]:
    """The figures of every source, and for each source whether it answered."""
    for name, source in _sources.items():
        answered = True
        try:
            yield from list(source())
        except Exception as error:
            answered = False
            # The message may quote what does not belong into a log.
            logger.warning("The figures of %s cannot be told: %s", name, type(error).__name__)
            if isinstance(error, DatabaseError):
                connection.close()
        yield Figure("source_up", int(answered), "Whether a source of figures answered.", labels={"source": name})


def written(figures: Iterable[Figure]) -> str:
    """The text format of Prometheus, version 0.0.4: figures of one family together, under one HELP and one TYPE."""
    families: dict[str, list[Figure]] = {}
    for figure in figures:
        families.setdefault(figure.family or figure.name, []).append(figure)
    lines = []
    for family, members in families.items():
        if help_text := members[0].help:
            lines.append(f"# HELP {PREFIX}{family} {_escaped(help_text)}")
        lines.append(f"# TYPE {PREFIX}{family} {members[0].kind}")
        lines += [f"{PREFIX}{one.name}{_labels(one.labels)} {_number(one.value)}" for one in members]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    quote = r"\""
    pairs = (f'{name}="{_escaped(value).replace(chr(34), quote)}"' for name, value in labels.items())
    return "{" + ",".join(pairs) + "}" if labels else ""


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
