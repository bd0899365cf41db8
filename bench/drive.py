"""People at browsers: each thread carries dossiers from sending to return, over keep-alive HTTP."""

import http.client
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "t" * 32  # cookie and form carry the same token, as a browser's would


@dataclass
class Story:
    """One dossier to carry: its id, look-up secret (known once it is sent) and unit."""

    dossier_id: str
    unit_id: str


@dataclass
class Tally:
    """Seconds by act, faults by what was answered, and how many stories were finished."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    finished: int = 0

    def add(self, other: "Tally") -> None:
        for act, seconds in other.took.items():
            self.took[act] += seconds
        for fault, times in other.faults.items():
            self.faults[fault] += times
        self.finished += other.finished


class Browser:
    """One connection, many people's cookies: what a proxy in front of the server would be."""

    def __init__(self, port: int, cookies: dict[str, str], tally: Tally) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.tally = cookies, tally

    def ask(self, act: str, method: str, path: str, *, who: str, form: dict[str, str] | None = None) -> bool:
        headers = {"Cookie": f"csrftoken={TOKEN}; sessionid={self.cookies[who]}"}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        self.tally.took[act].append(time.perf_counter() - began)
        good = answer.status == (200 if method == "GET" else 302)
        if not good:
            self.tally.faults[f"{act}: {answer.status}"] += 1
        return good

    def carry(self, story: Story) -> bool:
        """Send, receive, take, propose, approve, sign, seal, return; look at the tracking page and a worklist."""
        dossier, form = story.dossier_id, {"key": f"bench-{story.dossier_id}"}
        acts = [
            ("submit", "POST", f"/drafts/{dossier}/send-now/", "lan", {**form, "truth": "yes"}),
            ("receive", "POST", f"/counter/{dossier}/receive/", "hoa", form),
            ("take", "POST", f"/desk/{dossier}/take/", "minh", form),
            ("propose", "POST", f"/desk/{dossier}/propose/", "minh", {**form, "outcome": "granted", "content": ""}),
            ("worklist", "GET", "/desk/", "minh", None),
            ("approve", "POST", f"/desk/{dossier}/approve/", "hung", form),
            ("sign", "POST", f"/desk/{dossier}/sign/", "hung", form),
            ("seal", "POST", f"/desk/{dossier}/seal/", "thu", form),
            ("track", "GET", f"/dossiers/{dossier}/", "lan", None),
            ("return", "POST", f"/counter/{dossier}/hand_back/", "hoa",
             {**form, "to_name": "Nguyễn Thị Lan", "identity": "CCCD"}),
        ]  # fmt: skip
        return all(
            self.ask(act, method, path, who=who, form=fields and {**fields, "key": f"{act}-{dossier}"})
            for act, method, path, who, fields in acts
        )


def drive(
    stories: list[Story], *, cookies: dict[str, str], port: int, clients: int, seconds: float
) -> tuple[Tally, float]:
    """Carry stories with so many people at once until the time is over; returns the tally and the seconds taken."""
    waiting, lock, tallies = iter(stories), threading.Lock(), [Tally() for _ in range(clients)]
    began = time.perf_counter()

    def work(tally: Tally) -> None:
        browser = Browser(port, cookies, tally)
        while time.perf_counter() - began < seconds:
            with lock:
                story = next(waiting, None)
            if story is None:
                return
            tally.finished += browser.carry(story)

    threads = [threading.Thread(target=work, args=(tally,)) for tally in tallies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, total = time.perf_counter() - began, Tally()
    for tally in tallies:
        total.add(tally)
    return total, took
