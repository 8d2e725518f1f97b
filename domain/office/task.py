"""Tasks: set, moved, recorded step by step, closed, reopened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from domain.bodies.unit import again, following
from domain.constituencies.events import PollingAreasFixed
from domain.minutes import noted
from domain.office.commands import CloseTask, MoveTask, RecordTask, ReopenTask, SetTask
from domain.office.events import TaskClosed, TaskMoved, TaskRecorded, TaskReopened, TaskSet
from domain.office.evolve import Holding, State, Task
from domain.office.kind import Kind, Stage, kind
from domain.office.owner import OfficeBody, Owner
from domain.office.place import asking, below, missing, one_of
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding
from domain.zone import local


def set_task(state: State, command: SetTask, given: Given) -> TaskSet:
    """Once a code; a finding names the inspection it comes from, nothing else does."""
    if command.code in state.tasks:
        raise again(given.stream, f"việc «{command.code}»")
    below(given, command.owners)
    _ahead(given, command.due)
    parent = state.tasks.get(command.parent)
    if (parent is not None and parent.kind == "inspection") != (command.task == "finding"):
        raise refuse("wrong_inspection", stream=given.stream, parent=command.parent, task=command.task)
    if command.parent and parent is None:
        raise missing(given, "cuộc kiểm tra", command.parent)
    if parent is not None and not parent.open:
        raise refuse("task_closed", stream=given.stream, item=command.parent, owner="mọi cơ quan")
    return TaskSet(
        code=command.code,
        kind=command.task,
        owners=command.owners,
        due=command.due,
        plan=command.plan,
        set_by=cast("OfficeBody", given.act.body),
        parent=command.parent,
    )


def move_task(state: State, command: MoveTask, given: Given) -> TaskMoved:
    """By whoever set it, for all who still owe it."""
    task = _task(state, command.code, given)
    _setter(task, given, "MoveTask")
    following(given, f"lần dời hạn việc «{command.code}»", task.moves + 1, command.number)
    _ahead(given, command.due)
    if not task.open:
        raise refuse("task_closed", stream=given.stream, item=command.code, owner="mọi cơ quan")
    return TaskMoved(**command.model_dump())


def record_task(state: State, command: RecordTask, given: Given) -> TaskRecorded:
    """A step after the one before it; what looks odd is noted, what nobody owes is refused."""
    task, held = _held(state, command.code, command.owner, given)
    _owner_or_setter(task, command.owner, given, "RecordTask")
    if held.closed:
        raise _closed(command.code, command.owner, given)
    following(given, f"lần ghi việc «{command.code}»", held.entries + 1, command.number)
    row = kind(task.kind)
    if command.stage not in row.order:
        known = ", ".join(row.order)
        raise refuse("no_stage", stream=given.stream, kind=row.vi, stage=command.stage, known=known)
    place = row.order.index(command.stage)
    if place and row.order[place - 1] not in held.done:
        what, before = f"{row.vi}: {row.told(command.stage)}", row.told(row.order[place - 1])
        raise refuse("too_early", stream=given.stream, what=what, before=f"bước «{before}»")
    _area(command, given)
    return TaskRecorded(**command.model_dump(), findings=tuple(_odd_entry(command, row, held)))


def close_task(state: State, command: CloseTask, given: Given) -> TaskClosed:
    """Done after its last step; an inspection after all its findings; given up only by who set it."""
    task, held = _held(state, command.code, command.owner, given)
    row = kind(task.kind)
    if row.closes == "setter" or command.outcome == "dropped":
        _setter(task, given, "CloseTask")
    else:
        _owner_or_setter(task, command.owner, given, "CloseTask")
    if held.closed:
        raise _closed(command.code, command.owner, given)
    following(given, f"lần giao việc «{command.code}»", held.occasion, command.occasion)
    if command.outcome == "done":
        if row.stages and row.order[-1] not in held.done:
            before = f"bước «{row.told(row.order[-1])}»"
            raise refuse("too_early", stream=given.stream, what=f"kết thúc «{command.code}»", before=before)
        left = [code for code, each in state.tasks.items() if each.parent == command.code and each.open]
        if left:
            raise refuse("findings_open", stream=given.stream, item=command.code, left=", ".join(left))
    return TaskClosed(**command.model_dump(), findings=_short(command, row, held))


def reopen_task(state: State, command: ReopenTask, given: Given) -> TaskReopened:
    """The contrary act of a closure, by who set the task, with a new day."""
    task, held = _held(state, command.code, command.owner, given)
    _setter(task, given, "ReopenTask")
    if not held.closed:
        raise refuse("task_open", stream=given.stream, item=command.code, owner=command.owner.key)
    following(given, f"lần giao việc «{command.code}»", held.occasion + 1, command.occasion)
    _ahead(given, command.due)
    return TaskReopened(**command.model_dump())


def _odd_entry(command: RecordTask, row: Kind, held: Holding) -> Iterator[Finding]:
    reached = held.done.get(command.stage, 0) + command.quantity
    place = row.order.index(command.stage)
    before: Stage | None = row.order[place - 1] if place else None
    if before and row.measure and reached > held.done[before]:
        told = f"{reached} {row.measure} {row.told(command.stage)}, nhiều hơn {held.done[before]}"
        yield from noted(
            "F.712",
            f"«{command.code}»: {told} {row.told(before)}",
            "đối chiếu giấy giao nhận; nếu đúng như vậy thì giữ nguyên và báo cáo",
            "",
        )
    if row.measure and held.planned and not before and reached > held.planned:
        yield from noted(
            "F.713",
            f"«{command.code}»: {reached} {row.measure} {row.told(command.stage)}, kế hoạch {held.planned}",
            "kiểm tra số liệu hoặc kế hoạch",
            "",
        )
    if command.newcomers:
        where = f"Tổ bầu cử {command.area}" if command.area else command.owner.unit
        yield from noted(
            "F.714",
            f"{where}: {command.newcomers} người lần đầu làm nhiệm vụ",
            "phân công người có kinh nghiệm kèm cặp, kiểm tra biểu mẫu của Tổ này trước",
            "",
        )


def _short(command: CloseTask, row: Kind, held: Holding) -> tuple[Finding, ...]:
    reached = held.done.get(row.order[-1], 0)
    short = command.outcome == "done" and reached < held.planned
    return noted(
        "F.711",
        f"«{command.code}» kết thúc với {reached} trên {held.planned} {row.measure}" if short else "",
        "ghi rõ lý do trong văn bản của cơ quan giao việc, hoặc giao lại (ReopenTask)",
        "",
    )


def _area(command: RecordTask, given: Given) -> None:
    if command.newcomers > command.quantity:
        raise refuse(
            "more_than",
            stream=given.stream,
            part="số người lần đầu làm nhiệm vụ",
            more=command.newcomers,
            whole="số người dự",
            most=command.quantity,
        )
    if not command.area:
        return
    home = given.stream.beside("unit", command.owner.unit)
    for event in given.events.get(str(home), ()):
        if isinstance(event, PollingAreasFixed) and command.area in [area.code for area in event.areas]:
            return
    raise refuse("no_such_thing", stream=home, what="khu vực bỏ phiếu", item=command.area)


def _ahead(given: Given, due: datetime) -> None:
    if due < given.act.legal_at:
        raise refuse(
            "term_before_act",
            stream=given.stream,
            due=f"{local(due):%H:%M %d/%m/%Y}",
            at=f"{local(given.act.legal_at):%H:%M %d/%m/%Y}",
        )


def _task(state: State, code: str, given: Given) -> Task:
    if code not in state.tasks:
        raise missing(given, "việc", code)
    return state.tasks[code]


def _held(state: State, code: str, owner: Owner, given: Given) -> tuple[Task, Holding]:
    task = _task(state, code, given)
    if owner.key not in task.holdings:
        raise missing(given, f"cơ quan được giao việc «{code}»", owner.key)
    return task, task.holdings[owner.key]


def _setter(task: Task, given: Given, command: str) -> None:
    one_of(given, command, *asking(given, task.set_by))


def _owner_or_setter(task: Task, owner: Owner, given: Given, command: str) -> None:
    one_of(given, command, (owner.body, owner.unit), *asking(given, task.set_by))


def _closed(code: str, owner: Owner, given: Given) -> Exception:
    return refuse("task_closed", stream=given.stream, item=code, owner=owner.key)
