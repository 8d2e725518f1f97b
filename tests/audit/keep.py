"""Keeps what was written: `python -m tests.audit.keep` adds to tests/ledger/streams and replaces nothing.

One body of every type in every schema that was ever written, and a few streams whole, each with what they
came to. Raise a type's schema, run this, and old and new stand beside each other. docs/events.md is remade.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from domain.campaign.events import (
    CampaignBreachFound,
    CampaignBreachSettled,
    MediaUsed,
    MeetingCancelled,
    MeetingHeld,
    MeetingNotified,
    MeetingPlanned,
    MeetingsReported,
)
from domain.candidacy.events import SubjectErased
from domain.contest.events import (
    AdditionalBallotDeclined,
    CandidateStruckOff,
    LowTurnoutReported,
    OpenPointSettled,
    RerunDecided,
    RerunHeld,
)
from domain.event import Event, Meta, Recorded
from domain.keys.events import KeyIntroduced, KeyLost, KeyRetired, KeyRotated, RecordRestored
from domain.minutes import Figures
from domain.polling.events import CountingMinutesCorrected
from domain.stream import parse
from domain.suit.events import HearingOpened, SuitAccepted, SuitDropped, TrialOrdered
from domain.terms import CLERK, Finding
from domain.voterlist.events import (
    ElsewhereCertified,
    VoterCardsHandedOut,
    VotersAdded,
    VotersNotified,
    VotersStruckOff,
)
from domain.zone import end_of_day
from ledger import canonical, dictionary
from ledger.difference import states
from ledger.execute import Ledger
from ledger.export.jsonl import line
from ledger.migration import migrate
from ledger.store import Store
from tests.audit.conftest import CONTEST, LOG, record
from workers.postgres import OWNER, WRITER, Postgres
from workers.settings import CHECKOUT

FOLDER: Final = Path(__file__).parents[1] / "ledger" / "streams"
PAGE: Final = CHECKOUT / "docs" / "events.md"
SCHEMA: Final = "1"
"""Added to the names of whole streams; raise it when a type in them gets a new schema."""
WHOLE: Final = {
    "contest": CONTEST,
    "area": f"area/{LOG}/BK-NS-01-A1",
    "consultation": f"unit/{LOG}/BK-NS",
    "election": f"election/{LOG}",
    "candidacy": f"candidacy/{LOG}/c-001",
    "agenda": f"agenda/{LOG}/BK-NS-01",
}

AREA: Final = f"area/{LOG}/BK-NS-01-A1"
SUIT: Final = f"case/{LOG}/BK-NS-01.people_committee.1"
FINDING: Final = Finding(code="F.201", sentence="Có điểm lạ.", remedy="Kiểm tra lại.", article="Điều 76.2")
RARE: Final[tuple[tuple[str, Event], ...]] = (
    (CONTEST, AdditionalBallotDeclined(decision="1/NQ", why="đủ đại biểu để làm việc")),
    (CONTEST, CandidateStruckOff(candidacy="c-001", why="died", decision="2/NQ", findings=(FINDING,))),
    (CONTEST, LowTurnoutReported(registered=1000, voted=500)),
    (CONTEST, OpenPointSettled(poll="first", elected=("c-001",), decision="3/NQ", why="bốc thăm")),
    (CONTEST, RerunDecided(day=date(2021, 6, 6), cause="low_turnout", decision="4/NQ", consent="5/HĐBCQG")),
    (CONTEST, RerunHeld(day=date(2021, 6, 6))),
    (
        f"area/{LOG}/BK-NS-01-A1",
        CountingMinutesCorrected(
            poll="first",
            ballot="commune",
            contest="C-BK-NS-01-1",
            edition=2,
            figures=Figures(
                registered=10, voted=9, issued=9, collected=9, valid=8, invalid=1, votes={"c-001": 8}
            ),
            why="cộng nhầm",
            findings=(FINDING,),
        ),
    ),
    (
        f"candidacy/{LOG}/c-001",
        SubjectErased(
            reason="hết thời hạn lưu", decision="6/QĐ", kept_until=date(2031, 5, 23), findings=(FINDING,)
        ),
    ),
    (f"keys/{LOG}", KeyIntroduced(key="baucu.test/bk-2021+0a0b0c0d+AQ==", key_id="0a0b0c0d", keeper="BK")),
    (
        f"keys/{LOG}",
        KeyRotated(
            key="baucu.test/bk-2021+0e0f0a0b+AQ==", key_id="0e0f0a0b", old="0a0b0c0d", endorsement="note\n"
        ),
    ),
    (f"keys/{LOG}", KeyLost(key_id="0e0f0a0b", reason="mất ổ cứng")),
    (f"keys/{LOG}", KeyRetired(key_id="0e0f0a0b", reason="kết thúc bầu cử")),
    (f"keys/{LOG}", RecordRestored(epoch=2, size=900, root="00" * 32, kept=880, reason="hỏng máy chủ")),
    (
        AREA,
        VotersAdded(
            why="complaint",
            ruled="Điều 33",
            entry="12",
            status="resident",
            number=1,
            subject="v-1",
            case="BK-NS-01.people_committee.1",
            change={"na": 1, "commune": 1},
            voters={"na": 11, "commune": 11},
            findings=(FINDING,),
        ),
    ),
    (
        AREA,
        VotersStruckOff(
            why="deprived",
            ruled="Điều 30.5",
            entry="13",
            status="temporary",
            number=2,
            change={"na": -2},
            voters={"na": 9, "commune": 11},
            cards_taken=1,
            findings=(FINDING,),
        ),
    ),
    (
        AREA,
        ElsewhereCertified(entry="14", purpose="elsewhere", number=3, away={"na": 3}, findings=(FINDING,)),
    ),
    (AREA, VotersNotified(notice="2021-05-13", means="loudspeaker", findings=(FINDING,))),
    (AREA, VoterCardsHandedOut(batch="1", number=10, total=10, findings=(FINDING,))),
    (SUIT, SuitAccepted(due=end_of_day(date(2021, 4, 27)), findings=(FINDING,))),
    (SUIT, TrialOrdered(decision="1/QĐ-TA", due=end_of_day(date(2021, 4, 29)), findings=(FINDING,))),
    (SUIT, SuitDropped(decision="2/QĐ-TA", findings=(FINDING,))),
    (SUIT, HearingOpened(findings=(FINDING,))),
    (
        CONTEST,
        MeetingPlanned(
            meeting="m1",
            at=end_of_day(date(2021, 5, 10)),
            form="in_person",
            commune="BK-NS-01",
            findings=(FINDING,),
        ),
    ),
    (CONTEST, MeetingNotified(meeting="m1", to="candidates", findings=(FINDING,))),
    (CONTEST, MeetingHeld(meeting="m1", voters=120, present=("c-001",), findings=(FINDING,))),
    (CONTEST, MeetingCancelled(meeting="m2", why="weather")),
    (
        CONTEST,
        MeetingsReported(
            report="1",
            meetings=("m1",),
            addressees=("committee@commune", "front@district"),
            tally={"c-001": 1},
            findings=(FINDING,),
        ),
    ),
    (CONTEST, MediaUsed(item="tv-1", candidacy="c-001", medium="television", findings=(FINDING,))),
    (
        CONTEST,
        CampaignBreachFound(
            breach="tv-1",
            what="after_end",
            ruled="Điều 64",
            candidacy="c-001",
            act="tv-1",
            to_unit="BK-NS-01",
        ),
    ),
    (CONTEST, CampaignBreachSettled(breach="tv-1", measure="reminded", decision="7/TB")),
)
"""Events that the election of Bắc Kạn has no occasion for."""


def described(stream: str, rows: Sequence[Recorded]) -> dict[str, Any]:
    """The states of a stream as JSON has them, sets in order."""
    return {name: plain(state) for name, state in states(parse(stream), rows).items()}


def plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return {name: plain(getattr(value, name)) for name in type(value).model_fields}
        case dict():
            return {str(key): plain(held) for key, held in value.items()}
        case set() | frozenset():
            return sorted((plain(held) for held in value), key=str)
        case list() | tuple():
            return [plain(held) for held in value]
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)


def rare(stream: str, event: Event) -> str:
    """The body of an event made by hand."""
    meta = Meta(actor=CLERK, body=CLERK, unit="BK", law="A", mode="rehearsal", command="kept", digest="kept")
    id = canonical.event_id(stream, type(event).__name__)
    return canonical.body(stream, 1, id, event, meta, end_of_day(date(2021, 5, 23)))


async def keep(store: Store) -> list[Path]:
    """Write what is not there yet; returns what was written."""
    texts: dict[Path, str] = {}
    current = {kind.__name__: kind.schema_version for kind in dictionary.kinds()}
    async for rows in store.pages(LOG):
        for row in rows:
            texts.setdefault(FOLDER / f"{row.type}-{row.schema}.json", row.body)
    for stream, event in RARE:
        name = type(event).__name__
        texts.setdefault(FOLDER / f"{name}-{current[name]}.json", rare(stream, event))
    for name, stream in WHOLE.items():
        recorded = (await store.read([stream]))[stream]
        rows = [(await store.rows(LOG, it.position - 1, 1))[0] for it in recorded]
        texts[FOLDER / f"{name}-{SCHEMA}.jsonl"] = b"".join(map(line, rows)).decode().rstrip("\n")
        state = json.dumps(described(stream, recorded), ensure_ascii=False, indent=1, sort_keys=True)
        texts[FOLDER / f"{name}-{SCHEMA}.state"] = state
    new = {path: text for path, text in texts.items() if not path.exists()}
    FOLDER.mkdir(exist_ok=True)
    for path, text in new.items():
        path.write_text(text + "\n", encoding="utf-8")
    PAGE.write_text(dictionary.markdown(), encoding="utf-8")
    return sorted(new)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        async with Postgres(Path(folder) / "postgres", fsync=False) as server:
            await server.create_database("keep")
            await migrate(server.dsn("keep", OWNER))
            async with Ledger.open(server.dsn("keep", WRITER)) as ledger:
                await record(ledger)
                for path in await keep(ledger.store):
                    sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    asyncio.run(main())
