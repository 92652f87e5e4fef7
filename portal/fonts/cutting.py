"""Cuts one web font out of variable source files: only the wanted characters, one weight, packed as WOFF2."""

from __future__ import annotations

import io
import logging
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from portal.fonts.characters import Characters
from portal.fonts.faces import Face, Part

#: Copyright, names, licence and its address: what the licence asks to keep.
_NAMES_KEPT = [0, 1, 2, 4, 6, 13, 14]


def source_path(source: str) -> Path:
    """Where ``package:path`` lies on this machine. Raises ModuleNotFoundError when the package is missing."""
    package, _, path = source.partition(":")
    with as_file(files(package).joinpath(path)) as found:
        return found


def source_bytes(source: str) -> bytes:
    """What stands in ``package:path``."""
    return source_path(source).read_bytes()


def cut(face: Face) -> tuple[bytes, Characters]:
    """The face as WOFF2, and the characters it came to hold: those asked for that its sources have."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table it drops
    instances = [_instance(part, face.weight) for part in face.parts]
    made = instances[0]["head"].created
    font = instances[0] if len(instances) == 1 else _merge(instances)
    held = frozenset(font.getBestCmap()) & face.characters
    font.flavor = "woff2"
    # The same cut is the same file, and keeps its address.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = made
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue(), held


def _instance(part: Part, weight: int) -> TTFont:
    """The part's characters at one weight. The cut comes first: it leaves much less to interpolate."""
    font = TTFont(source_path(part.source))
    options = Options()
    options.layout_features = list(part.features)
    options.hinting = False
    options.name_IDs = _NAMES_KEPT
    options.glyph_names = False
    options.notdef_outline = True
    options.ignore_missing_unicodes = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=part.characters)
    subsetter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, inplace=True)


def _merge(fonts: list[TTFont]) -> TTFont:
    """Several cuts as one font. Each script keeps its own features under its own script tag."""
    merger = Merger()
    merger.options.drop_tables = ["STAT", "gasp"]
    streams = []
    for font in fonts:
        stream = io.BytesIO()
        font.save(stream)
        stream.seek(0)
        streams.append(stream)
    return merger.merge(streams)
