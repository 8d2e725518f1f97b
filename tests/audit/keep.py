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

from domain.agenda.duty import Duty
from domain.agenda.events import DutyMooted, PromptDutyMet, PromptDutyOpened
from domain.call.events import DueRow, PollingDaySet
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
from domain.candidacy.events import (
    CandidacyAllocated,
    ChecklistTicked,
    DossierMoved,
    NameFrozen,
    NomineeConferenceHeld,
    NomineeMinutesSent,
    NomineeProposed,
    NomineeReplaced,
    PortalEntryNoted,
    ProgrammeLodged,
    SubjectErased,
)
from domain.comparison import Unlike
from domain.consultation.events import (
    Addressee,
    CentralNomineesSent,
    ConferenceMinutesSent,
    ConsultationMinutesReceived,
    ConsultationMinutesSent,
    ConsultationVoteTaken,
    DossiersHandedOver,
    DossiersTakenOver,
    MatterAnswered,
    MatterRaised,
    MonitoringNoted,
    OnlineConferencesAllowed,
    Plan,
    PreliminaryListSplit,
    ResidenceConferencesPlanned,
    StructureAgreed,
    VillageConferenceHeld,
    VillageProposed,
)
from domain.contest.events import (
    AdditionalBallotDeclined,
    AnnulmentProposed,
    BallotProofed,
    CandidateStruckOff,
    ConstituencyMinutesIssued,
    ConstituencyMinutesSigned,
    Listed,
    LowTurnoutReported,
    MissingCandidateSettled,
    OpenPointSettled,
    RepollPrepared,
    RepollProposed,
    RerunConsented,
    RerunDecided,
    RerunHeld,
    ResultAnnulled,
)
from domain.event import Event, Meta, Recorded
from domain.keys.events import KeyIntroduced, KeyLost, KeyRetired, KeyRotated, RecordRestored
from domain.minutes import Figures
from domain.person.events import PlaceTaken
from domain.polling.events import (
    BallotsHandedOver,
    BallotsSorted,
    BallotsTaken,
    BoxChecked,
    BoxOpened,
    CollectedChecked,
    ComplaintsNoted,
    CountConfirmed,
    CountEntered,
    CountingMinutesCorrected,
    CountsDiffered,
    CountSettled,
    DoubtfulJudged,
    InterruptionReported,
    MinutesReceived,
    PollingInterrupted,
    PollingResumed,
    SupplyTaken,
    SurplusReported,
)
from domain.pollingday.events import PollingDayAsked, PollingDayRefused
from domain.reporting.events import ReportScheduleSet, Slot
from domain.stream import parse
from domain.suit.events import HearingOpened, SuitAccepted, SuitDropped, TrialOrdered
from domain.summary.events import (
    CertificatesIssued,
    PapersDestroyed,
    RecordsArchived,
    RecordsHandedOver,
    SummaryIssued,
    SummaryReopened,
    SummarySigned,
)
from domain.supply.events import (
    BallotsDelivered,
    BoardSupplied,
    BoardSupplyTaken,
    DeliveryTaken,
    SupplyCompleted,
    TeamsSupplied,
)
from domain.terms import CLERK, Finding, Reason
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
from tests.audit import casework, desk, seats
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

ELECTION: Final = f"election/{LOG}"
AREA: Final = f"area/{LOG}/BK-NS-01-A1"
SUIT: Final = f"case/{LOG}/BK-NS-01.people_committee.1"
DOSSIER: Final = f"candidacy/{LOG}/c-001"
TALKS: Final = f"unit/{LOG}/BK-NS-01"
FINDING: Final = Finding(code="F.201", sentence="Có điểm lạ.", remedy="Kiểm tra lại.", article="Điều 76.2")
AGENDA: Final = f"agenda/{LOG}/BK-NS-01"
PROMPT: Final = Duty(
    key="consult1_minutes_send:commune:",
    deadline="consult1_minutes_send",
    level="commune",
    body="front",
    kind="unit",
    subject="",
    article="Điều 50.4",
    title="Gửi ngay biên bản hội nghị hiệp thương lần thứ nhất",
    opens=end_of_day(date(2021, 2, 17)),
    due=end_of_day(date(2021, 2, 17)),
    fulfilled_by="ConsultationMinutesSent",
    qualifier="1",
)
ABOUT: Final = {"key": PROMPT.key, "deadline_article": PROMPT.article}

