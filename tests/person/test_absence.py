"""What was taken away shows beside the record: a name, a mailbox, a key, an erasing that did not happen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.person import Kept
from ledger.person.absence import absences

ERASED = datetime(2021, 6, 1, tzinfo=UTC)


def kept(code: str, *fields: str, erased_at: datetime | None = None) -> Kept:
    return Kept(code, erased_at, None if erased_at else "k1", fields)


WHOLE = [
    kept("c-1", "born", "name"),
    kept("c-2", erased_at=ERASED),
    kept("front@BK", "address"),
    kept("m-7", "name"),  # nobody's candidacy: a member of a body
]


def test_what_the_record_accounts_for_is_no_absence() -> None:
    assert [*absences(WHOLE, {"c-1", "c-2"}, {"c-2"})] == []


@pytest.mark.parametrize(
    ("changed", "code", "words", "grave"),
    [
        (kept("c-1", "born"), "c-1", "không còn họ tên", True),
        (kept("c-1"), "c-1", "không còn họ tên", True),
        (kept("front@BK"), "front@BK", "không còn hộp thư", True),
        (kept("m-7", erased_at=ERASED), "m-7", "sổ không ghi việc xóa", True),
        (kept("c-2", "name"), "c-2", "sổ đã ghi việc xóa mà dữ liệu còn", True),
    ],
)
def test_what_it_does_not_account_for_is_named(changed: Kept, code: str, words: str, grave: bool) -> None:
    found = [changed if one.code == changed.code else one for one in WHOLE]
    (absence,) = absences(found, {"c-1", "c-2"}, {"c-2"})
    assert (absence.code, absence.grave) == (code, grave)
    assert words in absence.sentence


def test_a_candidate_whose_name_nobody_entered_is_told_and_not_grave() -> None:
    (absence,) = absences(WHOLE, {"c-1", "c-2", "c-9"}, {"c-2"})
    assert (absence.code, absence.grave) == ("c-9", False)
    assert [*absences(WHOLE, {"c-1", "c-2", "c-9"}, {"c-2", "c-9"})] == []
