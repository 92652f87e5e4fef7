"""Writing Zawgyi: Burmese in Unicode as an old phone would have typed it."""

from __future__ import annotations

import re

_KINZI = "\u1004\u103a\u1039"
_BELOW = dict(
    zip(
        "\u1000\u1001\u1002\u1003\u1005\u1006\u1007\u1008\u100b\u100c\u100f\u1010\u1011\u1012\u1013\u1014\u1015\u1016"
        "\u1017\u1018\u1019\u101c",
        "\u1060\u1061\u1062\u1063\u1065\u1066\u1068\u1069\u106c\u106d\u1070\u1071\u1073\u1075\u1076\u1077\u1078\u1079"
        "\u107a\u107b\u107c\u1085",
        strict=True,
    )
)
_SIGNS = {"\u103a": "\u1039", "\u103b": "\u103a", "\u103d": "\u103c", "\u103e": "\u103d"}
_READY_MADE = (
    ("\u100d\u1039\u100d", "\u106e"),
    ("\u100b\u1039\u100c", "\u1092"),
    ("\u100f\u1039\u100d", "\u1091"),
    ("\u103f", "\u1086"),
    ("\u1008", "\u1005\u103b"),
    ("\u1009\u103a", "\u1025\u103a"),
    ("\u1029", "\u101e\u103c"),
)
_CLUSTER = re.compile(f"({_KINZI})?([\u1000-\u102a\u106e\u1086\u1091\u1092])(\u1039[\u1000-\u101c])?([\u102b-\u103e]*)")
_JOINED = (("\u103c\u103d", "\u108a"), ("\u103d\u102f", "\u1088"), ("\u103d\u1030", "\u1089"))


def in_zawgyi(text: str) -> str:
    """The text in Zawgyi; what is not Burmese stays as it is."""
    for unicode, ready in _READY_MADE:
        text = text.replace(unicode, ready)
    return _CLUSTER.sub(_cluster, text)


def _cluster(match: re.Match[str]) -> str:
    kinzi, letter, below, signs = match.groups(default="")
    before = ("\u1031" if "\u1031" in signs else "") + ("\u103b" if "\u103c" in signs else "")
    rest = "".join(_SIGNS.get(sign, sign) for sign in signs if sign not in "\u1031\u103c")
    for apart, joined in _JOINED:
        rest = rest.replace(apart, joined)
    return before + letter + _BELOW.get(below[1:], "") + ("\u1064" if kinzi else "") + rest
