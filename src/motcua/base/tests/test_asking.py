from uuid import uuid4

import pytest

from motcua.base.asking import Asked
from motcua.dossiers.models import Dossier
from motcua.people.models import Person

by_id = Asked(lambda *, dossier_id: Dossier.objects.filter(pk=dossier_id).select_related("submitter", "version"))
by_units = Asked(lambda *, units: Dossier.objects.filter(receiving_unit_id__in=units).order_by("submitted_at"))
names = Asked(lambda *, name: Person.objects.filter(full_name=name).values_list("full_name", "personal_number"))


def test_it_answers_what_the_queryset_answers(received):
    found = by_id.first(dossier_id=received)
    same = Dossier.objects.select_related("submitter", "version").get(pk=received)

    assert found == same
    assert {f.attname: getattr(found, f.attname) for f in Dossier._meta.concrete_fields} == {
        f.attname: getattr(same, f.attname) for f in Dossier._meta.concrete_fields
    }
    assert found.submitter.full_name == same.submitter.full_name
    assert found.version.definition == same.version.definition  # JSON is read as JSON


def test_another_value_is_another_answer(received):
    assert by_id.first(dossier_id=received).pk == received
    assert by_id(dossier_id=uuid4()) == []


def test_collections_of_any_size_can_be_asked_for(received, ward):
    assert [d.pk for d in by_units(units=[ward.pk])] == [received]
    assert [d.pk for d in by_units(units=[uuid4(), ward.pk, uuid4()])] == [received]
    assert by_units(units=[uuid4()]) == []


def test_it_gives_tuples_for_a_list_of_values(lan):
    assert names(name="Nguyễn Thị Lan") == [("Nguyễn Thị Lan", "001192000011")]


def test_a_value_that_the_question_does_not_ask_for_is_refused(lan):
    with pytest.raises(ValueError, match="not in the question"):
        Asked(lambda *, name: Person.objects.filter(kind="citizen"))(name="Lan")
