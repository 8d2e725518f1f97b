"""Documents issued by version, and which form a paper was written on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.bodies.unit import again, following
from domain.event import EVENTS, Recorded
from domain.minutes import noted
from domain.office import evolve as desk
from domain.office.commands import AcknowledgeDocument, IssueDocument, NamePaperForm
from domain.office.events import DocumentAcknowledged, DocumentIssued, PaperFormNamed
from domain.office.evolve import Document, State
from domain.office.owner import owner
from domain.office.place import below, missing, one_of
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding


def issue(state: State, command: IssueDocument, given: Given) -> DocumentIssued:
    """The next version. Those who have an older one are named; whoever of them is left out is noted."""
    known = state.documents.get(command.code)
    following(
        given, f"phiên bản của «{command.code}»", len(known.editions) + 1 if known else 1, command.version
    )
    below(given, command.recipients)
    if known and known.kind != command.document:
        raise refuse(
            "other_kind", stream=given.stream, item=command.code, kind=known.kind, other=command.document
        )
    for paper in command.papers:
        if paper not in EVENTS or command.document != "form":
            raise refuse("unknown_paper", stream=given.stream, paper=paper)
    keys = [each.key for each in command.recipients]
    holders = (
        list(dict.fromkeys(key for edition in known.editions for key in edition.recipients)) if known else []
    )
    return DocumentIssued(
        code=command.code,
        version=command.version,
        kind=command.document,
        issuer=command.issuer,
        number=command.number,
        annex=command.annex,
        day=command.day,
        content=command.content,
        difference=command.difference,
        recipients=command.recipients,
        replaces=tuple(owner(key) for key in holders if key in keys),
        due=command.due,
        papers=command.papers,
        ballots=command.ballots,
        findings=(*_left_out(command, [key for key in holders if key not in keys]), *_same(command, known)),
    )


def acknowledge(state: State, command: AcknowledgeDocument, given: Given) -> DocumentAcknowledged:
    """Once for each recipient of this very version; of one that was overtaken it is noted."""
    document = state.documents.get(command.code)
    if document is None or command.version > len(document.editions):
        raise missing(given, "văn bản", f"{command.code} bản {command.version}")
    edition = document.editions[command.version - 1]
    key = command.owner.key
    if key not in edition.recipients:
        raise missing(given, f"nơi nhận «{command.code}» bản {command.version}", key)
    own = given.act.unit == given.stream.code
    issued = ((given.act.body, given.stream.code),) if own else ()
    one_of(given, "AcknowledgeDocument", (command.owner.body, command.owner.unit), *issued)
    if key in edition.acknowledged:
        raise again(given.stream, f"xác nhận «{command.code}» bản {command.version} của {key}")
    latest = len(document.editions)
    return DocumentAcknowledged(
        **command.model_dump(),
        findings=noted(
            "F.702",
            f"{key} xác nhận «{command.code}» bản {command.version}, đã có bản {latest}"
            if command.version < latest
            else "",
            f"gửi bản {latest}, thu hồi bản cũ",
            "",
        ),
    )


def name_form(state: State, command: NamePaperForm, given: Given) -> PaperFormNamed:
    """Of a paper that a body of this unit recorded, once; an old form, or one for other papers, is noted."""
    where = given.stream.beside(command.paper, command.stream)
    paper = _paper(given.records.get(str(where), ()), command, given)
    if paper is None:
        raise refuse(
            "no_such_paper", stream=given.stream, event=command.event, other=where, unit=given.stream.code
        )
    if str(command.event) in state.forms:
        raise again(given.stream, f"mẫu của {command.event}")
    register = given.stream.beside("unit", command.kept_by)
    forms = desk.State()
    issued = []
    for event, legal_at, _ in given.history(register):
        forms = desk.evolve(forms, event)
        if isinstance(event, DocumentIssued) and event.code == command.form:
            issued.append(legal_at)
    form = forms.documents.get(command.form)
    if form is None or form.kind != "form" or command.version > len(form.editions):
        raise refuse(
            "no_form",
            stream=given.stream,
            form=command.form,
            version=command.version,
            kept_by=command.kept_by,
        )
    newer = sum(at <= paper.legal_at for at in issued) > command.version
    return PaperFormNamed(
        kind=command.paper,
        stream=command.stream,
        event=str(command.event),
        type=paper.type,
        kept_by=command.kept_by,
        form=command.form,
        version=command.version,
        findings=tuple(_odd_form(command, paper, form, newer)),
    )


def _paper(rows: Sequence[Recorded], command: NamePaperForm, given: Given) -> Recorded | None:
    found = [row for row in rows if row.event_id == command.event]
    return next((row for row in found if row.meta.unit == given.stream.code), None)


def _odd_form(command: NamePaperForm, paper: Recorded, form: Document, newer: bool) -> Iterator[Finding]:
    edition = form.editions[command.version - 1]
    if newer:
        yield from noted(
            "F.721",
            f"{paper.type} lập theo mẫu «{command.form}» bản {command.version} khi đã có bản mới",
            "kiểm tra các mục bản mới thêm hoặc bỏ; bổ sung bằng biên bản đính chính nếu thiếu",
            "",
        )
    ballot = getattr(paper.event, "ballot", "")
    if paper.type not in edition.papers or (ballot and edition.ballots and ballot not in edition.ballots):
        yield from noted(
            "F.722",
            f"mẫu «{command.form}» không phải mẫu của {paper.type}{f' ({ballot})' if ballot else ''}",
            "kiểm tra số mẫu ghi trên giấy tờ",
            "",
        )


def _left_out(command: IssueDocument, left: list[str]) -> tuple[Finding, ...]:
    return noted(
        "F.701",
        f"{', '.join(left)} có bản cũ của «{command.code}» nhưng không được gửi bản {command.version}"
        if left
        else "",
        "gửi bản mới, hoặc thông báo bản cũ hết hiệu lực",
        "",
    )


def _same(command: IssueDocument, known: Document | None) -> tuple[Finding, ...]:
    same = known is not None and known.editions[-1].content == command.content
    return noted(
        "F.703",
        f"bản {command.version} của «{command.code}» giống hệt bản trước" if same else "",
        "không gửi lại để cơ sở khỏi rà soát hai lần",
        "",
    )
