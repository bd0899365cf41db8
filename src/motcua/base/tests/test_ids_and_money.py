import re

from motcua.base.ids import new_id, new_secret
from motcua.base.money import spoken


def test_ids_are_uuid_version_7_and_come_in_the_order_of_time():
    ids = [new_id() for _ in range(200)]

    assert {i.version for i in ids} == {7}
    assert ids == sorted(ids)
    assert len(set(ids)) == 200


def test_a_secret_has_a_hundred_bits_and_no_letter_that_can_be_misheard():
    secrets = {new_secret() for _ in range(200)}

    assert len(secrets) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{20}", s) for s in secrets)
    assert not set("ILOU") & set("".join(secrets))


def test_money_is_spoken_in_whole_dong_with_points():
    assert [spoken(n) for n in (0, 8_000, 1_250_000)] == ["0 đ", "8.000 đ", "1.250.000 đ"]
