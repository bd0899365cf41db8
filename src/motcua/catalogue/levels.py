"""The level of an online service, derived from what is configured: never typed.

Three scales exist side by side and use the same digits for different things; here are the first two.
2018: levels 1 to 4 (TT 32/2017/TT-BTTTT art. 6–9, in force from 1-6-2018). 2022: *toàn trình* or *một phần*
(NĐ 42/2022/NĐ-CP art. 11; with its reason published: NĐ 224/2026/NĐ-CP art. 14).
"""

from dataclasses import dataclass
from typing import Literal

from motcua.catalogue.definition import Definition
from motcua.catalogue.facts import Text
from motcua.catalogue.offering import FeeLine, Route


@dataclass(frozen=True)
class Level2022:
    """``full``: toàn trình; ``part``: một phần, with the reasons; ``none``: not online at all."""

    name: Literal["full", "part", "none"]
    reasons: tuple[Text, ...] = ()


def missing_items(definition: Definition) -> list[str]:
    """Which of the eleven items of full information (level 1) ``definition`` does not say yet, by name.

    The items: name, sequence, method, papers with number of sets, time limit, applicants, authority, results,
    forms with fees and conditions, how to submit and receive, legal basis. The name, method, applicants,
    authority and results cannot be missing from a definition.
    """
    channels = definition.channels.open().values()
    present = {
        "sequence": bool(definition.sequence),
        "papers": bool(definition.papers) or definition.form is not None,
        "limit": all(_has_limit(definition, channel.limit is not None) for channel in channels),
        "fees": all(_is_known(line) for line in _fee_lines(definition)),
        "legal_basis": bool(definition.legal_basis),
    }
    return [item for item, there in present.items() if not there]


def level_2018(definition: Definition, *, payment_online: bool) -> int:
    """0 to 4 on the scale of TT 32/2017; ``payment_online`` says whether fees can be paid online here.

    0: information is missing. 1: all eleven items. 2: also a form to print. 3: also filled in and sent
    online. 4: also paid online, where anything is to be paid.
    """
    if missing_items(definition):
        return 0
    if definition.form is None:
        return 1
    if definition.channels.online is None:
        return 2
    return 4 if payment_online or not _fee_lines(definition) else 3


def level_2022(definition: Definition, *, payment_online: bool) -> Level2022:
    """Toàn trình when everything can be done without coming; else một phần with every reason."""
    if definition.channels.online is None or definition.form is None:
        return Level2022(name="none")
    reasons = [
        reason
        for applies, reason in (
            (_must_come(definition), _PRESENCE),
            (_is_inspected(definition), _ON_SITE),
            (_wants_paper(definition), _PAPERS),
            (bool(_fee_lines(definition)) and not payment_online, _PAYMENT),
            (any(result.in_person_only for result in definition.results), _COLLECT),
        )
        if applies
    ]
    return Level2022(name="part" if reasons else "full", reasons=tuple(reasons))


_PRESENCE = Text(vi="Người yêu cầu phải có mặt.", en="The person must be present.")
_ON_SITE = Text(vi="Phải kiểm tra tại chỗ.", en="An inspection on site is needed.")
_PAPERS = Text(vi="Có giấy tờ phải nộp bản giấy.", en="Some papers must be handed in on paper.")
_PAYMENT = Text(vi="Phí, lệ phí chưa nộp được trực tuyến.", en="Fees cannot be paid online yet.")
_COLLECT = Text(vi="Kết quả chỉ trao trực tiếp.", en="The result is handed over in person only.")


def _has_limit(definition: Definition, channel_has: bool) -> bool:
    return channel_has or (
        bool(definition.cases) and all(case.limit is not None for case in definition.cases)
    )


def _is_known(line: FeeLine) -> bool:
    return line.amount_vnd is not None or line.calc is not None


def _fee_lines(definition: Definition) -> list[FeeLine]:
    lines = [line for channel in definition.channels.open().values() for line in channel.fees]
    return lines + [line for case in definition.cases for line in case.fees or []]


def _must_come(definition: Definition) -> bool:
    everywhere = definition.must_be_present is not None and definition.must_be_present.value
    in_some_case = any(case.must_be_present for case in definition.cases)
    return everywhere or in_some_case or any(paper.must_be_present for paper in definition.papers)


def _routes(definition: Definition) -> list[Route]:
    return [definition.route, *(case.route for case in definition.cases if case.route is not None)]


def _is_inspected(definition: Definition) -> bool:
    return any(step.on_site for route in _routes(definition) for step in route.steps)


def _wants_paper(definition: Definition) -> bool:
    return any(not paper.electronic for paper in definition.papers)
