import pytest
from django.db.models import TextChoices

from motcua.base.lifecycle import Lifecycle, step
from motcua.base.refusals import NotAllowed, OutOfOrder


class Door(TextChoices):
    OPEN = "open", "đang mở"
    SHUT = "shut", "đã đóng"
    GONE = "gone", "đã dỡ"


TABLE = Lifecycle(
    "cửa",
    step("shut", since=Door.OPEN, until=Door.SHUT, who="porter", law="art. 1"),
    step("open", since=Door.SHUT, until=Door.OPEN, who=("porter", "owner"), law="art. 2"),
    step("remove", since=(Door.OPEN, Door.SHUT), until=Door.GONE, who="owner", law="art. 3"),
    step("kick", since=Door.SHUT, until=Door.OPEN, who="porter", law="art. 4", retired=True),
)


def test_the_step_says_where_it_leads_and_on_which_article_it_rests():
    found = TABLE.take("shut", Door.OPEN, {"porter"})

    assert (found.target, found.law) == (Door.SHUT, "art. 1")


def test_an_act_that_is_nobodys_of_these_roles_is_not_allowed():
    with pytest.raises(NotAllowed):
        TABLE.take("remove", Door.OPEN, {"porter"})
    with pytest.raises(NotAllowed):
        TABLE.take("shut", Door.OPEN, set())


def test_an_act_of_the_role_from_another_state_is_out_of_order_and_names_the_state():
    with pytest.raises(OutOfOrder, match="cửa đang ở trạng thái “đã đóng”"):
        TABLE.take("shut", Door.SHUT, {"porter"})


def test_an_act_nobody_knows_is_not_allowed():
    with pytest.raises(NotAllowed):
        TABLE.take("paint", Door.OPEN, {"porter", "owner"})


def test_a_retired_step_is_taken_by_nobody_but_its_old_rows_stay_legal():
    with pytest.raises(NotAllowed):
        TABLE.take("kick", Door.SHUT, {"porter"})
    assert "kick" not in [s.act for s in TABLE.open_to(Door.SHUT, {"porter"})]
    assert "kick" in str(TABLE.constraint("x").condition)


def test_the_buttons_are_the_steps_open_now_in_the_tables_order():
    assert [s.act for s in TABLE.open_to(Door.SHUT, {"porter", "owner"})] == ["open", "remove"]
    assert TABLE.open_to(Door.GONE, {"porter", "owner"}) == []


def test_one_act_from_one_state_leads_to_one_state():
    with pytest.raises(ValueError, match="one act from one state"):
        Lifecycle(
            "cửa",
            step("shut", since=Door.OPEN, until=Door.SHUT, who="porter", law="art. 1"),
            step("shut", since=Door.OPEN, until=Door.GONE, who="owner", law="art. 1"),
        )


def test_the_diagram_has_a_line_for_each_way():
    assert TABLE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    open --> shut: shut",
        "    shut --> open: open",
        "    open --> gone: remove",
        "    shut --> gone: remove",
        "    shut --> open: kick",
    ]
