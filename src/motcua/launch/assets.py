"""What is made from the sources before the first page is shown."""

from motcua.launch.places import ROOT


def compile_translations() -> None:
    """Write a `.mo` beside each `.po` that is newer than its own (no gettext programs are needed)."""
    import polib

    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            fresh = compiled.with_suffix(".mo-new")
            polib.pofile(str(source)).save_as_mofile(str(fresh))
            fresh.replace(compiled)
