"""Load a city: its units, calendars, procedures and letters, from a pack of plain files."""

from datetime import datetime
from uuid import UUID

from motcua.base import record
from motcua.base.acts import Done, act
from motcua.catalogue import commands as catalogue
from motcua.catalogue.packs import Pack
from motcua.organisation import commands as organisation
from motcua.people.who import Who
from motcua.registers import commands as registers


@act
def load_pack(*, subject_id: UUID, pack: Pack, by: Who, at: datetime, key: str) -> Done:
    """Add what is new in the pack and leave the rest: loading the same pack again changes nothing.

    Everything or nothing: a fault anywhere leaves the city as it was.
    """
    units = organisation.keep_units(rows=pack.units)
    calendars = organisation.keep_calendars(rows=pack.calendars, units=units, at=at)
    published = [
        version
        for definition in pack.procedures
        if (version := catalogue.publish(definition=definition, synonyms=pack.synonyms, by=by, at=at)) is not None
    ]
    letters = [
        name
        for one in pack.letters
        for name in catalogue.keep_letters(letters=one.letters, effective=one.effective_from, at=at)
    ]
    catalogue.keep_life_events(rows=pack.life_events)
    registers.keep_registers(rows=pack.registers)
    record.write(
        subject=subject_id, kind="pack.load", actor=by.actor, at=at,
        data={
            "pack": pack.name, "digest": pack.digest, "units": len(units), "calendars": calendars,
            "procedures": [[v.code, v.digest] for v in published], "letters": letters,
        },
    )  # fmt: skip
    return Done(subject_id, said={"procedures": len(published)})
