"""Who a code is, and where the mail of a body goes: tables as a spreadsheet exports them.

Every line is read before anything is kept, and every mistake is told by line and column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.errors import MessageError
from email.headerregistry import Address
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from console.vietnamese import moment
from domain.fact import Code
from ledger.person import Contact, Subject
from workers.play.table import Line, Problem, TableError, blank, read_table, twice


def _spared(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _address(value: str) -> str:
    try:
        reached = Address(addr_spec=value)
    except (MessageError, ValueError, IndexError):
        reached = Address()
    if not reached.username or "." not in reached.domain:
        raise ValueError(f"«{value}» không phải địa chỉ thư điện tử; viết dạng ten@co-quan.vn.")
    return value


class PersonLine(Line):
    """A person under the code that the record uses; a blank day of birth takes away what was kept."""

    code: Code
    name: Annotated[str, BeforeValidator(_spared), Field(min_length=1)]
    born: Annotated[date | None, BeforeValidator(blank)]


class MailboxLine(Line):
    """One address of a body of a unit; a body with several has several lines."""

    body: Code
    unit: Code
    address: Annotated[str, BeforeValidator(_spared), AfterValidator(_address)]


def persons(path: Path, erased: Mapping[str, datetime]) -> list[Subject]:
    """The persons of a table; TableError where one is wrong, stands twice or, as in `erased`, is no more."""
    problems: list[Problem] = []
    lines = read_table(path, PersonLine, problems)
    problems += twice(path.name, lines, ("code",))
    for line in lines:
        if line.code in erased:
            words = f"dữ liệu của «{line.code}» đã xóa lúc {moment(erased[line.code])}; bỏ dòng này."
            problems.append(Problem(path.name, line.line, "code", words))
    _none_of(problems)
    return [Subject(line.code, line.name, line.born) for line in lines]


def mailboxes(path: Path) -> list[Contact]:
    """The addresses of a table; TableError where one is wrong or stands twice."""
    problems: list[Problem] = []
    lines = read_table(path, MailboxLine, problems)
    problems += twice(path.name, lines, ("address", "body", "unit"))
    _none_of(problems)
    return [Contact(line.body, line.unit, line.address) for line in lines]


def _none_of(problems: Sequence[Problem]) -> None:
    if problems:
        raise TableError(sorted(problems, key=lambda each: each.row or 0))
