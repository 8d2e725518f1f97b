"""What goes with a consultation on paper: dossiers handed over, minutes sent and received, lists split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from domain.bodies.unit import again, following, must_be, once, organiser, unit
from domain.call.election import election
from domain.candidacy.evolve import candidacy
from domain.consultation.commands import (
    ConfirmConsultationMinutes,
    HandOverDossiers,
    NoteMonitoring,
    ReceiveDossiers,
    SendCentralNominees,
    SendConsultationMinutes,
    SplitPreliminaryList,
)
from domain.consultation.events import (
    Addressee,
    CentralNomineesSent,
    ConsultationHeld,
    ConsultationMinutesReceived,
    ConsultationMinutesSent,
    DossiersHandedOver,
    DossiersTakenOver,
    MonitoringNoted,
    PreliminaryListSplit,
)
from domain.consultation.evolve import State
from domain.law.book import book
from domain.law.deadline import Party
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BODY_NAMES, NATION, Ballot, Finding, Level
from domain.zone import local

NATIONAL: Final = {"council": "standing_committee"}
"""Who stands for a body of the local level where the paper goes up to the nation."""


def hand_over(state: State, command: HandOverDossiers, given: Given) -> DossiersHandedOver:
    """Accepted dossiers of this unit, each once to the same body; all counts are those of the list."""
    own = organiser(given, command.ballot)
    must_be(given, command, "nec" if own == "nation" else "committee")
    talks = state.talks(command.ballot)
    following(given, "lần bàn giao", talks.handovers + 1, command.number)
    if command.to_body == "nec" and (command.ballot != "na" or own == "nation"):
        raise refuse(
            "not_authorised",
            body="nec",
            unit=NATION,
            command="HandOverDossiers",
            stream=given.stream,
            wanted=f"front của {given.stream.code}",
        )
    once(given, "candidacies", command.candidacies)
    if not len(command.candidacies) == command.biographies == command.declarations:
        raise refuse(
            "counts_differ",
            stream=given.stream,
            listed=len(command.candidacies),
            biographies=command.biographies,
            declarations=command.declarations,
        )
    to_unit = NATION if command.to_body == "nec" else given.stream.code
    before = talks.handed.get(f"{command.to_body}@{to_unit}", ())
    for code in command.candidacies:
        if code in before or not _valid(code, command.ballot, given):
            raise refuse("not_handed_over", stream=given.stream, candidacy=code, unit=given.stream.code)
    return DossiersHandedOver(**command.model_dump(), to_unit=to_unit)


def _valid(code: str, ballot: Ballot, given: Given) -> bool:
    person = candidacy(given, given.stream.beside("candidacy", code))
    return person.accepted and (person.ballot, person.unit) == (ballot, given.stream.code)


def take_over(state: State, command: ReceiveDossiers, given: Given) -> DossiersTakenOver:
    """The receiver counts for himself; other counts than the clerk's are not confirmed."""
    organiser(given, command.ballot)
    handed = state.talks(command.ballot).open.get(command.number)
    if handed is None:
        what = f"nhận bàn giao lần {command.number}"
        if command.number <= state.talks(command.ballot).handovers:
            raise again(given.stream, what)
        raise refuse("too_early", stream=given.stream, what=what, before="lần bàn giao đó")
    if (given.act.body, given.act.unit) != (handed.to_body, handed.to_unit):
        must_be(given, command, handed.to_body)
        raise refuse(
            "not_authorised",
            body=given.act.body,
            unit=given.act.unit,
            command="ReceiveDossiers",
            stream=given.stream,
            wanted=f"{handed.to_body} của {handed.to_unit}",
        )
    counted = (command.listed, command.biographies, command.declarations)
    if counted != (len(handed.candidacies), handed.biographies, handed.declarations):
        raise refuse(
            "counts_differ",
            stream=given.stream,
            listed=command.listed,
            biographies=command.biographies,
            declarations=command.declarations,
        )
    return DossiersTakenOver(ballot=command.ballot, number=command.number, listed=command.listed)


def send_minutes(state: State, command: SendConsultationMinutes, given: Given) -> ConsultationMinutesSent:
    """To exactly the bodies that the row of the law names; one left out or one too many is noted."""
    own = organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    what = f"gửi biên bản hiệp thương lần {command.round}"
    if command.round not in talks.rounds:
        before = f"hội nghị hiệp thương lần {command.round}"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    if command.round in talks.minutes:
        raise again(given.stream, what)
    once(given, "recipients", [f"{each.body}@{each.unit}" for each in command.recipients])
    deadline = f"consult{command.round}_minutes_send"
    return ConsultationMinutesSent(
        ballot=command.ballot,
        round=command.round,
        recipients=command.recipients,
        deadline=deadline,
        findings=tuple(_odd_sending(command, addressees(deadline, command.ballot, own, given), given)),
    )


def addressees(deadline: str, ballot: Ballot, own: Level, given: Given) -> list[Addressee]:
    """The bodies that get the minutes of this unit's conference, from the row of the law."""
    return named(deadline, election(given).law, ballot, own, given.stream.code, unit(given).path)


def named(
    deadline: str, law: str, ballot: Ballot, own: Level, code: str, path: Sequence[str]
) -> list[Addressee]:
    """The same for a unit by its code and the codes of those above it, from the nearest up.

    The central conference writes to the bodies of the nation only; the Assembly's conference in a province to
    its own committee besides. Nobody writes to itself: of «cấp tỉnh» a province's own body is left out.
    """
    row = book().deadline(deadline)
    sender = [Addressee(body=party.body, unit=code) for party in row.owed_by.get(ballot, ())]
    found: list[Addressee] = []
    for party in row.law[law].owed_to[ballot]:
        where = _where(party, own, code, path)
        if where:
            body = NATIONAL.get(party.body, party.body) if where == NATION else party.body
            found.append(Addressee(body=body, unit=where))
    return [each for each in dict.fromkeys(found) if each not in sender]


