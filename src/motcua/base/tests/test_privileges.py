import pytest
from django.apps import apps

from motcua.base import privileges
from motcua.base.models import AppendOnly, Kept


def test_an_append_only_table_can_be_read_and_added_to_and_nothing_else():
    for model in apps.get_models():
        if issubclass(model, AppendOnly):
            assert privileges.rights(model._meta.db_table) == ["SELECT", "INSERT"], model


@pytest.mark.parametrize(
    ("table", "rights"),
    [
        ("dossiers_dossier", ["SELECT", "INSERT", "UPDATE"]),
        ("dossiers_draft", ["SELECT", "INSERT", "UPDATE", "DELETE"]),
        ("dossiers_movement", ["SELECT", "INSERT"]),
        ("results_handover", ["SELECT", "INSERT"]),
        ("base_journalline", ["SELECT", "INSERT"]),
        ("django_session", ["SELECT", "INSERT", "UPDATE", "DELETE"]),
        ("django_migrations", ["SELECT"]),
        ("procrastinate_jobs", ["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ],
)
def test_each_table_gives_the_application_only_what_its_model_states(table, rights):
    assert privileges.rights(table) == rights


def test_only_what_a_person_writes_before_asking_anything_can_be_deleted():
    assert [m.__name__ for m in apps.get_models() if issubclass(m, Kept) and m.may_delete] == [
        "SavedView", "Draft", "Renewal",
    ]  # fmt: skip


def test_every_table_is_granted_and_the_grants_start_from_nothing(db):
    said = privileges.statements()

    assert said[0] == "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM motcua_app"
    assert not any("TRUNCATE" in statement or "GRANT ALL" in statement for statement in said)
