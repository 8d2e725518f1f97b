"""Every date with its reasons, as they are printed, for elections in which much happens.

The text is approved in data/steps.approved.txt. To approve a change, look at the difference and replace that
file by the received text, which the failing test leaves beside it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from domain.calendar import calendar
from domain.decision import Adopted, Moved, Polling, Published, Repoll
from domain.due import Due, Election
from domain.zone import at, end_of_day

DATA = Path(__file__).parent / "data"
HERE = "01.001"

Y2021 = Election(day=date(2021, 5, 23), levels=("na", "district"))
Y2026 = Election(day=date(2026, 3, 15), levels=("na", "commune"))
BY_ELECTION = Election(kind="supplementary", day=date(2027, 3, 14), levels=("province",))


def dues_of_2021() -> tuple[Due, ...]:
    """Nothing is recorded; dates were published: a day early, before one could be counted, as counted."""
    said = {"source": "Sách hỏi đáp", "reason": "in khác"}
    early = Published(deadline="na_official_list", due=end_of_day(date(2021, 4, 27)), **said)
    uncounted = Published(deadline="voter_list_complaint", due=end_of_day(date(2021, 5, 13)), **said)
    agreeing = Published(deadline="na_list_publish_province", due=end_of_day(date(2021, 5, 3)), **said)
    return calendar(Y2021, decisions=[early, uncounted, agreeing])


def dues_of_2026() -> tuple[Due, ...]:
    """Much is recorded: acts with and without their hour, and a decision of every kind."""
    said = {"source": "NQ 999/NQ-HĐBCQG", "reason": "lũ lụt kéo dài"}
    decisions = (
        Moved(deadline="consult2_hdnd", due=at(date(2026, 2, 4), 17), **said),
        Moved(deadline="consult2_hdnd", level="commune", due=end_of_day(date(2026, 2, 5)), unit=HERE, **said),
        Published(deadline="hdnd_first_session", due=end_of_day(date(2026, 4, 20)), **said),
        Polling(day=date(2026, 3, 17), units=(HERE,), **said),
        Repoll(day=date(2026, 3, 22), level="commune", **said),
        Adopted(open_point="O-5", deadline="to_minutes_send", **said),
        Adopted(open_point="O-12", deadline="na_official_list", **said),
        Adopted(open_point="day-one", deadline="result_complaint_hdnd", **said),
    )
    anchors: dict[str, date | datetime] = {
        "V": at(date(2026, 2, 2), 8, 30),
        "L:na": date(2026, 2, 15),
        "R": date(2026, 2, 20),
        "K:na": date(2026, 3, 24),
        "consult3": date(2026, 2, 20),
        "complaint_answered": date(2026, 2, 25),
        "P:na": at(date(2026, 3, 15), 5, 40),
        "polling_day:commune": date(2026, 3, 18),
        "T": date(2026, 7, 1),
    }
    return calendar(Y2026, decisions=decisions, anchors=anchors, unit=HERE)


def dues_of_a_supplementary_election() -> tuple[Due, ...]:
    """Version A is supposed where B is in force; one polling area votes early."""
    early = Polling(day=date(2027, 3, 11), units=("01.1",), source="NQ 1", reason="đảo xa")
    anchors = {"next_session": at(date(2027, 7, 8), 8), "V": date(2027, 2, 27)}
    return calendar(BY_ELECTION, "A", [early], anchors, unit="01", parts=("01.1",))


def printed(title: str, dues: tuple[Due, ...]) -> Iterator[str]:
    yield f"== {title}. {dues[0].steps[0]}"
    for (name, level), group in groupby(dues, key=lambda due: (due.id, due.level)):
        owners = list(group)
        due = owners[0]
        yield f"{name}/{level} ({due.form}, {due.confidence})"
        for each in owners:
            assert (each.due, each.steps, each.readings) == (due.due, due.steps, due.readings)
            yield f"  {each.owed_by}@{each.at} -> {', '.join(each.owed_to)}"
        yield from (f"  {line}" for line in instants(due))
        for what in ("waits_for", "open_points", "refers_to"):
            if value := getattr(due, what):
                yield f"  {what} {value if isinstance(value, str) else ', '.join(value)}"
        for reading in due.readings:
            safe = " safe" if reading.safe else ""
            yield f"  or {reading.open_point}: {reading.opens} | {reading.due} | {reading.planned}{safe}"
        assert due.steps[0] == dues[0].steps[0]
        yield from (f"  - {step}" for step in due.steps[1:])


def instants(due: Due) -> Iterator[str]:
    """The instants of a row; the computed and the safe one where they are not the due or planned one."""
    if due.opens:
        yield f"opens {due.opens:%Y-%m-%d %H:%M:%S}"
    if due.due:
        yield f"due {due.due:%Y-%m-%d %H:%M:%S}{', an hour is given' if due.hour_given else ''}"
    if due.computed != due.due:
        yield f"computed {due.computed}"
    if due.planned:
        yield f"planned {due.planned:%Y-%m-%d %H:%M:%S}"
    if due.safe != (due.due or due.planned):
        yield f"safe {due.safe}"


def test_every_date_says_why_in_the_approved_words() -> None:
    texts = [
        *printed("23/5/2021", dues_of_2021()),
        *printed("15/3/2026, 01.001", dues_of_2026()),
        *printed("14/3/2027, supplementary, version A supposed", dues_of_a_supplementary_election()),
    ]
    received = "\n".join(texts) + "\n"
    approved = DATA / "steps.approved.txt"
    if received != approved.read_text(encoding="utf-8"):
        (DATA / "steps.received.txt").write_text(received, encoding="utf-8")
    assert received == approved.read_text(encoding="utf-8"), (
        "compare data/steps.received.txt with the approved"
    )
