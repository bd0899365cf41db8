"""Conditions and calculations in JSON Logic (jsonlogic.com), compiled once and evaluated within a bound.

The language is the public standard; nothing of it is ``eval``-ed. What a rule may cost is limited when it is
compiled (depth, number of nodes, known operators, names of variables written out) and when it runs (number of
operations, length of texts and lists), so that no rule of a procedure can hold a worker.
Of the standard ``log`` is left out, because it writes to the console. Ours are ``days_between``,
``years_between``, ``date_add`` and ``count``. The day comes in as data (``today``), never from a clock.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from json import dumps
from typing import Any

from motcua.catalogue.operators import EAGER, EXACT, TooMuch, text, truthy

MAX_DEPTH = 24
MAX_NODES = 600
MAX_OPERATIONS = 20_000

LAZY: dict[str, tuple[int, int | None]] = {
    "if": (0, None),
    "?:": (0, None),
    "and": (1, None),
    "or": (1, None),
    "map": (2, 2),
    "filter": (2, 2),
    "all": (2, 2),
    "some": (2, 2),
    "none": (2, 2),
    "reduce": (2, 3),
    "var": (0, 2),
    "missing": (0, None),
    "missing_some": (2, 2),
}
# Operators whose answer says something only when their operands are known.
_COMPARING = frozenset(EAGER) - {"!", "!!", "merge", "cat", "count"}

Meter = list[int]
Code = Callable[[Any, Meter], Any]


class Faulty(ValueError):
    """An expression that is not JSON Logic, or not within the bounds; the message says where."""


class Expensive(RuntimeError):
    """An expression that wanted more work than its bound on this data."""


@dataclass(frozen=True)
class Compiled:
    """A rule ready to run.

    ``variables`` are the names it reads from the data, as written; ``needs`` those without which its answer
    says nothing because they are compared or calculated with.
    """

    code: Code
    variables: frozenset[str]
    needs: frozenset[str]

    def value(self, data: Mapping[str, Any]) -> Any:
        """The result as plain JSON; None for what is no number. Raises ``Expensive`` past the bound."""
        try:
            return _plain(self.code(data, [MAX_OPERATIONS]))
        except TooMuch as error:
            raise Expensive(str(error)) from error
        except RecursionError as error:
            raise Expensive("the data is nested too deeply") from error

    def holds(self, data: Mapping[str, Any]) -> bool:
        """Whether the result counts as true."""
        return truthy(self.value(data))

    @property
    def is_constant(self) -> bool:
        """Whether the result cannot depend on the answers."""
        return not self.variables


def checked(rule: Any) -> Any:
    """``rule`` itself when it compiles; raises ``Faulty``, a ``ValueError`` for pydantic."""
    compile_rule(rule)
    return rule


def compile_rule(rule: Any) -> Compiled:
    """The rule, compiled; equal rules are compiled once. Raises ``Faulty``."""
    _bound(rule)
    try:
        return _compiled(dumps(rule, sort_keys=False, allow_nan=False), _Rule(rule))
    except (TypeError, ValueError) as error:
        raise (
            error if isinstance(error, Faulty) else Faulty(f"an expression is plain JSON: {error}")
        ) from error


class _Rule:
    """A rule beside its text: the text is the key of the cache, the rule is what is compiled."""

    def __init__(self, rule: Any) -> None:
        self.rule = rule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rule)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4_096)
def _compiled(_key: str, rule: _Rule) -> Compiled:
    reads: set[str] = set()
    needs: set[str] = set()
    code = _Compiler(reads=reads, needs=needs).compile(rule.rule, in_form=True, compared=False)
    return Compiled(code=code, variables=frozenset(reads), needs=frozenset(needs))


def _bound(rule: Any) -> None:
    stack: list[tuple[Any, int]] = [(rule, 1)]
    nodes = 0
    while stack:
        part, depth = stack.pop()
        nodes += 1
        if depth > MAX_DEPTH:
            raise Faulty(f"an expression is nested at most {MAX_DEPTH} deep")
        if nodes > MAX_NODES:
            raise Faulty(f"an expression has at most {MAX_NODES} parts")
        if isinstance(part, dict):
            stack.extend((item, depth + 1) for item in part.values())
        elif isinstance(part, list):
            stack.extend((item, depth + 1) for item in part)


def _spend(meter: Meter, amount: int = 1) -> None:
    meter[0] -= amount
    if meter[0] < 0:
        raise TooMuch(f"the expression needs more than {MAX_OPERATIONS:,} operations")


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) <= EXACT else value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


_ABSENT: Any = object()


def lookup(data: Any, name: str) -> Any:
    """The value at ``name`` ("a.b.0"), or None; ``length`` of a list or text is known, as in the standard."""
    found = _find(data, name)
    return None if found is _ABSENT else found


def _find(data: Any, name: str) -> Any:
    for step in name.split("."):
        if isinstance(data, Mapping):
            data = data.get(step, _ABSENT)
        elif isinstance(data, list | str):
            if step == "length":
                return len(data)
            if not (step.isascii() and step.isdigit() and len(step) < 6 and int(step) < len(data)):
                return _ABSENT
            data = data[int(step)]
        else:
            return _ABSENT
    return data


@dataclass(frozen=True)
class _Compiler:
    reads: set[str]
    needs: set[str]

    def compile(self, rule: Any, *, in_form: bool, compared: bool) -> Code:
        """Code for ``rule``; ``in_form`` says that names mean answers, not members of a list."""
        if isinstance(rule, list):
            parts = [self.compile(item, in_form=in_form, compared=compared) for item in rule]
            return lambda data, meter: [part(data, meter) for part in parts]
        if not isinstance(rule, dict):
            return lambda data, meter: rule
        if len(rule) != 1:
            raise Faulty("an operation is an object with exactly one key, the operator")
        (operator, arguments), *_ = rule.items()
        values = arguments if isinstance(arguments, list) else [arguments]
        _check_arity(operator, values)
        if operator == "var":
            return self._variable(values, in_form=in_form, compared=compared)
        if operator in ("missing", "missing_some"):
            return self._missing(operator, values, in_form=in_form)
        if operator in ("map", "filter", "all", "some", "none", "reduce"):
            return self._over_list(operator, values, in_form=in_form)
        compared = compared or operator in _COMPARING
        parts = [self.compile(value, in_form=in_form, compared=compared) for value in values]
        if operator in EAGER:
            return _eager(EAGER[operator][0], parts)
        return {"and": _and, "or": _or}.get(operator, _if)(parts)

    def _variable(self, values: list[Any], *, in_form: bool, compared: bool) -> Code:
        name = values[0] if values else ""
        if isinstance(name, dict | list):
            raise Faulty("the name of a variable is written out, not calculated")
        default = self.compile(values[1], in_form=in_form, compared=False) if len(values) > 1 else None
        if name is None or name == "":
            return lambda data, meter: data
        written = text(name)
        if in_form:
            self.reads.add(written)
            if compared and default is None:
                self.needs.add(written)

        def read(data: Any, meter: Meter) -> Any:
            _spend(meter)
            found = _find(data, written)
            if found is _ABSENT:
                return default(data, meter) if default is not None else None
            return found

        return read

    def _missing(self, operator: str, values: list[Any], *, in_form: bool) -> Code:
        parts = [self.compile(value, in_form=in_form, compared=False) for value in values]
        if in_form:
            self.reads.update(_texts(values))

        def absent(data: Any, meter: Meter) -> list[Any]:
            found = [part(data, meter) for part in parts]
            least = found.pop(0) if operator == "missing_some" else None
            names = found[0] if found and isinstance(found[0], list) else found
            _spend(meter, len(names) + 1)
            gone = [name for name in names if lookup(data, text(name)) in (None, "")]
            enough = isinstance(least, int | float) and len(names) - len(gone) >= least
            return [] if enough else gone

        return absent

    def _over_list(self, operator: str, values: list[Any], *, in_form: bool) -> Code:
        source = self.compile(values[0], in_form=in_form, compared=False)
        body = self.compile(values[1], in_form=False, compared=False)
        if operator == "reduce":
            start = self.compile(values[2] if len(values) > 2 else None, in_form=in_form, compared=False)
            return _reduce(source, body, start)

        def over(data: Any, meter: Meter) -> Any:
            items = source(data, meter)
            items = items if isinstance(items, list) else []
            _spend(meter, len(items) + 1)
            if operator == "map":
                return [body(item, meter) for item in items]
            if operator == "filter":
                return [item for item in items if truthy(body(item, meter))]
            if operator == "all":
                return bool(items) and all(truthy(body(item, meter)) for item in items)
            return any(truthy(body(item, meter)) for item in items) == (operator == "some")

        return over


def _check_arity(operator: str, values: list[Any]) -> None:
    if operator in EAGER:
        _, least, most = EAGER[operator]
    elif operator in LAZY:
        least, most = LAZY[operator]
    else:
        known = ", ".join(sorted([*EAGER, *LAZY]))
        raise Faulty(f"“{operator[:40]}” is not an operator; known are {known}")
    if len(values) < least or (most is not None and len(values) > most):
        wanted = str(least) if most == least else f"{least} to {most}" if most else f"at least {least}"
        raise Faulty(f"“{operator}” takes {wanted} arguments, not {len(values)}")


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {
        found
        for member in members
        for found in _texts(member)
        if not isinstance(value, dict) or "var" not in value
    }


def _members(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _eager(function: Callable[..., Any], parts: list[Code]) -> Code:
    if len(parts) == 2:
        first, second = parts

        def two(data: Any, meter: Meter) -> Any:
            a, b = first(data, meter), second(data, meter)
            _spend(meter, 1 + _members(a) + _members(b))
            return function(a, b)

        return two

    def apply(data: Any, meter: Meter) -> Any:
        values = [part(data, meter) for part in parts]
        _spend(meter, 1 + sum(map(_members, values)))
        return function(*values)

    return apply


def _and(parts: list[Code]) -> Code:
    def all_of(data: Any, meter: Meter) -> Any:
        current: Any = None
        for part in parts:
            current = part(data, meter)
            if not truthy(current):
                break
        return current

    return all_of


def _or(parts: list[Code]) -> Code:
    def any_of(data: Any, meter: Meter) -> Any:
        current: Any = None
        for part in parts:
            current = part(data, meter)
            if truthy(current):
                break
        return current

    return any_of


def _if(parts: list[Code]) -> Code:
    def choose(data: Any, meter: Meter) -> Any:
        for index in range(0, len(parts) - 1, 2):
            if truthy(parts[index](data, meter)):
                return parts[index + 1](data, meter)
        return parts[-1](data, meter) if len(parts) % 2 else None

    return choose


def _reduce(source: Code, body: Code, start: Code) -> Code:
    def fold(data: Any, meter: Meter) -> Any:
        items, total = source(data, meter), start(data, meter)
        items = items if isinstance(items, list) else []
        _spend(meter, len(items) + 1)
        for item in items:
            total = body({"current": item, "accumulator": total}, meter)
        return total

    return fold
