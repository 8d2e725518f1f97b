"""The dossier: received, gone through, compared, found valid or returned, sent after its candidate."""

from __future__ import annotations

from collections.abc import Iterator

from domain.bodies.unit import again, level, must_be
from domain.call.election import day, dossiers_due, election
from domain.candidacy.commands import (
    AllocateCandidacy,
    CheckDossier,
    FileDossier,
    FreezeName,
    LodgeProgramme,
    MoveDossier,
    NotePortalEntry,
    TickChecklist,
)
from domain.candidacy.events import (
    CandidacyAllocated,
    ChecklistTicked,
    DossierAccepted,
    DossierMoved,
    DossierReceived,
    DossierReturned,
    NameFrozen,
    PortalEntryNoted,
    ProgrammeLodged,
)
from domain.candidacy.evolve import State
from domain.candidacy.ground import flaw
from domain.candidacy.hours import intake_ends
from domain.command import Command
from domain.consultation.evolve import sent_to
from domain.contest.evolve import contest
from domain.law.book import book
from domain.law.enumeration import entry
from domain.law.result import photos, photos_guided
from domain.law.rules import dossier_sets
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BALLOT_NAMES, NATION, Ballot, Finding
from domain.zone import local


def standing(state: State, command: Command, what: str, given: Given) -> Ballot:
    """The ballot of a candidacy that still stands, for the body that keeps its dossier; refuses otherwise."""
    election(given)
    if state.ballot is None or state.stage == "proposed":
        raise refuse("too_early", stream=given.stream, what=what, before="việc giới thiệu hoặc tự ứng cử")
    if state.withdrawn:
        raise refuse("withdrawn", stream=given.stream, what=what)
    if given.act.body != "candidate":
        nation = level(given, state.unit) == "nation"
        must_be(given, command, "nec" if nation else "committee")
    return state.ballot


def file(state: State, command: FileDossier, given: Given) -> DossierReceived:
    """Receive it until the last instant of the law; after the hour of the guidance it is noted."""
    ballot = standing(state, command, "nhận hồ sơ", given)
    if state.stage in ("filed", "accepted") or command.attempt <= state.attempts:
        raise again(given.stream, "nhận hồ sơ")
    due = dossiers_due(given, ballot, state.unit)
    if due is None:
        raise refuse("too_early", stream=given.stream, what="nhận hồ sơ", before="lịch bầu cử")
    if given.act.legal_at > due:
        raise refuse(
            "dossier_late",
            stream=given.stream,
            due=local(due).isoformat(),
            at=local(given.act.legal_at).isoformat(),
            article="Điều 35.1",
        )
    return DossierReceived(
        attempt=command.attempt,
        sets=command.sets,
        receipt=command.receipt,
        findings=tuple(_odd_receipt(command, ballot, given)),
    )


def _odd_receipt(command: FileDossier, ballot: Ballot, given: Given) -> Iterator[Finding]:
    wanted = dossier_sets(ballot, election(given).law)
    if command.sets != wanted.number:
        yield Finding(
            code="wrong_number_of_sets",
            sentence=f"Nộp {command.sets} bộ hồ sơ; bầu {BALLOT_NAMES[ballot]} cần {wanted.number} bộ.",
            remedy="Yêu cầu nộp đủ số bộ trước khi hết hạn, hoặc trả lại bộ thừa.",
            article=wanted.article,
        )
    ends, at = intake_ends(day(given)), local(given.act.legal_at)
    if ends is not None and at.date() == ends[0].date() and at > ends[0]:
        yield Finding(
            code="after_hours",
            sentence=f"Hồ sơ đến lúc {at:%H:%M}; hướng dẫn chỉ nhận đến {ends[0]:%H:%M} ngày cuối.",
            remedy="Ghi người trực đã nhận; luật tính đến hết ngày, hướng dẫn dừng sớm hơn.",
            article=ends[1],
        )


def tick(state: State, command: TickChecklist, given: Given) -> ChecklistTicked:
    """Go through the dossier that is there; as often as it is handed in."""
    standing(state, command, "danh mục hồ sơ", given)
    _filed(state, command.attempt, "danh mục hồ sơ", given)
    if command.attempt <= state.ticked:
        raise again(given.stream, f"danh mục hồ sơ lần {command.attempt}")
    if len(set(command.missing)) < len(command.missing):
        item = next(each for each in command.missing if command.missing.count(each) > 1)
        raise refuse("listed_twice", stream=given.stream, where="missing", item=item)
    return ChecklistTicked(**command.model_dump(), findings=tuple(_odd_photos(command.photos, given)))


def _odd_photos(number: int, given: Given) -> Iterator[Finding]:
    """Article 35.2 names a number; the guidance of an election may name another (O-13)."""
    law, first = election(given).law, day(given)
    wanted, guidance = photos(law), photos_guided(first.year)
    if number == wanted.number:
        return
    guided = guidance is not None and number == guidance.number
    yield Finding(
        code="photos_by_guidance" if guided else "wrong_number_of_photos",
        sentence=f"Mỗi bộ có {number} ảnh; {wanted.article} ghi {wanted.number}"
        + (f", hướng dẫn năm {first.year} ghi {guidance.number}." if guidance else "."),
        remedy="Nhận theo hướng dẫn; nếu cần thì đề nghị nộp thêm ảnh."
        if guided
        else "Yêu cầu nộp đủ ảnh trước khi hết hạn, hoặc trả lại ảnh thừa.",
        article=f"{entry('paper', 'paper_photos', law).article} (O-13)",
    )


