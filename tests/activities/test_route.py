"""Whom the relay tells of a published list: also communes whose teams serve the constituency (Article 27)."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from activities.signal import Messenger
from domain.constituencies.events import AreaPlan, PollingAreasFixed
from domain.contest.events import AreasAssigned, ConstituencyFixed, Listed, OfficialListPublished
from domain.membership.events import Member, MembersAppointed
from domain.zone import at
from ledger.connection import open_pool
from ledger.store import Store
from tests.conftest import Database
from tests.console.record import Recorder
from workers.relay import Relay

THEN = at(date(2021, 4, 28), 9)


@pytest.mark.covers("p27")
async def test_the_list_of_a_constituency_reaches_the_communes_that_named_their_teams(
    database: Database,
) -> None:
    record = Recorder(database.app)
    pool = await open_pool(database.app)
    try:
        for commune in ("X1", "X2"):
            areas = (AreaPlan(code=f"{commune}-A1", contests={"na": "NA-1"}),)
            await record.write(f"unit/{commune}", PollingAreasFixed(areas=areas), THEN)
        team = MembersAppointed(
            body="team", place="X1-A1", members=(Member(person="p1"),), agreed=(), decision="QD-1"
        )
        await record.write("unit/X1", team, THEN)
        fixed = ConstituencyFixed(ballot="na", seats=3, unit="BK", publisher="VN")
        await record.write("contest/NA-1", fixed, THEN)
        for commune in ("X1", "X2"):
            await record.write("contest/NA-1", AreasAssigned(unit=commune, areas=(f"{commune}-A1",)), THEN)
        listed = (Listed(candidacy="n-1", order=1, seniority=1),)
        await record.write("contest/NA-1", OfficialListPublished(candidates=listed, decision="NQ-1"), THEN)
        store = Store(pool)
        rows = await store.tail("bk-2021", 0, 100)
        # Nothing is sent: only who would be told is asked.
        relay = Relay(store, cast(Messenger, cast(Any, None)), "rehearsal")
        told = await relay.concerned(rows[-1:])
    finally:
        await pool.close()
        await record.close()
    assert sorted((target.kind, target.code) for target in told) == [
        ("contest", "NA-1"),
        ("unit", "BK"),
        ("unit", "VN"),
        ("unit", "X1"),
    ]
