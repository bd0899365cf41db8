"""Counters of several processes: added up, kept when a process is killed, and never in the way of the work."""

import subprocess
import sys
from pathlib import Path

from motcua.doors.lobby import counting
from motcua.doors.lobby.counting import Counters

SOURCE = str(Path(counting.__file__).parents[3])


def count_elsewhere(folder: Path, line: str) -> "subprocess.Popen[str]":
    """A process of its own that runs `line` on `counters`, says so, and waits for a line."""
    program = (
        "import sys; from pathlib import Path; from motcua.doors.lobby.counting import Counters; "
        f"counters = Counters(Path(sys.argv[1])); {line}; print('counted', flush=True); input()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], env={"PYTHONPATH": SOURCE}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "counted\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_what_processes_counted_is_added_up(tmp_path):
    mine = Counters(tmp_path)
    mine.add("letters")
    other = count_elsewhere(tmp_path, "counters.add('letters', amount=2); counters.add('stamps')")
    assert mine.totals() == {"letters": 3, "stamps": 1}
    end(other)


def test_what_a_killed_process_counted_stays_and_its_present_goes(tmp_path):
    mine = Counters(tmp_path)
    other = count_elsewhere(tmp_path, "counters.add('letters'); counters.put('busy', 5)")
    mine.put("busy", 2)
    assert mine.totals() == {"letters": 1, "busy": 7}
    end(other)
    assert mine.totals() == {"letters": 1, "busy": 2}


def test_the_next_process_takes_over_the_counts_of_the_dead_and_no_sum_falls(tmp_path):
    for _ in range(3):
        end(count_elsewhere(tmp_path, "counters.add('letters', amount=4)"))
    mine = Counters(tmp_path)
    mine.add("letters")
    assert mine.totals() == {"letters": 13}
    assert len(list(tmp_path.glob("*.counts"))) == 1


def test_counting_goes_on_where_nothing_can_be_written(tmp_path):
    (tmp_path / "taken").touch()
    mine = Counters(tmp_path / "taken")
    mine.add("letters")
    mine.add("letters")
    mine.put("busy", 1)
    assert mine.totals() == {"letters": 2, "busy": 1}


def test_a_full_book_takes_no_new_name_and_goes_on_counting_the_old(tmp_path):
    mine = Counters(tmp_path)
    mine.add("first")
    for number in range(counting.SIZE // 64):
        mine.add(f"{number:064}")
    mine.add("first")
    totals = mine.totals()
    assert totals["first"] == 2
    assert len(totals) < counting.SIZE // 64


def test_a_book_that_was_damaged_does_not_stop_the_reading(tmp_path):
    (tmp_path / "short.counts").write_bytes(b"\xff" * 100)
    (tmp_path / "past.json").write_text("{")
    mine = Counters(tmp_path)
    mine.add("letters")
    assert mine.totals() == {"letters": 1}
