import csv
import io
import json

from conftest import on
from motcua import casework
from motcua.catalogue import queries as catalogue
from motcua.results import queries as results

OPEN = "diem-tro-choi"


def test_whoever_checks_a_revoked_paper_reads_that_it_no_longer_holds_and_what_replaced_it(sealed, cast, client):
    old, words = results.running(sealed), {"dossier_id": sealed}
    casework.ask_revocation(reason="Ghi sai tên.", by=cast.minh, at=on(9, 9), key="q", **words)
    casework.revoke(reason="Ghi sai tên.", by=cast.hung, at=on(9, 10), key="r", **words)
    casework.propose(outcome="granted", content="", by=cast.minh, at=on(10, 9), key="p", **words)
    casework.approve(by=cast.hung, at=on(10, 10), key="a", **words)
    casework.sign(by=cast.hung, at=on(10, 11), key="s", **words)
    casework.seal(by=cast.thu, at=on(10, 14), key="z", **words)
    page = client.get(f"/verify/{old.id}/").content.decode()

    assert "không còn giá trị" in page and "Ghi sai tên." in page
    assert results.running(sealed).number in page
    assert "không còn giá trị" not in client.get(f"/verify/{results.running(sealed).id}/").content.decode()


def test_anybody_reads_a_public_register_without_the_names_of_people(entered, client):
    page = client.get(f"/licences/{OPEN}/").content.decode()

    assert "7/GCN" in page and "Nguyễn" not in page and "Hàng Bạc, " not in page.split("<tbody>")[0]
    assert client.get("/licences/ho-tich/").status_code == 404


def test_the_number_on_the_paper_tells_whether_it_holds_in_any_register(entered, client):
    assert "7/GCN" in client.get("/licences/?number=7/GCN").content.decode()
    assert "Không có giấy nào" in client.get("/licences/?number=8/GCN").content.decode()


def test_a_register_is_taken_away_as_csv_and_json(entered, client):
    text = b"".join(client.get(f"/licences/{OPEN}.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = json.loads(b"".join(client.get(f"/licences/{OPEN}.json").streaming_content))

    assert [r["number"] for r in rows] == [one["number"] for one in told["lines"]] == ["7/GCN"]
    assert told["lines"][0]["until"] == "2020-07-01"


def test_who_holds_it_starts_the_renewal_from_it_and_nobody_else_does(entered, cast, browse):
    procedure = catalogue.registered_in(OPEN)[0][0]
    answer = browse(cast.lan).post(f"/licences/mine/{entered.id}/renew/", {"procedure": procedure})

    assert answer.status_code == 302 and "/drafts/" in answer["Location"]
    assert browse(cast.nam).post(f"/licences/mine/{entered.id}/renew/", {"procedure": procedure}).status_code == 404
    assert "12 Hàng Bạc" in browse(cast.lan).get("/licences/mine/").content.decode()
