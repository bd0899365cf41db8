from conftest import on
from motcua.casework.tests import test_linked
from motcua.casework.tests.test_linked import member
from motcua.doors.timekeeper import jobs
from motcua.dossiers import queries as dossiers
from motcua.people.who import SYSTEM

# The same application, received, as the acts' own test makes it.
sent, lead = test_linked.sent, test_linked.lead


def test_the_citizen_sees_the_whole_on_one_page(lead, cast, browse):
    jobs.followed(now=on(8, 11))
    page = browse(cast.lan).get(f"/dossiers/{lead}/").content.decode()
    assert "Thường trú cho trẻ" in page and "Thẻ BHYT cho trẻ" in page
    assert "Công an quận Hoàn Kiếm" in page and member(lead, "residence").code in page
    part = browse(cast.lan).get(f"/dossiers/{member(lead, 'residence').pk}/").content.decode()
    assert dossiers.one(SYSTEM, lead).code in part
