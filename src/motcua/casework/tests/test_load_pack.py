from dataclasses import replace

import pytest

from conftest import HOUSE, MONDAY
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.catalogue import commands
from motcua.catalogue.models import LetterVersion, Procedure, ProcedureVersion
from motcua.catalogue.packs import read_pack
from motcua.organisation.models import CalendarVersion, Unit
from motcua.people.who import SYSTEM


@pytest.fixture(scope="session")
def pack():
    """Hà Nội of 2020, as the template database has it already."""
    return read_pack(HOUSE / "packs" / "hanoi-2020")


def load(pack, *, key=""):
    return casework.load_pack(subject_id=new_id(), pack=pack, by=SYSTEM, at=MONDAY, key=key)


def counted():
    return [m.objects.count() for m in (Unit, CalendarVersion, Procedure, ProcedureVersion, LetterVersion)]


def test_the_city_has_its_three_levels(db):
    districts = Unit.objects.filter(level="district", until_date=None)
    assert districts.filter(kind__in=["quan", "huyen", "thi_xa"]).count() == 30
    assert Unit.objects.filter(level="commune", until_date=None).count() == 579


def test_loading_the_same_pack_again_changes_nothing(db, pack):
    before = counted()
    done = load(pack)

    assert counted() == before
    assert done.said == {"procedures": 0}


def test_the_journal_tells_what_was_loaded_by_its_digest(db, pack):
    done = load(pack)

    line = JournalLine.objects.get(subject=done.subject)
    assert (line.kind, line.data["pack"], line.data["digest"]) == ("pack.load", "hanoi-2020", pack.digest)


def test_a_changed_procedure_is_a_new_version_and_the_old_one_stays(db, pack):
    first = pack.procedures[0]
    changed = first.model_copy(update={"keywords": [*first.keywords, "mới"]})
    load(replace(pack, procedures=[changed]))

    versions = ProcedureVersion.objects.filter(code=first.id)
    assert versions.count() == 2
    assert Procedure.objects.get(pk=first.id).version.definition["keywords"][-1] == "mới"


def test_who_applied_under_the_old_version_keeps_it(submitted, lan, pack):
    from motcua.dossiers import queries as dossiers

    before = dossiers.one(lan, submitted).version_id
    code = dossiers.one(lan, submitted).version.code
    (definition,) = [p for p in pack.procedures if p.id == code]
    load(replace(pack, procedures=[definition.model_copy(update={"keywords": ["mới"]})]))

    assert dossiers.one(lan, submitted).version_id == before
    assert Procedure.objects.get(pk=code).version_id != before


def test_a_fault_anywhere_leaves_the_city_as_it_was(db, pack, monkeypatch):
    def dark(**_kwargs):
        raise RuntimeError("the lights went out")

    before = counted()
    monkeypatch.setattr(commands, "keep_life_events", dark)
    with pytest.raises(RuntimeError):
        load(replace(pack, procedures=[pack.procedures[0].model_copy(update={"keywords": ["mới"]})]))

    assert counted() == before


def test_a_unit_that_got_another_name_keeps_its_id(db, pack):
    before = Unit.objects.get(code="000.09.32.H26", until_date=None)
    units = [{**u, "name": "Phường Mới"} if u["code"] == "000.09.32.H26" else u for u in pack.units]
    load(replace(pack, units=units, procedures=[]))

    after = Unit.objects.get(code="000.09.32.H26", until_date=None)
    assert (after.pk, after.name) == (before.pk, "Phường Mới")
