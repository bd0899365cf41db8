"""Draft the result and put it forward."""

from datetime import datetime
from uuid import UUID

from motcua.base.acts import Done, act
from motcua.dossiers import commands as dossiers
from motcua.dossiers import queries as ask_dossiers
from motcua.people.who import Who
from motcua.results import commands as results
from motcua.results import drafting
from motcua.routing import commands as routing


@act
def propose(*, dossier_id: UUID, outcome: str, content: str, by: Who, at: datetime, key: str) -> Done:
    """Put a result forward: what was asked for, or a refusal to settle, which is a result too (NĐ 61/2018 art. 19.8).

    `outcome` is `granted` or `refused`; `content` is the specialist's own words (the reason, for a refusal).
    """
    dossier = dossiers.hold(dossier_id=dossier_id, by=by, at=at)
    dossiers.only_the_holder(dossier=dossier, by=by)
    routing.refuse_while_waiting(dossier=dossier)
    plan = drafting.plan(
        dossier, answers=ask_dossiers.last_answers(dossier.pk), outcome=outcome, content=content, by=by, at=at
    )
    result = results.draft(
        dossier=dossier, result_id=plan.result_id, outcome=outcome, name=plan.name, template=plan.template,
        data=plan.data, by=by, at=at,
    )  # fmt: skip
    routing.passed(dossier=dossier, act="propose", by=by, at=at)
    return Done(dossier.pk, code=dossier.code, state=dossier.state, said={"result": str(result.id)})
