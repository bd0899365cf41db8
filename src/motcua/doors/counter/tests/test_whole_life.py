"""One dossier from the counter's first look to the returned result, by HTTP, each act by the one whose work it is."""

import pytest

from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db


def test_a_dossier_goes_from_the_counter_over_the_desk_and_back_to_the_counter(submitted, cast, browse):
    given = {"to_name": "Nguyễn Thị Lan", "identity": "CCCD 001192000011"}
    steps = [
        (cast.hoa, f"/counter/{submitted}/receive/", {}, 2),
        (cast.minh, f"/desk/{submitted}/take/", {}, 4),
        (cast.minh, f"/desk/{submitted}/propose/", {"outcome": "granted", "content": ""}, 4),
        (cast.hung, f"/desk/{submitted}/approve/", {}, 4),
        (cast.hung, f"/desk/{submitted}/sign/", {}, 4),
        (cast.thu, f"/desk/{submitted}/seal/", {}, 9),
        (cast.hoa, f"/counter/{submitted}/hand_back/", given, 10),
    ]
    for number, (who, url, fields, state) in enumerate(steps):
        page = url.rsplit("/", 2)[0] + "/"
        assert browse(who).get(page).status_code == 200
        answer = browse(who).post(url, {**fields, "key": f"key-{number}"})
        assert (answer.status_code, answer["Location"]) == (302, page)
        assert dossiers.one(cast.hoa, submitted).state == state
        assert browse(who).get(page).status_code == 200
