"""The desk's lists: due next first, filtered in the URL, in few questions; and the page of one dossier."""

import pytest

from motcua import casework
from motcua.dossiers import queries as dossiers

pytestmark = pytest.mark.django_db

# Of a dossier: its own tables, and since then the route, opinions, folder, ticket and notes, one question each.
MOST_QUERIES_OF_A_LIST, MOST_QUERIES_OF_A_DOSSIER = 6, 27


def ids(page):
    return [row["id"] for row in page.context["rows"]]


def test_each_opens_on_what_waits_for_them(received, cast, browse):
    assert browse(cast.minh).get("/desk/").context["shown"].name == "mine"
    assert ids(browse(cast.minh).get("/desk/")) == []
    assert ids(browse(cast.minh).get("/desk/?list=free")) == [received]
    assert ids(browse(cast.minh).get("/desk/?list=unit")) == [received]
    browse(cast.minh).post(f"/desk/{received}/take/", {"key": "a"})
    assert ids(browse(cast.minh).get("/desk/")) == [received]
    assert ids(browse(cast.linh).get("/desk/?list=unit")) == []
    assert browse(cast.hung).get("/desk/").context["shown"].name == "approve"
    assert browse(cast.thu).get("/desk/").context["shown"].name == "seal"


def test_what_is_late_stands_first_with_its_chip_and_what_stands_still_says_so(taken, cast, browse):
    page = browse(cast.minh).get("/desk/")
    assert page.context["rows"][0]["minutes_left"] < 0
    assert "trễ" in page.content.decode()


def test_a_paused_dossier_says_that_it_stands_still(asked, cast, browse):
    assert "tạm dừng" in browse(cast.minh).get("/desk/").content.decode()


def test_lists_of_dossiers_and_of_results_are_narrowed_alike(proposed, cast, browse):
    for who, name in ((cast.minh, "mine"), (cast.hung, "approve")):
        browser = browse(who)
        assert ids(browser.get(f"/desk/?list={name}&q=nguyen+thi+lan")) == [proposed]
        assert ids(browser.get(f"/desk/?list={name}&q=khai+sinh")) == []
        assert ids(browser.get(f"/desk/?list={name}&procedure=dang-ky-giam-ho")) == [proposed]
        assert ids(browser.get(f"/desk/?list={name}&procedure=dang-ky-ket-hon")) == []


@pytest.mark.parametrize(
    ("who", "url"),
    [("minh", "/desk/"), ("minh", "/desk/?list=unit&q=lan&procedure=dang-ky-giam-ho"), ("hung", "/desk/?list=approve"),
     ("quang", "/desk/")],
)  # fmt: skip
def test_a_list_costs_few_questions(who, url, proposed, cast, browse, django_assert_max_num_queries):
    browser = browse(getattr(cast, who))
    browser.get(url)  # the process learns units and calendars
    with django_assert_max_num_queries(MOST_QUERIES_OF_A_LIST):
        assert browser.get(url).status_code == 200


def test_a_dossiers_page_asks_each_table_once(proposed, cast, browse, django_assert_max_num_queries):
    browser = browse(cast.hung)
    browser.get(f"/desk/{proposed}/")
    with django_assert_max_num_queries(MOST_QUERIES_OF_A_DOSSIER):
        browser.get(f"/desk/{proposed}/")


def test_the_page_explains_the_due_date_in_sentences(taken, cast, browse):
    page = browse(cast.minh).get(f"/desk/{taken}/").content.decode()
    assert "3 ngày làm việc" in page
    assert "11/06/2020 10:00" in page


def test_an_answer_that_was_changed_stands_beside_what_stood_there_before(taken, cast, browse):
    from motcua.doors.counter.tests.conftest import on

    name, old = next((n, v) for n, v in dossiers.last_answers(taken).items() if isinstance(v, str) and "@" not in v)
    casework.ask(
        dossier_id=taken, items=[{"question": name, "reason": "Sai."}], reason="Sửa.", by=cast.minh, at=on(9, 9),
        key="a",
    )  # fmt: skip
    page = browse(cast.minh).get(f"/desk/{taken}/").content.decode()
    assert "đang yêu cầu sửa" in page
    casework.supplement(
        dossier_id=taken, answers={name: "+84988777666"}, papers={}, by=cast.lan, at=on(9, 14), key="b"
    )
    page = browse(cast.minh).get(f"/desk/{taken}/").content.decode()
    assert f"<del>{old}</del>" in page
    assert "+84988777666" in page


def test_the_code_in_the_search_box_opens_the_dossier(taken, cast, browse):
    code = dossiers.one(cast.hoa, taken).code
    assert browse(cast.minh).get("/desk/find/", {"code": f" {code.lower()}"})["Location"] == f"/desk/{taken}/"
    for who, typed in ((cast.linh, code), (cast.minh, "nothing"), (cast.minh, "")):
        assert browse(who).get("/desk/find/", {"code": typed}).status_code == 404
