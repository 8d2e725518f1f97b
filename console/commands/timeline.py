"""`baucu timeline`: every step of the law, when it is due, and who has done it."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from console.commands import branch
from console.connect import Live, record
from console.outline import answer
from console.problem import OK
from console.terminal import terminal
from domain.refusal import refuse

app = branch(name="timeline", usage="baucu timeline CUỘC-BẦU-CỬ [--unit MÃ] [--json]\n")


@app.default
async def run(
    election: Annotated[str, Parameter(help="Mã cuộc bầu cử.")],
    /,
    *,
    unit: Annotated[str | None, Parameter(help="Chỉ nhiệm vụ của một đơn vị, từng việc một.")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")] = False,
    live: Live = None,
) -> int:
    """Các bước theo luật: hạn, đã làm, làm muộn, quá hạn.

    Quá hạn gồm cả việc về sau đã khắc phục; muộn là làm sau hạn.

    Ví dụ:

    baucu timeline bk-2021

    baucu timeline bk-2021 --unit BK-NS --json
    """
    # Only now: help and a mistyped word need not load every procedure.
    from activities.projection import project
    from console import show
    from console.reading import Reading

    async with record(live) as ledger:
        await project(ledger.store.pool, election)
        reading = Reading(ledger.store.pool)
        found = await reading.election(election)
        if found is None:
            raise refuse("unknown_election", election=election)
        now = await reading.legal_now(found)
        if unit is not None and await reading.unit(election, unit) is None:
            raise refuse("unknown_unit", unit=unit, election=election)
        counts = await reading.counts(election, now, unit or "")
        steps = [] if unit else await reading.steps(election, now)
        duties = await reading.duties(election, unit) if unit else []
        plans = await reading.plans(election, unit) if unit else []
    if json:
        answer(
            {
                "election": found,
                "now": now,
                "counts": counts,
                **(
                    {"unit": unit, "duties": list(map(dict, duties)), "plans": list(map(dict, plans))}
                    if unit
                    else {"steps": steps}
                ),
            }
        )
        return OK
    out = terminal()
    show.head(out, found, now)
    show.counts(out, counts)
    out.print()
    if unit:
        show.duties(out, duties)
        show.duties(out, plans, "Việc theo kế hoạch, không phải hạn của luật (thêm ở «baucu desk»)")
    else:
        show.steps(out, steps)
    return OK
