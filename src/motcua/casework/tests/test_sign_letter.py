from types import SimpleNamespace

from conftest import on
from motcua import casework
from motcua.base import ports
from motcua.base.ids import new_id
from motcua.base.refusals import DeviceGone, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import STRANGERS, broken, kept, refused, told
from motcua.notices import commands
from motcua.notices import queries as notices
from motcua.results.ports import SigningDeviceGone


def letter_of(dossier_id, name="receipt"):
    return next(one for one in notices.letters(dossier_id) if one.name == name)


def sign(dossier_id, by, *, letter_id=None, at=on(8, 12), key="sign_letter"):
    letter_id = letter_id or letter_of(dossier_id).id
    return casework.sign_letter(dossier_id=dossier_id, letter_id=letter_id, by=by, at=at, key=key)


def test_the_receipt_bears_the_signature_of_who_gave_it(received, cast):
    plain = notices.printed(notices.letter(received, letter_of(received).id))
    sign(received, cast.hoa)
    signed = notices.printed(notices.letter(received, letter_of(received).id))

    (found,) = ports.plugged("signer").check(signed)
    assert (found.signer, found.intact) == (cast.hoa.name, True)
    assert signed != plain and told(received)[-1] == "notices.letter_signed"


def test_a_leader_signs_what_leaders_sign(taken, cast):
    casework.stop(dossier_id=taken, reason="Trùng hồ sơ", by=cast.hung, at=on(8, 13), key="stop")
    notice = letter_of(taken, "stop_notice").id
    with refused(NotAllowed, taken):
        sign(taken, cast.minh, letter_id=notice, at=on(8, 14))
    sign(taken, cast.hung, letter_id=notice, at=on(8, 14))
    assert notices.signed(taken, notice).by_id == cast.hung.user_id


def test_nobody_else_signs_it_and_for_a_stranger_it_is_not_there(received, cast):
    for name in ("minh", "hung", "lan", "quang"):
        with refused(NotAllowed, received):
            sign(received, getattr(cast, name))
    for name in STRANGERS:
        with refused(NotThere, received):
            sign(received, getattr(cast, name))
    with refused(NotThere, received):
        sign(received, cast.hoa, letter_id=new_id())


def test_it_is_signed_once(received, cast):
    first = sign(received, cast.hoa)
    before = kept(received)
    assert sign(received, cast.hoa) == first
    assert kept(received) == before
    with refused(OutOfOrder, received):
        sign(received, cast.hoa, key="again")


def test_without_the_device_nothing_has_happened(received, cast, monkeypatch):
    def gone(**_asked):
        raise SigningDeviceGone("no token")

    broken_signer = SimpleNamespace(prepare=lambda pdf: pdf, sign=gone)
    real = commands.plugged
    monkeypatch.setattr(commands, "plugged", lambda name: broken_signer if name == "signer" else real(name))
    with refused(DeviceGone, received):
        sign(received, cast.hoa)


def test_nothing_is_left_when_the_last_step_fails(received, cast, monkeypatch):
    with broken(monkeypatch, commands, "sign_letter", received):
        sign(received, cast.hoa)
