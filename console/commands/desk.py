"""`baucu desk`: what plans, letters and inspections ask for, the documents and their versions, the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from console.commands import branch
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.outline import answer
from console.problem import OK
from console.terminal import terminal

if TYPE_CHECKING:
    from domain.office.papers import PaperLine
    from ledger.store import Store

Kind = Literal[
    "training", "seal", "budget", "settlement", "inspection", "finding", "supply", "programme", "report",
    "conference", "award", "other",
]  # fmt: skip

app = branch(name="desk", usage="baucu desk CUỘC-BẦU-CỬ [--unit MÃ] [--kind LOẠI] [--forms] [--json]\n")


@app.default
async def run(
    election: Annotated[str, Parameter(help="Mã cuộc bầu cử.")],
    /,
    *,
    unit: Annotated[str | None, Parameter(help="Chỉ việc, văn bản của một đơn vị, từng cơ quan một.")] = None,
    kind: Annotated[
        Kind | None,
        Parameter(
            help="Chỉ một loại việc, từng cơ quan một. training: tập huấn; seal: con dấu; budget: kinh phí; "
            "settlement: quyết toán; inspection: kiểm tra; finding: khắc phục kiến nghị kiểm tra; "
            "supply: in ấn, vật tư; programme: chương trình hành động; report: báo cáo; "
            "conference: hội nghị; award: khen thưởng; other: khác."
        ),
    ] = None,
    forms: Annotated[
        bool, Parameter(negative="", help="Mỗi giấy tờ đã ghi vào sổ lập theo mẫu nào, bản nào.")
    ] = False,
    json: Json = False,
    live: Live = None,
) -> int:
    """Việc theo kế hoạch, văn bản theo phiên bản, phương án, mẫu đã dùng.

    Không có gì ở đây là hạn của luật; hạn của luật ở «baucu timeline».

    Ví dụ:

    baucu desk bk-2021

    baucu desk bk-2021 --kind budget

    baucu desk bk-2021 --unit BK-NS-01 --json

    baucu desk bk-2021 --forms
    """
    # Only now: help and a mistyped word need not load every procedure.
    from activities.projection import project
    from console import desk as shown
    from console.reading import Reading
    from domain.office.listing import TYPES, desk
    from domain.refusal import refuse

    async with record(live) as ledger:
        log = await where.election(ledger.store, election)
        await project(ledger.store.pool, log)
        reading = Reading(ledger.store.pool)
        if unit is not None and await reading.unit(log, unit) is None:
            raise refuse("unknown_unit", unit=unit, election=log)
        found = await reading.election(log)
        if found is None:
            raise refuse("unknown_election", election=log)
        now = await reading.legal_now(found)
        papers = await _papers(ledger.store, log, unit) if forms else []
        lists = desk(await ledger.store.of_types(log, TYPES))
    if unit:
        lists = lists.about(unit)
    if kind:
        lists = lists.model_copy(
            update={
                "tasks": tuple(line for line in lists.tasks if line.kind == kind),
                "documents": (),
                "scenarios": (),
            }
        )
    out = terminal()
    if forms and json:
        answer({"election": log, "papers": papers})
    elif forms:
        shown.papers(out, papers)
    elif json:
        answer({"election": log, "now": now, "unit": unit or "", **shown.as_json(lists, now)})
    else:
        shown.show(out, lists, now, each=bool(unit or kind))
    return OK


async def _papers(store: Store, log: str, unit: str | None) -> list[PaperLine]:
    from domain.office.papers import REGISTER, papers, types

    register = await store.of_types(log, REGISTER)
    rows = await store.of_types(log, types(register))
    return papers(register, [row for row in rows if unit in (None, row.meta.unit)])
