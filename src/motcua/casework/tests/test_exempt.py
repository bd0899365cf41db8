import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import kept, refused
from motcua.catalogue import application
from motcua.dossiers import queries as dossiers
from motcua.payments import exemptions
from motcua.payments import queries as payments


@pytest.fixture
def billed(apply, cast, ward, monkeypatch):
    """An extract with a fee, whose procedure names an exemption that an officer grants on evidence."""
    from motcua.catalogue.facts import Text
    from motcua.catalogue.offering import Exemption

    real = exemptions.grantable
    merit = Exemption(id="merit", text=Text(vi="Người có công", en="Merit"), percent=50, mark="R")

    def with_merit(applied, *, papers):
        there = tuple(dict.fromkeys(p.code for p in papers))
        more = [exemptions.Grantable(f.line.id, "x", merit, there) for f in applied.fees]
        return [*real(applied, papers=papers), *more]

    monkeypatch.setattr(exemptions, "grantable", with_merit)
    draft_id = apply(procedure="2.000635")
    casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=cast.lan, at=on(8, 9), key="submit")
    casework.receive(dossier_id=draft_id, by=cast.hoa, at=on(8, 10), key="receive")
    return draft_id


def line_of(dossier_id):
    return next(e for e in payments.account(dossier_id).entries if e.kind == "charge")


def exempt(dossier_id, by, *, exemption="merit", evidence=None, key="exempt"):
    papers = dossiers.papers(dossier_id)
    proof = papers[0].code if evidence is None and papers else evidence or ""
    return casework.exempt(
        dossier_id=dossier_id, line=line_of(dossier_id).line, exemption=exemption, evidence=proof, by=by,
        at=on(8, 11), key=key,
    )  # fmt: skip


def test_half_of_the_line_is_taken_off_on_the_evidence(billed, cast):
    full = payments.account(billed).due_vnd
    exempt(billed, cast.hoa)

    account = payments.account(billed)
    assert (account.due_vnd, account.waived_vnd) == (full - full // 2, full // 2)


def test_without_the_paper_or_for_another_case_it_is_refused(billed, cast):
    with refused(Invalid, billed):
        exempt(billed, cast.hoa, evidence="not_there")
    with refused(Invalid, billed):
        exempt(billed, cast.hoa, exemption="gift")


def test_once_for_a_line(billed, cast):
    exempt(billed, cast.hoa)
    before = kept(billed)
    exempt(billed, cast.hoa)
    assert kept(billed) == before
    with refused(OutOfOrder, billed):
        exempt(billed, cast.hoa, key="again")


def test_strangers_and_applicants_cannot(billed, cast):
    with refused(NotThere, billed):
        exempt(billed, cast.khanh)
    with refused(NotAllowed, billed):
        exempt(billed, cast.lan)


def test_the_procedures_own_exemptions_name_their_line(billed, cast):
    dossier = dossiers.one(cast.hoa, billed)
    applied = application.promised(
        dossier.version_id, answers=dossiers.last_answers(billed), unit_id=dossier.receiving_unit_id,
        channel="online", at=on(8, 10),
    )  # fmt: skip
    assert {g.line for g in exemptions.grantable(applied, papers=dossiers.papers(billed))} <= {
        f.line.id for f in applied.fees
    }
