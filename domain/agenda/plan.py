"""Duties of kind «plan»: what a plan, a letter or an inspection asks for by a day, beside what the law does.

They stand on the agenda of the unit that set the task or issued the document, each owed by a body of that
unit or of one below (`subject`). Reminders go where they are owed; none is counted among the law's duties.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from domain.agenda.duty import Duty, Happened
from domain.office.events import (
    DocumentAcknowledged,
    DocumentIssued,
    TaskClosed,
    TaskMoved,
    TaskReopened,
    TaskSet,
)
from domain.office.kind import kinds
from domain.office.owner import Owner

PLAN: Final = "plan"
"""`Duty.kind` of what no law asks for; such a duty has no row in the book of law."""

History = Iterable[Happened]
"""A stream, oldest first."""


class Planned(NamedTuple):
    """A duty with what came of it: when and by which event it was done, the paper that moved it last, whether
    it was given up, or overtaken by a newer version of the document."""

    duty: Duty
    done: tuple[datetime, str] | None = None
    decision: str = ""
    dropped: bool = False


def planned(history: History) -> dict[str, Planned]:
    """Every duty that the tasks and documents of a unit's stream ever gave rise to, by key."""
    found: dict[str, Planned] = {}
    set_: dict[str, TaskSet] = {}
    for event, legal_at, event_id in history:
        done = (legal_at, event_id)
        match event:
            case TaskSet():
                set_[event.code] = event
                for share in event.owners:
                    _open(found, event.kind, event.code, share, "1", event.due, event.ground, "TaskClosed")
            case TaskMoved():
                for key, one in found.items():
                    if one.duty.deadline != _DOCUMENT and _code(key) == event.code and one.done is None:
                        duty = one.duty.model_copy(update={"due": event.due})
                        found[key] = one._replace(duty=duty, decision=event.decision)
            case TaskReopened():
                kind, ground = set_[event.code].kind, event.ground
                occasion = f"{event.occasion}"
                _open(found, kind, event.code, event.owner, occasion, event.due, ground, "TaskClosed")
            case TaskClosed():
                key = _key(set_[event.code].kind, event.code, event.owner, f"{event.occasion}")
                if event.outcome == "dropped":
                    _dropped(found, [key])
                _done(found, [key], done)
            case DocumentIssued():
                for owner in event.recipients:
                    _dropped(found, _versions(event.code, owner, event.version - 1))
                    if event.due:
                        _open(
                            found,
                            "document",
                            event.code,
                            owner,
                            f"{event.version}",
                            event.due,
                            event.ground,
                            "DocumentAcknowledged",
                        )
            case DocumentAcknowledged():
                _done(found, _versions(event.code, event.owner, event.version), done)
    return found


def named(key: str) -> str:
    """A planned duty in words, by its key; the key itself where it is none."""
    parts = key.split(":")
    return f"{kinds()[parts[1]].vi}: {parts[2]}" if parts[0] == PLAN and parts[1] in kinds() else key


_DOCUMENT: Final = "desk.document"


def _key(kind: str, code: str, owner: Owner, occasion: str) -> str:
    return f"{PLAN}:{kind}:{code}:{owner.key}:{occasion}"


def _code(key: str) -> str:
    return key.split(":")[2]


def _versions(code: str, owner: Owner, last: int) -> list[str]:
    """Keys of a document's versions up to this one: who has the newer one owes no word on the older."""
    return [_key("document", code, owner, f"{version}") for version in range(1, last + 1)]


def _open(
    found: dict[str, Planned],
    kind: str,
    code: str,
    owner: Owner,
    occasion: str,
    due: datetime,
    ground: str,
    fulfilled_by: str,
) -> None:
    key = _key(kind, code, owner, occasion)
    duty = Duty(
        key=key,
        deadline=f"desk.{kind}",
        level="all",
        body=owner.body,
        kind=PLAN,
        subject=owner.unit,
        article=ground,
        title=f"{kinds()[kind].vi}: {code}",
        opens=None,
        due=due,
        fulfilled_by=fulfilled_by,
        qualifier=occasion,
    )
    found[key] = Planned(duty)


def _done(found: dict[str, Planned], keys: Iterable[str], done: tuple[datetime, str]) -> None:
    for key in keys:
        if key in found and found[key].done is None:
            found[key] = found[key]._replace(done=done)


def _dropped(found: dict[str, Planned], keys: Iterable[str]) -> None:
    """What nobody asks for any more; of what was done before it is too late to say so."""
    for key in keys:
        if key in found and found[key].done is None:
            found[key] = found[key]._replace(dropped=True)