def _where(party: Party, own: Level, code: str, path: Sequence[str]) -> str:
    match party.at:
        case "nation":
            return NATION
        case "province" if own == "nation":
            return ""
        case "province":
            return province(code, path)
        case "above":
            return path[0] if path else NATION
        case _:
            return code


def province(code: str, path: Sequence[str]) -> str:
    """The province a unit lies in: itself, or the last of the units above it before the nation."""
    return (code, *path)[-2] if path else code


def _odd_sending(
    command: SendConsultationMinutes, wanted: list[Addressee], given: Given
) -> Iterator[Finding]:
    row = book().deadline(f"consult{command.round}_minutes_send")
    article = row.law[election(given).law].article
    yield from odd_recipients("Biên bản", command.recipients, wanted, article)
    days = _days_since(command, given)
    if days > 1:
        yield Finding(
            code="minutes_not_at_once",
            sentence=f"Biên bản gửi {days} ngày sau hội nghị; luật nói gửi ngay.",
            remedy="Ghi lý do gửi chậm trong sổ của Mặt trận.",
            article=article,
        )


def odd_recipients(
    what: str, recipients: Sequence[Addressee], wanted: Sequence[Addressee], article: str
) -> tuple[Finding, ...]:
    """What is odd about the addressees of a paper: one left out, or one the article does not name."""
    found = []
    if missing := [each for each in wanted if each not in recipients]:
        found.append(
            Finding(
                code="addressee_missing",
                sentence=f"{what} chưa gửi {_names(missing)}.",
                remedy="Gửi ngay cho nơi còn thiếu và giữ giấy giao nhận.",
                article=article,
            )
        )
    if extra := [each for each in recipients if each not in wanted]:
        found.append(
            Finding(
                code="addressee_not_named",
                sentence=f"{what} gửi cả {_names(extra)}, điều luật không kể tên.",
                remedy="Kiểm tra nơi nhận; hướng dẫn có thể thêm nơi nhận ngoài luật.",
                article=article,
            )
        )
    return tuple(found)


def _days_since(command: SendConsultationMinutes, given: Given) -> int:
    for event, legal_at, _ in given.history(given.stream):
        if isinstance(event, ConsultationHeld) and (event.ballot, event.round) == (
            command.ballot,
            command.round,
        ):
            return (local(given.act.legal_at).date() - local(legal_at).date()).days
    return 0


def _names(bodies: Iterable[Addressee]) -> str:
    return ", ".join(f"{BODY_NAMES.get(each.body, each.body)} {each.unit}" for each in bodies)


def confirm_minutes(
    state: State, command: ConfirmConsultationMinutes, given: Given
) -> ConsultationMinutesReceived:
    """Each addressee confirms for itself, once."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if command.round not in talks.minutes:
        what = f"nhận biên bản hiệp thương lần {command.round}"
        raise refuse("too_early", stream=given.stream, what=what, before="việc gửi biên bản")
    told = command.recipient
    if told not in talks.minutes[command.round] or (told.body, told.unit) != (
        given.act.body,
        given.act.unit,
    ):
        raise refuse(
            "not_addressee",
            stream=given.stream,
            round=command.round,
            body=given.act.body,
            unit=given.act.unit,
        )
    if told in talks.confirmed.get(command.round, ()):
        raise again(given.stream, f"nhận biên bản hiệp thương lần {command.round}")
    return ConsultationMinutesReceived(**command.model_dump())


def split(state: State, command: SplitPreliminaryList, given: Given) -> PreliminaryListSplit:
    """Everybody on the preliminary list lives in exactly one place."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if 2 not in talks.rounds:
        before = "hội nghị hiệp thương lần thứ hai"
        raise refuse("too_early", stream=given.stream, what="tách danh sách sơ bộ", before=before)
    if talks.split:
        raise again(given.stream, "tách danh sách sơ bộ")
    for code in command.parts:
        unit(given, code)
    listed = [code for part in command.parts.values() for code in part]
    if sorted(listed) != sorted(talks.rounds[2]):
        odd = sorted(set(listed) ^ set(talks.rounds[2])) or [c for c in listed if listed.count(c) > 1]
        raise refuse("list_not_whole", stream=given.stream, candidacies=", ".join(dict.fromkeys(odd)))
    return PreliminaryListSplit(ballot=command.ballot, parts=command.parts)


def send_central(state: State, command: SendCentralNominees, given: Given) -> CentralNomineesSent:
    """Those of the central list, each to one province, after the list has come up."""
    if given.stream.code != NATION or unit(given, command.province).level != "province":
        raise refuse(
            "wrong_level",
            stream=given.stream,
            what="người trung ương giới thiệu",
            level=unit(given, command.province).level,
            wanted="cấp tỉnh, ghi ở luồng của trung ương",
        )
    talks = state.talks("na")
    if not talks.sent:
        before = "danh sách hiệp thương lần thứ ba ở trung ương"
        raise refuse("too_early", stream=given.stream, what="gửi địa phương danh sách", before=before)
    once(given, "candidacies", command.candidacies)
    for code in command.candidacies:
        if code in state.central or code not in talks.rounds[3] or not _valid(code, "na", given):
            raise refuse("not_handed_over", stream=given.stream, candidacy=code, unit=NATION)
    return CentralNomineesSent(province=command.province, candidacies=command.candidacies)


def monitor(state: State, command: NoteMonitoring, given: Given) -> MonitoringNoted:
    """One line of the Front's log."""
    unit(given)
    following(given, "sổ giám sát", state.monitored + 1, command.number)
    return MonitoringNoted(**command.model_dump())
