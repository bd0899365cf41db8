"""Three people in one dossier: who sends it, whose it is, and who is authorised, and why.

Nobody applies for another without a basis: a mandate that holds, or a legal relation that they declare and the
officer looks at (Civil Code art. 134–138, R).
"""

import hashlib
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.journal import canonical
from motcua.base.refusals import Invalid, NotAllowed
from motcua.documents.models import Document
from motcua.dossiers import clock
from motcua.dossiers.models import Basis, Dossier, Objection, Paper, Representation
from motcua.dossiers.sharing import NOBODYS
from motcua.people import mandates
from motcua.people import queries as persons
from motcua.people.models import Mandate, Person
from motcua.people.who import Who

# The code of the paper that no procedure asks for by itself.
MANDATE = "mandate"
OWNERS_COLUMNS = ("full_name", "personal_number", "tax_code", "birth_date", "phone", "email", "address")


def checked(*, behalf: dict[str, Any], procedure: str, by: Who, at: datetime) -> Mandate | None:
    """See that this basis stands for this person now; the mandate, locked, when it is one.

    Raises `Invalid` naming the field, `NotAllowed`, `NotThere`.
    """
    basis, owner = behalf.get("basis", ""), behalf.get("owner") or {}
    if basis == Basis.MANDATE:
        try:
            mandate_id = UUID(str(behalf.get("mandate", "")))
        except ValueError:
            raise Invalid(fields={"basis": _("Hãy chọn giấy uỷ quyền.")}) from None
        day = clock.local(at).date()
        return mandates.held(mandate_id=mandate_id, holder_id=by.person_id, procedure=procedure, day=day)
    if basis not in Basis.values:
        raise Invalid(fields={"basis": _("Hãy chọn vì sao bạn được nộp thay.")})
    faults: dict[str, str] = {}
    if not str(owner.get("full_name", "")).strip():
        faults["full_name"] = _("Hãy ghi họ tên hoặc tên tổ chức của chủ hồ sơ.")
    if (number := owner.get("personal_number", "")) and not re.fullmatch(r"\d{12}", number):
        faults["personal_number"] = _("Số định danh cá nhân gồm đúng 12 chữ số.")
    if basis == Basis.REPRESENTATIVE and not owner.get("tax_code"):
        faults["tax_code"] = _("Hãy ghi mã số thuế của tổ chức.")
    if basis == Basis.PARENT and not owner.get("birth_date"):
        faults["birth_date"] = _("Hãy ghi ngày sinh của con.")
    elif basis == Basis.PARENT and _of_age(owner["birth_date"], at=at):
        faults["birth_date"] = _("Người này đã đủ 18 tuổi: cần giấy uỷ quyền của họ.")
    if faults:
        raise Invalid(fields=faults)
    return None


def _of_age(birth: str, *, at: datetime) -> bool:
    year, month, day = (int(part) for part in birth.split("-"))
    today = clock.local(at).date()
    return (today.year - year, today.month, today.day) >= (18, month, day)


def known_owner(*, behalf: dict[str, Any], mandate: Mandate | None, submitter: Person) -> Person | None:
    """Whose dossier it will be, if the house knows them; they are not changed by what another says of them.

    Raises `Invalid` when number and name are of two people, `NotAllowed` when it is the submitter.
    """
    if mandate is not None:
        return mandate.giver
    values = particulars(behalf)
    found = persons.person_known_as(values)
    if found is None:
        return None
    if found.pk == submitter.pk:
        raise NotAllowed(_("Chủ hồ sơ là chính bạn: hãy chọn nộp cho mình."))
    if _plain(found.full_name) != _plain(values["full_name"]):
        raise Invalid(fields={"full_name": _("Số và tên không khớp nhau. Hãy xem lại trên giấy tờ của chủ hồ sơ.")})
    return found


def particulars(behalf: dict[str, Any]) -> dict[str, Any]:
    """What was declared of the owner, in the columns of a person."""
    values = {name: behalf["owner"][name] for name in OWNERS_COLUMNS if behalf["owner"].get(name)}
    return {**values, "kind": Person.Kind.ORGANISATION if values.get("tax_code") else Person.Kind.CITIZEN}


def owner_id_of(*, behalf: dict[str, Any], by: Who) -> UUID:
    """Whose draft it is, as far as the house knows them; nobody's id for an owner whom it does not know yet."""
    if by.person_id is None:
        return NOBODYS
    if not behalf:
        return by.person_id
    if behalf.get("basis") == Basis.MANDATE:
        mandate = mandates.known(UUID(str(behalf["mandate"])))
        return mandate.giver_id if mandate and mandate.holder_id == by.person_id else NOBODYS
    found = persons.person_known_as(particulars(behalf))
    return found.pk if found else NOBODYS


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def represent(*, dossier: Dossier, basis: str, mandate: Mandate | None, by: Who, at: datetime) -> Representation:
    """Keep with the dossier on what basis it was sent, and which mandate that was, word for word."""
    copy = mandates.facts(mandate) if mandate else {}
    digest = digest_of(copy) if mandate else ""
    told = {"basis": basis, "mandate": str(mandate.pk) if mandate else "", "digest": digest}
    record.write(
        subject=dossier.pk, kind="dossier.represent", actor=by.actor, at=at,
        data={**told, "owner": str(dossier.owner_id)},
    )  # fmt: skip
    return record.add(
        Representation(
            dossier=dossier, basis=basis, authorised=dossier.submitter, mandate_id=mandate.pk if mandate else None,
            copy=copy, digest=digest, at=at, actor=by.actor,
        )
    )  # fmt: skip


def mandates_paper(*, document: Document, by: Who, at: datetime) -> Paper:
    """The mandate among the papers of the dossier, where whoever works on it looks."""
    return Paper(
        code=MANDATE, round=1, document_id=document.id, digest=document.digest, name=document.name, at=at,
        actor=by.actor,
    )  # fmt: skip


def digest_of(copy: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a mandate's facts, hex."""
    return hashlib.sha256(canonical(copy)).hexdigest()


def of(dossier_id: UUID) -> Representation | None:
    """On what basis it was sent; None when its owner sent it."""
    return Representation.objects.filter(dossier_id=dossier_id).select_related("authorised").first()


def objections(dossier_id: UUID) -> list[Objection]:
    return list(Objection.objects.filter(dossier_id=dossier_id).select_related("by").order_by("seq"))


def object_to(*, dossier: Dossier, reason: str, by: Who, at: datetime) -> Objection:
    """The owner objects to what was sent in their name. Raises `NotAllowed` to anybody else, `Invalid` without words.

    What is said stands in its own row; the journal tells only that it was said.
    """
    if by.person_id != dossier.owner_id or dossier.owner_id == dossier.submitter_id:
        raise NotAllowed(_("Chỉ chủ hồ sơ mà người khác nộp thay mới phản đối được."))
    if not reason.strip():
        raise Invalid(fields={"reason": _("Hãy viết một câu vì sao bạn phản đối.")})
    seq = len(objections(dossier.pk)) + 1
    record.write(subject=dossier.pk, kind="dossier.object_to", actor=by.actor, at=at, data={"seq": seq})
    return record.add(Objection(dossier=dossier, seq=seq, reason=reason.strip(), at=at, by_id=by.account_id))
