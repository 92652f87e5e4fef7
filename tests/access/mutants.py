"""The rule with one small mistake in it, as many times as there are mistakes to make.

A mutant is a module of its own, made from the source of ``portal.access`` with one node changed; the portal goes on
with the rule as it is.
"""

from __future__ import annotations

import ast
import copy
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal import access

#: The parts of the module that are the rule; to explain it and to fetch files is said elsewhere.
RULE = {
    "readable_labels",
    "marking_of",
    "holds_restricted",
    "can_view",
    "readers_of",
    "names",
    "visible_to",
    "_naming",
    "findable",
    "_now_under",
    "_OPENED_BY",
    "_NAMES",
    "_WITHIN_A_SPACE",
}
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
}
_LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER_STRICT", "RED")
_GRANTS = ("PUBLIC", "MEMBER", "SPACE", "BODY", "PERSON")


@dataclass(frozen=True)
class Mutant:
    """One mistake, in words, and the module that has it."""

    mistake: str
    module: types.ModuleType


def mutants() -> Iterator[Mutant]:
    """Every mutant that can be made, in the order of the source."""
    tree = ast.parse(Path(str(access.__file__)).read_text(encoding="utf-8"))
    for part in tree.body:
        if _name(part) not in RULE:
            continue
        types_told = _annotations(part)
        for place, node in enumerate(ast.walk(part)):
            if id(node) in types_told:
                continue
            for mistake, change in _changes(node):
                changed = copy.deepcopy(tree)
                twin = next(one for one in changed.body if _name(one) == _name(part))
                _replace(twin, list(ast.walk(twin))[place], change)
                said = f"line {getattr(node, 'lineno', part.lineno)}, {_name(part)}: {mistake}"
                yield Mutant(said, _module(changed))


def _annotations(part: ast.AST) -> set[int]:
    """The nodes that only tell types: a mistake there is none of the rule."""
    told = []
    for node in ast.walk(part):
        told += [getattr(node, "annotation", None), getattr(node, "returns", None)]
    return {id(one) for node in told if node is not None for one in ast.walk(node)}


def _name(part: ast.stmt) -> str:
    if isinstance(part, ast.FunctionDef):
        return part.name
    return part.target.id if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) else _assigned(part)


def _assigned(part: ast.stmt) -> str:
    first = part.targets[0] if isinstance(part, ast.Assign) else None
    return first.id if isinstance(first, ast.Name) else ""


Change = Callable[[ast.AST], ast.AST]


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    for of_a_kind in (_comparisons, _joins, _choices, _conditions, _words):
        yield from of_a_kind(node)


def _comparisons(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARED:
        to = _COMPARED[type(node.ops[0])]
        yield f"{type(node.ops[0]).__name__} becomes {to.__name__}", lambda one: _with(one, ops=[to()])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not is left out", lambda one: one.operand  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "True and False change places", lambda one: ast.Constant(not one.value)  # type: ignore[attr-defined]


def _joins(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and and or are taken for each other", lambda one: _with(one, op=other)
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.BitOr):
        yield "| becomes &", lambda one: _with(one, op=ast.BitAnd())


def _choices(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.IfExp):
        body, orelse = node.body, node.orelse
        yield "the two ways of a choice change places", lambda one: _with(one, body=orelse, orelse=body)
    if isinstance(node, ast.If):
        yield "an if is always true", lambda one: _with(one, test=ast.Constant(True))
        yield "an if is never true", lambda one: _with(one, test=ast.Constant(False))
    if isinstance(node, ast.Return) and node.value is not None:
        yield "nothing is answered", lambda one: _with(one, value=ast.Constant(None))


def _conditions(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in ("any", "Exists"):
        yield f"{called} is turned round", _called_otherwise
    if called in ("filter", "Q"):
        yield from _without_each(node)


def _words(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Attribute) and node.attr in _LABELS:
        label = _LABELS[(_LABELS.index(node.attr) + 1) % len(_LABELS)]
        yield f"{node.attr} becomes {label}", lambda one: _with(one, attr=label)
    if isinstance(node, ast.Name) and node.id in _GRANTS:
        grant = _GRANTS[(_GRANTS.index(node.id) + 1) % len(_GRANTS)]
        yield f"{node.id} becomes {grant}", lambda one: _with(one, id=grant)


def _without_each(call: ast.Call) -> Iterator[tuple[str, Change]]:
    """The call with one of its conditions left out; a call with none left means something else and is not made."""
    if len(call.keywords) + len(call.args) < 2:
        return
    for number, keyword in enumerate(call.keywords):
        yield (
            f"{keyword.arg} is not asked",
            lambda one, n=number: _with(one, keywords=[k for i, k in enumerate(one.keywords) if i != n]),  # type: ignore[misc]
        )
    for number, _argument in enumerate(call.args):
        yield (
            f"condition {number + 1} is not asked",
            lambda one, n=number: _with(one, args=[a for i, a in enumerate(one.args) if i != n]),  # type: ignore[misc]
        )


def _called_otherwise(call: ast.AST) -> ast.AST:
    assert isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    if call.func.id == "any":
        return _with(call, func=ast.Name("all", ast.Load()))
    return ast.UnaryOp(ast.Invert(), call)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _replace(within: ast.AST, old: ast.AST, change: Change) -> None:
    new = change(old)
    for parent in ast.walk(within):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(one is old for one in value):
                setattr(parent, name, [new if one is old else one for one in value])


def _module(tree: ast.Module) -> types.ModuleType:
    module = types.ModuleType("access_with_a_mistake")
    exec(compile(ast.fix_missing_locations(tree), "access_with_a_mistake", "exec"), module.__dict__)
    return module
