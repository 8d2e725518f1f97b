"""The recorded decisions that change a date, each with its source and its reason.

A file of decisions is a list of these, told apart by `kind`. The law alone gives a date; a decision never
erases it: the calendar keeps what was computed beside what was decided.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from domain.due import CalendarError
from domain.fact import Fact, LegalTime
from domain.law.deadline import Ballot
from domain.zone import end_of_day

_DAY = len("2026-03-15")


def _whole_day(value: Any) -> Any:
    """A day given alone is met up to its last second."""
    if isinstance(value, str) and len(value) == _DAY:
        value = date.fromisoformat(value)
    return end_of_day(value) if isinstance(value, date) and not isinstance(value, datetime) else value


When = Annotated[LegalTime, BeforeValidator(_whole_day)]
"""An instant with offset, or a day, which stands for its last second."""


class _Recorded(Fact):
    """Every decision says where it stands and why; `unit` narrows it to one unit, contest or area."""

    source: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class Published(_Recorded):
    """A date was published that differs from the count (27/4 for 28/4/2021); both are kept."""

    kind: Literal["published"] = "published"
    deadline: str
    level: Ballot | None = None
    unit: str | None = None
    due: When


class Moved(_Recorded):
    """The National Election Council moved a step (Điều 98.3): version B, rows of the election law only."""

    kind: Literal["moved"] = "moved"
    deadline: str
    level: Ballot | None = None
    unit: str | None = None
    due: When


class Polling(_Recorded):
    """The National Election Council lets units or polling areas vote earlier or later (Điều 72).

    It moves what hangs on the opening and close of polling there, and with a later day the first session of
    the council (Điều 80.1 of 77/2015, Điều 34.1 of 72/2025). Election day stays what other terms count from.
    """

    kind: Literal["polling"] = "polling"
    day: date
    units: tuple[str, ...] = Field(min_length=1)


class Repoll(_Recorded):
    """The day of an additional ballot or a re-run: from then on the last polling day of the unit."""

    kind: Literal["repoll"] = "repoll"
    day: date
    level: Ballot | None = None
    unit: str | None = None


class Adopted(_Recorded):
    """The other reading of an open point is to be followed, in one row or wherever it matters."""

    kind: Literal["reading"] = "reading"
    open_point: str
    deadline: str | None = None
    level: Ballot | None = None
    unit: str | None = None


Dated = Published | Moved
"""Decisions that name the new date of a row outright."""

Decision = Annotated[Published | Moved | Polling | Repoll | Adopted, Field(discriminator="kind")]

_KINDS: Mapping[str, type[_Recorded]] = {
    "published": Published,
    "moved": Moved,
    "polling": Polling,
    "repoll": Repoll,
    "reading": Adopted,
}
_LIST: TypeAdapter[tuple[Decision, ...]] = TypeAdapter(tuple[Decision, ...])


def decisions(values: object) -> tuple[Decision, ...]:
    """The decisions in a parsed JSON or YAML document: a list of objects.

    Raises CalendarError naming the first entry, field and mistake.
    """
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise CalendarError("Tệp quyết định phải là một danh sách; mỗi quyết định là một mục có trường kind.")
    try:
        return _LIST.validate_python(tuple(values))
    except ValidationError as error:
        raise CalendarError(_sentence(values, error)) from error


def _sentence(values: Sequence[object], error: ValidationError) -> str:
    first = error.errors()[0]
    number = first["loc"][0]
    fields = [str(part) for part in first["loc"][1:] if part not in _KINDS]
    entry = values[int(number)]
    kind = str(entry.get("kind", "")) if isinstance(entry, Mapping) else ""
    where = f"Quyết định thứ {int(number) + 1}" + (f", trường {'.'.join(fields)}" if fields else "")
    match first["type"]:
        case "union_tag_not_found" | "union_tag_invalid":
            problem = f"kind phải là một trong: {', '.join(_KINDS)}"
        case "extra_forbidden":
            problem = f"loại {kind} không có trường này; dùng {', '.join(_KINDS[kind].model_fields)}"
        case "missing":
            problem = f"thiếu trường này; loại {kind} cần có nó"
        case "timezone_aware":
            problem = "thời điểm thiếu múi giờ; thêm +07:00 hoặc chỉ ghi ngày"
        case _:
            problem = f"giá trị «{first.get('input')}» không dùng được; xem lại kiểu và cách ghi ngày"
    return f"{where}: {problem}."
