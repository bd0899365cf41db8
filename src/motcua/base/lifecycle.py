"""How a room declares the life of its thing: a table of steps, read top to bottom.

Everything else derives from it: the permission, the buttons, the diagram, the exhaustive test, and the
check constraint by which the database refuses a movement that the table does not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext as _

from motcua.base.refusals import NotAllowed, OutOfOrder


@dataclass(frozen=True)
class Step:
    """One line of the table: who may do what, from which states, and where it leads."""

    act: str
    sources: tuple[Any, ...]
    target: Any
    who: frozenset[str]
    law: str
    retired: bool = False
    name: Any = field(default="", compare=False)


def step(
    act: str,
    *,
    since: Any | Iterable[Any],
    until: Any,
    who: str | Iterable[str],
    law: str,
    name: Any = "",
    retired: bool = False,
) -> Step:
    """`law` is the article the step rests on. A step out of force is `retired`, never deleted: old rows obey it."""
    sources = tuple(since) if isinstance(since, tuple | list | set) else (since,)
    roles = frozenset([who] if isinstance(who, str) else who)
    return Step(act, sources, until, frozenset(str(r) for r in roles), law, retired, name)


class Lifecycle:
    def __init__(self, thing: Any, *steps: Step) -> None:
        """`thing` is what the refusals call it ("hồ sơ")."""
        self.thing = thing
        self.steps = steps
        self._steps = {(s.act, source): s for s in steps for source in s.sources}
        if len(self._steps) != sum(len(s.sources) for s in steps):
            raise ValueError("one act from one state leads to one state")

    def take(self, act: str, source: Any, roles: Iterable[str]) -> Step:
        """The step that these roles may take now.

        Raises `NotAllowed` (the act is nobody's of these roles) or `OutOfOrder` (not from this state).
        """
        mine = frozenset(str(r) for r in roles)
        found = self._steps.get((act, source))
        if found and not found.retired and found.who & mine:
            return found
        if not any(s.who & mine and not s.retired for s in self.steps if s.act == act):
            raise NotAllowed(_("Việc này không thuộc vai trò của bạn."))
        raise OutOfOrder(
            _(
                "Không thể thực hiện: %(thing)s đang ở trạng thái “%(state)s”. "
                "Có thể người khác vừa xử lý; hãy tải lại trang."
            )
            % {"thing": self.thing, "state": getattr(source, "label", source)}
        )

    def open_to(self, source: Any, roles: Iterable[str]) -> list[Step]:
        """What these roles may do now, in the table's order: the buttons on the page."""
        mine = frozenset(str(r) for r in roles)
        return [s for s in self.steps if source in s.sources and s.who & mine and not s.retired]

    def constraint(self, name: str) -> CheckConstraint:
        """The same table, kept by the database."""
        allowed = Q()
        for s in self.steps:
            allowed |= Q(act=s.act, source__in=[_plain(x) for x in s.sources], target=_plain(s.target))
        return CheckConstraint(condition=allowed, name=name)

    def mermaid(self) -> str:
        """The diagram in the docs."""
        lines = [f"    {_name(source)} --> {_name(s.target)}: {s.act}" for s in self.steps for source in s.sources]
        return "\n".join(["stateDiagram-v2", *lines])


def _plain(state: Any) -> Any:
    return getattr(state, "value", state)


def _name(state: Any) -> str:
    return str(getattr(state, "name", state)).lower()