KIND: Final[dict[str, Any]] = {"poll": "first", "ballot": "commune", "contest": "C-BK-NS-01-1"}
FIGURES: Final = Figures(
    registered=500, voted=480, issued=480, collected=480, valid=470, invalid=10, votes={"c-001": 400}
)
RARE: Final[tuple[tuple[str, Event], ...]] = (
    (CONTEST, AdditionalBallotDeclined(decision="1/NQ", why="đủ đại biểu để làm việc")),
    (CONTEST, CandidateStruckOff(candidacy="c-001", why="died", decision="2/NQ", findings=(FINDING,))),
    (CONTEST, LowTurnoutReported(registered=1000, voted=500)),
    (CONTEST, OpenPointSettled(poll="first", elected=("c-001",), decision="3/NQ", why="bốc thăm")),
    (CONTEST, RerunDecided(day=date(2021, 6, 6), cause="low_turnout", decision="4/NQ", consent="5/HĐBCQG")),
    (CONTEST, RerunHeld(day=date(2021, 6, 6))),
    (
        CONTEST,
        AnnulmentProposed(
            proposed_by="government",
            unit="VN",
            areas=("BK-NS-01-A1",),
            why="serious_breach",
            decision="7/TTr",
        ),
    ),
    (
        CONTEST,
        ResultAnnulled(
            areas=("BK-NS-01-A1",), why="serious_breach", proposed_by="", decision="8/NQ", findings=(FINDING,)
        ),
    ),
    (
        CONTEST,
        MissingCandidateSettled(
            missing=("c-001",),
            way="add",
            seats=3,
            added=(Listed(candidacy="c-009", order=2, seniority=4),),
            posted=False,
            decision="11/QĐ",
            consent="12/MT",
            reasons=(Reason(article="Điều 58.3", text="bổ sung c-009"),),
        ),
    ),
    (CONTEST, BallotProofed(edition=1, names=("c-002", "c-001"), agrees=False, findings=(FINDING,))),
    (CONTEST, RepollProposed(poll="rerun", decision="9/BC")),
    (CONTEST, RerunConsented(decision="10/CV")),
    (CONTEST, RepollPrepared(poll="rerun", done=("voter_list", "ballots"), findings=(FINDING,))),
    (f"unit/{LOG}/BK-NS-01", SummaryReopened(ballot="commune", contest="C-BK-NS-01-1", edition=2)),
    (f"unit/{LOG}/BK-NS-01", SummarySigned(ballot="commune", edition=2, office="chair", number=1)),
    (f"unit/{LOG}/BK-NS-01", SummaryIssued(ballot="commune", edition=2, deputies=2, copies=6)),
    (f"unit/{LOG}/BK-NS-01", CertificatesIssued(ballot="commune", holders=("c-001",))),
    (f"unit/{LOG}/BK-NS-01", RecordsHandedOver(ballot="commune", to_body="council")),
    (
        f"unit/{LOG}/BK-NS-01",
        RecordsArchived(ballot="commune", ballots_until=date(2026, 5, 23), documents_until=date(2031, 5, 23)),
    ),
    (
        f"unit/{LOG}/BK-NS-01",
        PapersDestroyed(ballot="commune", papers="ballots", decision="11/QĐ", kept_until=date(2026, 5, 23)),
    ),
    (CONTEST, ConstituencyMinutesSigned(poll="first", office="deputy", number=2)),
    (
        CONTEST,
        ConstituencyMinutesIssued(poll="first", deputies=2, copies=4, recipients=("committee@commune",)),
    ),
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
    *casework.EVENTS,
    *desk.EVENTS,
    *seats.EVENTS,
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
    (f"person/{LOG}/n-1", PlaceTaken(candidacy="c-001", ballot="commune", unit="BK-NS-01")),
    (DOSSIER, NomineeProposed(ballot="commune", unit="BK-NS-01")),
    (
        DOSSIER,
        NomineeConferenceHeld(
            sitting=1,
            summoned=90,
            present=60,
            confident=30,
            method="secret",
            counters=5,
            standing="distrusted",
            findings=(FINDING,),
        ),
    ),
    (DOSSIER, NomineeReplaced(successor="c-009", reason="Theo đề nghị của nơi giới thiệu ứng cử")),
    (DOSSIER, NomineeMinutesSent(ballot="commune", findings=(FINDING,))),
    (DOSSIER, ChecklistTicked(attempt=1, missing=("seal",), photos=2, findings=(FINDING,))),
    (DOSSIER, PortalEntryNoted(dossier="HS-1", entry="differs", findings=(FINDING,))),
    (DOSSIER, NameFrozen(fingerprint="00" * 32)),
    (DOSSIER, DossierMoved(to_unit="BN", guidance="7/HĐBCQG")),
    (DOSSIER, ProgrammeLodged(edition=1)),
    (DOSSIER, CandidacyAllocated(contest="C-BK-NS-01-1", occasion=1)),
    (
        TALKS,
        DossiersHandedOver(
            ballot="commune",
            to_body="front",
            to_unit="BK-NS-01",
            number=1,
            candidacies=("c-001",),
            biographies=1,
            declarations=1,
        ),
    ),
    (TALKS, DossiersTakenOver(ballot="commune", number=1, listed=1)),
    (
        TALKS,
        ConsultationVoteTaken(
            ballot="commune",
            round=3,
            item=1,
            method="hands",
            members=30,
            agree=28,
            oppose=1,
            counters=5,
            findings=(FINDING,),
        ),
    ),
    (
        TALKS,
        ConsultationMinutesSent(
            ballot="commune",
            round=1,
            recipients=(Addressee(body="committee", unit="BK-NS-01"),),
            deadline="consult1_minutes_send",
            findings=(FINDING,),
        ),
    ),
    (
        TALKS,
        ConsultationMinutesReceived(
            ballot="commune", round=1, recipient=Addressee(body="committee", unit="BK-NS-01")
        ),
    ),
    (TALKS, PreliminaryListSplit(ballot="commune", parts={"BK-NS-01": ("c-001",)})),
    (TALKS, VillageProposed(village="T-1", proposed=("c-001",), places=1, findings=(FINDING,))),
    (
        TALKS,
        VillageConferenceHeld(
            village="T-1",
            sitting=1,
            summoned=90,
            present=60,
            method="hands",
            form="meeting",
            counters=5,
            places=1,
            votes={"c-001": 40, "c-002": 40},
            second={"c-001": 31, "c-002": 29},
            step="done",
            nominated=("c-001",),
            tied=(),
            findings=(FINDING,),
        ),
    ),
    (TALKS, OnlineConferencesAllowed(cause="epidemic", decision="8/QĐ", findings=(FINDING,))),
    (
        TALKS,
        MatterRaised(
            ballot="commune",
            matter=1,
            candidacy="c-001",
            place="residence",
            verifier="nominator",
            due=end_of_day(date(2021, 4, 13)),
        ),
    ),
    (
        TALKS,
        ResidenceConferencesPlanned(
            ballot="commune",
            edition=1,
            plans=(Plan(candidacy="c-001", unit="BK-NS-01", day=date(2021, 4, 1), group="village"),),
            findings=(FINDING,),
        ),
    ),
    (
        TALKS,
        StructureAgreed(
            ballot="commune", round=2, number=30, women=12, minorities=8, asks=True, findings=(FINDING,)
        ),
    ),
    (TALKS, ConferenceMinutesSent(ballot="commune", sitting=1)),
    (TALKS, MatterAnswered(ballot="commune", matter=1, answer="refuted", findings=(FINDING,))),
    (f"unit/{LOG}/VN", CentralNomineesSent(province="BK", candidacies=("na-001",))),
    (
        TALKS,
        MonitoringNoted(
            number=1, watched=Addressee(body="committee", unit="BK-NS-01"), proposals=2, report="9/BC"
        ),
    ),
    (
        ELECTION,
        PollingDayAsked(
            request="1",
            unit="BK",
            commune="BK-NS-01",
            areas=("BK-NS-01-A1",),
            day=date(2021, 5, 16),
            why="remote",
            findings=(FINDING,),
        ),
    ),
    (
        ELECTION,
        PollingDaySet(
            request="1",
            commune="BK-NS-01",
            areas=("BK-NS-01-A1",),
            old=date(2021, 5, 23),
            before={"BK-NS-01-A1": date(2021, 5, 23)},
            day=date(2021, 5, 16),
            why="nơi xa xôi, đi lại khó khăn",
            decision="10/NQ",
            count="with_everybody",
            rows=(
                DueRow(
                    deadline="polling_close",
                    level="all",
                    owed_by="team",
                    at="commune",
                    per="area",
                    article="Điều 71.1",
                    opens=None,
                    due=end_of_day(date(2021, 5, 16)),
                    computed=end_of_day(date(2021, 5, 16)),
                ),
            ),
            findings=(FINDING,),
        ),
    ),
    (ELECTION, PollingDayRefused(request="2", decision="11/NQ")),
    (AGENDA, PromptDutyOpened(duty=PROMPT)),
    (AGENDA, PromptDutyMet(**ABOUT, done_at=PROMPT.due, by_event="kept")),
    (AGENDA, DutyMooted(**ABOUT, why="kết quả đã bị hủy (Điều 81)")),
    (CONTEST, BallotsDelivered(poll="first", batch="1", ballots=1020)),
    (CONTEST, DeliveryTaken(poll="first", batch="1", handed=1020, ballots=1019, findings=(FINDING,))),
    (CONTEST, BoardSupplied(poll="first", batch="1", ballots=1019, findings=(FINDING,))),
    (CONTEST, BoardSupplyTaken(poll="first", batch="1", handed=1019, ballots=1018, findings=(FINDING,))),
    (CONTEST, TeamsSupplied(poll="first", batch="1", areas={"BK-NS-01-A1": 510}, findings=(FINDING,))),
    (CONTEST, SupplyCompleted(poll="first", teams=2, ballots=1018)),
    (
        AREA,
        SupplyTaken(
            poll="first", contest="C-BK-NS-01-1", batch="1", handed=510, ballots=509, findings=(FINDING,)
        ),
    ),
    (AREA, BoxChecked(poll="first", boxes=2, voters=3, findings=(FINDING,))),
    (
        AREA,
        PollingInterrupted(
            poll="first", number=1, cause="ballot_misprint", boxes=2, papers=True, findings=(FINDING,)
        ),
    ),
    (AREA, InterruptionReported(poll="first", number=1)),
    (AREA, PollingResumed(poll="first", number=1, seals="whole", room="other", findings=(FINDING,))),
    (AREA, BoxOpened(poll="first", witnesses=("v1", "v2"), findings=(FINDING,))),
    (AREA, CollectedChecked(**KIND, check=1, voted=480, collected=555, findings=(FINDING,))),
    (AREA, SurplusReported(**KIND, voted=480, collected=555)),
    (
        AREA,
        DoubtfulJudged(
            **KIND,
            lot="1",
            members=11,
            agreed=6,
            valid=3,
            invalid={"invalid_excess": 2},
            findings=(FINDING,),
        ),
    ),
    (AREA, BallotsSorted(**KIND, names=(90, 180, 200), invalid=10, findings=(FINDING,))),
    (AREA, CountEntered(**KIND, figures=FIGURES, findings=(FINDING,))),
    (AREA, CountConfirmed(**KIND)),
    (
        AREA,
        CountsDiffered(**KIND, figures=FIGURES, differences=(Unlike(figure="valid", first=470, second=469),)),
    ),
    (
        AREA,
        CountSettled(**KIND, members=11, agreed=6, why="recounted", findings=(FINDING,)),
    ),
    (AREA, ComplaintsNoted(poll="first", settled=2, cases=("BK-NS-01-A1.team.1",), findings=(FINDING,))),
    (AREA, BallotsHandedOver(poll="first", packets=4)),
    (AREA, BallotsTaken(poll="first", handed=4, packets=3, findings=(FINDING,))),
    (
        ELECTION,
        ReportScheduleSet(
            unit="BK",
            edition=1,
            letter="346/UBBC",
            slots=(Slot(hour=9), Slot(hour=14, minute=15)),
            within=30,
        ),
    ),
    (AREA, MinutesReceived(**KIND, to="front", copies=1)),
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
