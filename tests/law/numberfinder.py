"""Finding the numbers that a module writes (找出代码里写的数), plainly or in disguise."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_MAKERS = {"Fraction", "Decimal", "int", "float", "complex"}


@dataclass(frozen=True)
class Found:
    """A number where it stands: in a module's constant, or inside a function or class."""

    line: int
    place: str
    number: str


def found_in(source: str) -> Iterator[Found]:
    """Every number of a module but 0, 1 and the places of a sequence."""
    for statement in ast.parse(source).body:
        for name, part in parts_of(statement):
            yield from numbers(part, name)


def parts_of(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """A statement's values by the names that they are given; `A, B = 1, 2` names each its own."""
    match statement:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(
            names
        ) == len(values):
            yield from zip(map(ast.unparse, names), values, strict=True)
        case ast.Assign(targets=targets, value=value):
            yield ", ".join(map(ast.unparse, targets)), value
        case ast.AnnAssign(target=target, value=value) if value:
            yield ast.unparse(target), value
        case _:
            yield "", statement


def numbers(node: ast.AST, place: str) -> Iterator[Found]:
    """The numbers at and under a node, each with the innermost name around it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        place = node.name
    number = number_of(node)
    if number:
        yield Found(getattr(node, "lineno", 0), place, number)
        return
    for child in ast.iter_child_nodes(node):
        if not is_no_quantity(node, child):
            yield from numbers(child, place)


def is_no_quantity(node: ast.AST, child: ast.AST) -> bool:
    """Whether a child is a place in a sequence, or the level of a heading."""
    match node:
        case ast.Subscript(slice=index):
            return child is index and is_place(child)
        case ast.Call(func=ast.Name(id="heading"), args=[level, *_]):
            return child is level and is_literal(child)
    return False


def is_place(index: ast.AST) -> bool:
    """`text[:40]`, `row[2]`, `parts[-2:]`: a place in a sequence is no quantity of the law."""
    bounds = (index.lower, index.upper, index.step) if isinstance(index, ast.Slice) else (index,)
    return all(bound is None or is_literal(bound) for bound in bounds)


def number_of(node: ast.AST) -> str:
    """The number that a node writes, plainly or in disguise; nothing for 0, 1 and all else."""
    match node:
        case ast.Constant(value=bool()):
            return ""
        case ast.Constant(value=int() as value) if value in (0, 1):
            return ""
        case ast.Constant(value=int() | float() | complex() as value):
            return str(value)
        case ast.Call(func=func, args=args) if args and any(map(is_literal, args)):
            return disguised(ast.unparse(func).split(".")[-1], args)
    return ""


def disguised(maker: str, args: list[ast.expr]) -> str:
    """`Fraction(1, 2)`, `Decimal("0.5")`, `int("20")`, and the length of a written text."""
    if maker in _MAKERS:
        return f"{maker}({', '.join(map(ast.unparse, args))})"
    if maker == "len":
        written = ast.literal_eval(args[0])
        return f"len({len(written)})" if len(written) > 1 else ""
    return ""


def is_literal(node: ast.AST) -> bool:
    """Whether a value is written out, and not computed."""
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError):
        return False
    return True
