"""The voters' confidence: who came, who is trusted, and what is not known of the rule."""

from __future__ import annotations

from collections.abc import Iterator

from domain.call.election import day
from domain.consultation.commands import HoldConsultation
from domain.consultation.events import Conference
from domain.consultation.evolve import Talks
from domain.law.rules import confidence, quorum
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding


def attendance(conference: Conference, year: int) -> Iterator[Finding]:
    """What is odd about who came to a conference: too few, more than were summoned, or a rule not read."""
    name, place = conference.candidacy, conference.place
    if conference.present > conference.summoned:
        yield Finding(
            code="more_present_than_summoned",
            sentence=f"«{name}»: có mặt {conference.present} cử tri, triệu tập {conference.summoned}.",
            remedy="Kiểm tra số triệu tập và số có mặt trong biên bản hội nghị cử tri.",
        )
    needed = quorum(place, conference.summoned, year)
    if needed is None:
        yield _not_read("quorum_not_read", f"số cử tri phải có mặt năm {year}")
    elif conference.present < needed.number:
        yield Finding(
            code="below_quorum",
            sentence=f"«{name}»: {conference.present} cử tri có mặt, cần ít nhất {needed.number}.",
            remedy="Tổ chức lại hội nghị cử tri rồi ghi thêm một đợt.",
            article=needed.article,
        )


def distrusted(talks: Talks, command: HoldConsultation, given: Given) -> None:
    """Refuse a list with somebody who has not the confidence required and is no reported special case."""
    special = {each.candidacy for each in command.special}
    for conference in talks.conferences:
        if conference.candidacy not in command.agreed or conference.candidacy in special:
            continue
        needed = confidence(conference.place, conference.present, day(given).year)
        if needed is not None and conference.confident < needed.number:
            raise refuse(
                "not_trusted",
                stream=given.stream,
                candidacy=conference.candidacy,
                confident=conference.confident,
                present=conference.present,
                least=needed.number,
                article=needed.article,
            )


def judge(talks: Talks, command: HoldConsultation, year: int) -> Iterator[Finding]:
    """What is odd about the list of a third round: no conference at home, a rule not read, a special case."""
    at_home = {each.candidacy for each in talks.conferences if each.place == "residence"}
    for candidacy in command.agreed:
        if candidacy not in at_home:
            yield Finding(
                code="no_residence_conference",
                sentence=f"«{candidacy}» chưa có hội nghị cử tri nơi cư trú.",
                remedy="Tổ chức hội nghị cử tri nơi cư trú trước khi chốt danh sách.",
                article="Điều 45; Điều 54",
            )
    known = confidence("residence", 0, year)
    if known is None:
        yield _not_read("confidence_not_read", f"mức tín nhiệm cử tri năm {year}")
    elif known.note and command.special:
        yield Finding(
            code="special_case",
            sentence=f"{len(command.special)} trường hợp đặc biệt được đưa vào hội nghị. {known.note}.",
            remedy="Đối chiếu báo cáo trường hợp đặc biệt với văn bản hướng dẫn.",
            article=known.article,
        )


def _not_read(code: str, what: str) -> Finding:
    return Finding(
        code=code,
        sentence=f"Chưa đọc được quy định về {what}; hệ thống không tự suy đoán.",
        remedy="Đối chiếu với văn bản của năm bầu cử rồi bổ sung vào bảng quy định.",
    )
