"""What is given to people is written in the language of the record, whoever acts and however they read."""

import pytest
from django.utils import translation

from conftest import on
from motcua import casework
from motcua.launch.assets import compile_translations
from motcua.notices import queries as notices

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    compile_translations()
    with translation.override("en"):
        assert translation.gettext("Trực tuyến") == "Online"
        yield


def test_an_officer_who_reads_english_gives_a_vietnamese_letter(submitted, hoa, lan):
    casework.receive(dossier_id=submitted, by=hoa, at=on(8, 10), key="receive")
    (letter,) = notices.letters(submitted)
    assert letter.data["channel"] == "Trực tuyến"
    assert letter.data["return_at"] == "Nhận tại Bộ phận Một cửa"
    assert letter.data["dossier"]["time_by_rule"] == "3 ngày làm việc"
    assert notices.of_person(lan)[0].subject.endswith("đã được tiếp nhận")


def test_a_reason_that_ends_with_a_full_stop_gets_no_second_one(asked, lan):
    assert ".." not in notices.of_person(lan)[0].body
