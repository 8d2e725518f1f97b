"""Verifying: every seal opened, and what is kept held against the record."""

from __future__ import annotations

import sys

from console.commands.subject.who import Actor, Election, candidates, people
from console.connect import Live
from console.operator import account
from console.problem import BROKEN, OK
from console.terminal import terminal
from domain.candidacy.events import SubjectErased
from domain.stream import parse
from ledger.person.absence import absences


async def verify(election: Election, /, *, actor: Actor = None, live: Live = None) -> int:
    """Mở thử mọi dữ liệu cá nhân, không hiện ra, và đối chiếu với sổ.

    Mã thoát 3 khi dữ liệu bị sửa, tráo giữa hai người, hoặc mất mà sổ không ghi việc xóa.

    Ví dụ:

    baucu subject verify bk-2021
    """
    async with people(election, live) as (ledger, persons):
        number = await persons.verify(actor or account())
        told = await ledger.store.of_types(election, (SubjectErased.__name__,))
        erased = {parse(row.stream).code for row in told}
        found = [*absences(await persons.kept(), await candidates(ledger, election), erased)]
    for one in found:
        sys.stderr.write(f"{one.code}: {one.sentence}.\n")
    if any(one.grave for one in found):
        return BROKEN
    terminal().print(f"{election}: dữ liệu cá nhân của {number} mã còn nguyên vẹn.")
    return OK
