"""Writing a definition out, comparing two, and switching single rules off: for every procedure of the pack."""

import pytest

from conftest import HOUSE
from motcua.base.refusals import Invalid
from motcua.catalogue import comparing, rules, yamltext
from motcua.catalogue.definition import digest
from motcua.catalogue.facts import Text
from motcua.catalogue.source import read

PROCEDURES = sorted((HOUSE / "packs" / "hanoi-2020" / "procedures").glob("*.yaml"))
every = pytest.mark.parametrize("path", PROCEDURES, ids=lambda p: p.stem)


@every
def test_what_is_written_out_reads_as_the_same(path):
    found = read(path.read_text(), name=path.name)
    assert digest(read(yamltext.written(found), name="again.yaml")) == digest(found)


@every
def test_every_rule_is_switched_off_or_refused_in_words(path):
    found = read(path.read_text(), name=path.name)
    known = rules.switchable(found)
    assert len({rule.place for rule in known}) == len(known)
    for rule in known:
        try:
            made = rules.without(found, [rule.place])
        except Invalid as refused:
            assert str(refused.said)
        else:
            assert comparing.compared(found, made)


def test_a_rule_that_is_not_there_is_refused():
    with pytest.raises(Invalid):
        rules.without(read(PROCEDURES[0].read_text(), name=""), ["papers.99"])
    with pytest.raises(Invalid):
        rules.without(read(PROCEDURES[0].read_text(), name=""), [])


def test_a_difference_is_said_by_its_place_and_a_moved_row_is_none():
    found = read((HOUSE / "packs/hanoi-2020/procedures/dang-ky-giam-ho.yaml").read_text(), name="")
    renamed = found.model_copy(update={"name": Text(vi="Khác")})
    assert [(d.place, d.after) for d in comparing.compared(found, renamed) if d.place == "name.vi"] == [
        ("name.vi", "Khác")
    ]
    turned = found.model_copy(update={"papers": found.papers[::-1]})
    assert comparing.compared(found, turned) == []
    fewer = comparing.compared(found, found.model_copy(update={"papers": found.papers[1:]}))
    assert fewer and all(d.after is None and d.place.startswith("papers[") for d in fewer)