def note_portal(state: State, command: NotePortalEntry, given: Given) -> PortalEntryNoted:
    """The foreign code of the dossier, and whether that system says what the paper says."""
    standing(state, command, "đối chiếu với hệ thống", given)
    if command.occasion <= state.portal:
        raise again(given.stream, f"đối chiếu với hệ thống lần {command.occasion}")
    if (command.entry == "missing") == bool(command.dossier):
        raise refuse("portal_code", stream=given.stream)
    findings: tuple[Finding, ...] = ()
    if command.entry != "same":
        said = "khác với hồ sơ giấy" if command.entry == "differs" else "chưa có"
        findings = (
            Finding(
                code=f"portal_{command.entry}",
                sentence=f"Dữ liệu trên hệ thống của Hội đồng bầu cử quốc gia {said}.",
                remedy="Đề nghị người ứng cử khai lại, sửa trên hệ thống; rồi ghi lần đối chiếu sau.",
                article="Nghị quyết 40/NQ-HĐBCQG, Điều 3.1.d",
            ),
        )
    return PortalEntryNoted(dossier=command.dossier, entry=command.entry, findings=findings)


def freeze(state: State, command: FreezeName, given: Given) -> NameFrozen:
    """The legal name holds from now on; once."""
    standing(state, command, "chốt họ tên", given)
    if not state.attempts:
        raise refuse("too_early", stream=given.stream, what="chốt họ tên", before="hồ sơ")
    if state.name_frozen:
        raise again(given.stream, "chốt họ tên")
    return NameFrozen(fingerprint=command.fingerprint)


def check(state: State, command: CheckDossier, given: Given) -> DossierAccepted | DossierReturned:
    """Valid, or returned with coded reasons; a checklist with open points contradicts a valid dossier."""
    standing(state, command, "kết quả kiểm tra hồ sơ", given)
    if state.stage in ("accepted", "returned"):
        raise again(given.stream, "kết quả kiểm tra hồ sơ")
    _filed(state, command.attempt, "kết quả kiểm tra hồ sơ", given)
    law = election(given).law
    if command.valid:
        if state.ticked == command.attempt and state.missing:
            raise refuse("checklist_open", stream=given.stream, missing=", ".join(state.missing))
        return DossierAccepted(attempt=command.attempt)
    if not command.reasons:
        raise refuse("no_reason", stream=given.stream)
    return DossierReturned(
        attempt=command.attempt, reasons=tuple(flaw(code, law) for code in command.reasons)
    )


def _filed(state: State, attempt: int, what: str, given: Given) -> None:
    if state.stage != "filed" or attempt != state.attempts:
        raise refuse("too_early", stream=given.stream, what=what, before=f"hồ sơ nộp lần {attempt}")


def move(state: State, command: MoveDossier, given: Given) -> DossierMoved:
    """After a change of post beyond the last day, where the law of the ballot has it (Article 36.4)."""
    ballot = standing(state, command, "chuyển hồ sơ", given)
    row = book().rows["dossier_transfer_on_job_move"]
    if election(given).law not in row.law or ballot not in row.ballots:
        raise refuse("no_moving", stream=given.stream, ballot=BALLOT_NAMES[ballot])
    due = dossiers_due(given, ballot, state.unit)
    if due is None or given.act.legal_at <= due:
        before = "hết hạn nộp hồ sơ"
        raise refuse("too_early", stream=given.stream, what="chuyển hồ sơ do chuyển công tác", before=before)
    if not state.attempts:
        raise refuse("too_early", stream=given.stream, what="chuyển hồ sơ", before="hồ sơ")
    if command.to_unit in (state.unit, *state.moved):
        raise again(given.stream, f"chuyển hồ sơ đến {command.to_unit}")
    if level(given, command.to_unit) not in ("province", *(("nation",) if ballot == "na" else ())):
        raise refuse(
            "wrong_level",
            stream=given.stream,
            what="hồ sơ chuyển đến",
            level=level(given, command.to_unit),
            wanted="cấp tỉnh",
        )
    return DossierMoved(to_unit=command.to_unit, guidance=command.guidance)


def allocate(state: State, command: AllocateCandidacy, given: Given) -> CandidacyAllocated:
    """One constituency of the unit, for a central nominee of the province he was sent to; no second one."""
    election(given)
    if not state.accepted or state.ballot is None:
        raise refuse("not_accepted", stream=given.stream, candidacy=given.stream.code)
    must_be(given, command, "nec" if given.act.unit == NATION else "committee")
    if command.occasion <= state.allocations or command.contest == state.contest:
        raise again(given.stream, f"phân bổ về {state.contest}")
    wanted = contest(given, given.stream.beside("contest", command.contest))
    if wanted.ballot is None:
        raise refuse("unknown_contest_stream", stream=given.stream.beside("contest", command.contest))
    if wanted.ballot != state.ballot or wanted.unit != home(state, given):
        raise refuse("not_of_unit", stream=given.stream, contest=command.contest, unit=home(state, given))
    if state.contest and contest(given, given.stream.beside("contest", state.contest)).listed:
        raise refuse(
            "listed_elsewhere", stream=given.stream, candidacy=given.stream.code, contest=state.contest
        )
    return CandidacyAllocated(contest=command.contest, occasion=command.occasion)


def lodge(state: State, command: LodgeProgramme, given: Given) -> ProgrammeLodged:
    """By the candidate, or by the Front that collects the programmes."""
    election(given)
    if not state.accepted:
        raise refuse("not_accepted", stream=given.stream, candidacy=given.stream.code)
    if command.edition <= state.programmes:
        raise again(given.stream, f"nộp chương trình hành động lần {command.edition}")
    return ProgrammeLodged(edition=command.edition)


def home(state: State, given: Given) -> str:
    """The unit in whose constituencies the person may stand."""
    if state.unit != NATION:
        return state.unit
    return sent_to(given, given.stream.code) or NATION
