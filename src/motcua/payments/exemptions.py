"""Exemptions that an officer may grant: which the procedure names, and which paper proves them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.base.refusals import Invalid
from motcua.catalogue.application import Application
from motcua.catalogue.offering import Exemption
from motcua.dossiers.models import Paper


@dataclass(frozen=True)
class Grantable:
    """An exemption from one line, and the papers of the dossier that may prove it."""

    line: str
    line_name: str
    exemption: Exemption
    papers: tuple[str, ...]


def grantable(applied: Application, *, papers: Iterable[Paper]) -> list[Grantable]:
    """What may be granted here. Where the procedure names no evidence, any paper that was handed in may prove it."""
    there = tuple(dict.fromkeys(paper.code for paper in papers))
    return [
        Grantable(
            line=demand.line.id, line_name=str(demand.line.name), exemption=exemption,
            papers=tuple(code for code in there if not exemption.evidence or code in exemption.evidence),
        )
        for demand in applied.fees
        for exemption in demand.possible
    ]  # fmt: skip


def proven(
    applied: Application, *, line: str, exemption: str, evidence: str, papers: Iterable[Paper]
) -> Exemption:
    """The exemption, when it may be granted on this paper. Raises `Invalid`."""
    for one in grantable(applied, papers=papers):
        if one.line == line and one.exemption.id == exemption:
            if evidence in one.papers:
                return one.exemption
            raise Invalid(fields={"evidence": _("Chọn giấy tờ trong hồ sơ chứng minh được miễn, giảm.")})
    raise Invalid(fields={"exemption": _("Thủ tục này không có trường hợp miễn, giảm đó.")})
