"""The case a change of the list carries out: a complaint that was upheld, or the judgment of a court."""

from __future__ import annotations

from domain import cases
from domain.procedure import Given
from domain.refusal import refuse
from domain.voterlist.ground import Ground


def carried(code: str, ground: Ground, judgment: bool, given: Given) -> None:
    """Refuse unless the ground's case is decided so: about this list, upheld, to be corrected (Article 33).

    A ground that needs no case names none.
    """
    if not ground.case and not code:
        return
    case = given.state(cases.PROCEDURE, given.stream.beside("case", code)) if code else None
    fits = (
        ground.case
        and case is not None
        and (case.about, case.effect) == ("voter_list", "correct_list")
        and case.area in ("", given.stream.code)
        and (case.body == "court") == judgment
    )
    if not fits:
        raise refuse(
            "no_list_case",
            stream=given.stream,
            case=code,
            why=ground.vi,
            body="Tòa án" if judgment else "cơ quan lập danh sách",
        )
