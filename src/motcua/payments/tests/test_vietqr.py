import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.base.refusals import Invalid
from motcua.payments import vietqr

# Published by others; the CRC of both agrees.
FIRST = (
    "00020101021238530010A0000007270123000697041601092245284790208QRIBFTTA53037045405100005802VN62340107NPS6869"
    "0819TRANSFER TO SOMEONE6304AC13"
)
SECOND = (
    "00020101021138540010A00000072701240006970407011003865776720208QRIBFTTA5303704540710000005802VN"
    "62160812henry an cut6304A322"
)
PLAIN = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=40)


def test_the_published_strings_are_made_to_the_letter():
    assert vietqr.code(
        bin="970416", account="224528479", amount_vnd=10_000, memo="TRANSFER TO SOMEONE", bill="NPS6869"
    ) == FIRST
    assert vietqr.code(
        bin="970407", account="0386577672", amount_vnd=1_000_000, memo="henry an cut", dynamic=False
    ) == SECOND


def test_the_checksum_is_the_known_one():
    assert vietqr.crc(b"123456789") == 0x29B1


@settings(deadline=None)
@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True), st.from_regex(r"[0-9]{6,19}", fullmatch=True),
    st.integers(1, 10**12), PLAIN,
)  # fmt: skip
def test_what_is_written_is_read_again(bin, account, amount, memo):
    found = vietqr.read(vietqr.code(bin=bin, account=account, amount_vnd=amount, memo=memo))

    assert (found["38.01.00"], found["38.01.01"]) == (bin, account)
    assert (found["54"], found.get("62.08", "")) == (str(amount), memo)
    assert (found["01"], found["53"], found["58"], found["38.00"]) == ("12", "704", "VN", "A000000727")


@settings(deadline=None)
@given(st.integers(0, len(FIRST) - 1), st.characters(min_codepoint=48, max_codepoint=57))
def test_one_wrong_sign_is_found(place, sign):
    text = FIRST[:place] + sign + FIRST[place + 1 :]
    if text != FIRST:
        with pytest.raises(Invalid):
            vietqr.read(text)


@pytest.mark.parametrize("memo", ["Nộp phí", "x" * 100])
def test_what_does_not_fit_is_refused(memo):
    with pytest.raises(Invalid):
        vietqr.code(bin="970416", account="1", amount_vnd=1, memo=memo)


@pytest.mark.parametrize(
    "memo", ["MC0123456789", "mc 01234 56789", "IBFT NGUYEN THI LAN MC-0123456789-CT", "MBVCB.123.MC0123456789.CT tu 0"]
)
def test_a_memo_is_found_in_what_a_bank_makes_of_it(memo):
    assert "MC0123456789" in vietqr.memos(memo)


@pytest.mark.parametrize("memo", ["", "MC012345678", "MCO123456789", "nop phi"])
def test_no_memo_is_found_where_there_is_none(memo):
    assert vietqr.memos(memo) == set()
