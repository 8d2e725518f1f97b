"""Every refusal of the calendar as it is printed, in the approved sentences of data/refusals.approved.txt.

To approve a change, replace that file by the received text, which the failing test leaves beside it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.calendar import calendar
from domain.decision import Adopted, Decision, Moved, Polling, Published, Repoll
from domain.due import CalendarError, Election
from domain.zone import at

DATA = Path(__file__).parent / "data"
SUNDAY = date(2026, 3, 15)
Y2021 = Election(day=date(2021, 5, 23), levels=("na", "province", "district", "commune"))
Y2026 = Election(day=SUNDAY, levels=("na", "commune"))
SAID: Mapping[str, Any] = {"source": "NQ 9", "reason": "lũ lụt"}
DUE = at(SUNDAY, 7)

ELECTIONS: tuple[tuple[Election, str | None], ...] = (
    (Election(day=date(2021, 5, 24), levels=("na",)), None),
    (Election(day=SUNDAY, levels=("na",)), "Z"),
    (Election(day=date(2015, 8, 30), levels=("na",)), None),
    (Election(day=SUNDAY, levels=("district",)), None),
    (Election(day=SUNDAY, levels=("na", "na")), None),
    (Election(kind="supplementary", day=SUNDAY, levels=("na", "commune")), None),
)
ANCHORS: tuple[tuple[str, date | datetime], ...] = (
    ("X", SUNDAY),
    ("E", SUNDAY),
    ("S", SUNDAY),
    ("K:village", SUNDAY),
    ("V", datetime.fromisoformat("2026-02-01T08:00")),
    ("C", SUNDAY),
)
DECISIONS: tuple[tuple[Election, Decision], ...] = (
    (Y2026, Moved(deadline="no_such_row", due=DUE, **SAID)),
    (Y2026, Published(deadline="voter_list_post", level="commune", due=DUE, **SAID)),
    (Y2026, Published(deadline="consult2_hdnd", level="province", due=DUE, **SAID)),
    (Y2021, Published(deadline="consult2_hdnd", level="na", due=DUE, **SAID)),
    (Y2026, Moved(deadline="na_first_session", due=DUE, **SAID)),
    (Y2026, Moved(deadline="g26_dossiers", due=DUE, **SAID)),
    (Y2021, Moved(deadline="na_official_list", due=DUE, **SAID)),
    (Y2026, Polling(day=SUNDAY, units=("01",), **SAID)),
    (Y2026, Repoll(day=SUNDAY, **SAID)),
    (Y2026, Repoll(day=date(2026, 3, 14), **SAID)),
    (Y2026, Repoll(day=date(2026, 3, 22), level="province", **SAID)),
    (Y2026, Adopted(open_point="O-99", **SAID)),
    (Y2026, Adopted(open_point="O-5", deadline="na_official_list", **SAID)),
    (Y2026, Adopted(open_point="O-5", deadline="ubbc_c_set_up", **SAID)),
)


def refused(election: Election, law: str | None = None, **given: Any) -> str:
    try:
        calendar(election, law, **given)
    except CalendarError as error:
        return str(error)
    return f"not refused: {election} {law} {given}"


def test_every_refusal_is_one_approved_sentence() -> None:
    sentences = [
        *(refused(election, law) for election, law in ELECTIONS),
        *(refused(Y2026, anchors={name: value}) for name, value in ANCHORS),
        *(refused(election, decisions=[decision]) for election, decision in DECISIONS),
    ]
    received = "\n".join(sentences) + "\n"
    approved = (DATA / "refusals.approved.txt").read_text(encoding="utf-8")
    if received != approved:
        (DATA / "refusals.received.txt").write_text(received, encoding="utf-8")
    assert received == approved, "compare data/refusals.received.txt with the approved"
