"""What is not kept of persons although the record says it should be, and the other way round.

A seal shows that a value was altered. That one was taken away shows only beside the record, which knows who
stood and whose data were erased by decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from ledger.person.persons import Kept


class Absence(NamedTuple):
    """What is amiss with one code, in a sentence; `grave` where no act on record accounts for it."""

    code: str
    sentence: str
    grave: bool = True


def absences(kept: Iterable[Kept], candidates: Set[str], erased: Set[str]) -> Iterator[Absence]:
    """Hold what is kept against the record: who has a candidacy there, and whose erasing it tells.

    Of several fields only name and mailbox are missed: of the others nothing says that they were there.
    """
    found = {one.code: one for one in kept}
    for code in sorted(found | dict.fromkeys(candidates)):
        one = found.get(code)
        if one is None:
            if code not in erased:
                yield Absence(code, "có hồ sơ trong sổ mà chưa nhập họ tên", grave=False)
        elif one.erased_at is not None:
            if code not in erased:
                yield Absence(code, "khóa đã bị hủy mà sổ không ghi việc xóa")
        elif code in erased:
            yield Absence(code, "sổ đã ghi việc xóa mà dữ liệu còn; chạy lại «baucu subject erase»")
        elif (needed := "address" if "@" in code else "name") not in one.fields:
            what = "hộp thư" if needed == "address" else "họ tên"
            yield Absence(code, f"còn khóa mà không còn {what}: dữ liệu đã bị lấy đi, không qua lệnh nào")
