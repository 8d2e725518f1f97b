"""Tables: CSV with a header, read so that every mistake is named by file, row and column."""

from __future__ import annotations

import csv
import reprlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workers.play.source import CUT, Source, SourceError, read

R = TypeVar("R", bound="Line")
M = TypeVar("M", bound=BaseModel)

SHOWN: Final = 20
"""Mistakes that are told at once."""


class Page(BaseModel):
    """A page of YAML, or a part of one: what it does not know it refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(NamedTuple):
    """A mistake in the data: where it is, and one sentence that says what to do."""

    file: str
    row: int | None
    column: str
    sentence: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"dòng {self.row}")
        if self.column:
            place.append(f"{'mục' if self.file.endswith('.yaml') else 'cột'} {self.column}")
        return f"{', '.join(place)}: {self.sentence}"


class TableError(Exception):
    """There are mistakes; every one of them is named, and nothing was started or kept."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = [str(problem) for problem in problems[:SHOWN]]
        if more := len(problems) - len(shown):
            shown.append(f"… và {more} chỗ khác; sửa những chỗ trên rồi chạy lại.")
        super().__init__("\n".join(shown))
        self.problems = tuple(problems)


class Line(BaseModel):
    """One row of a table. `line` is its line in the file; the header is line 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return tuple(name for name in cls.model_fields if name != "line")


class Row(Line):
    """A row of an example. `invented` is `yes`, `no`, or the columns whose values come from no source."""

    invented: str = Field(pattern=r"^(yes|no|[a-z]+( [a-z]+)*)$")


def blank(value: Any) -> Any:
    """An empty cell of a table says nothing."""
    return None if value == "" else value


def twice(file: str, rows: Sequence[Line], columns: tuple[str, ...], what: str = "") -> Iterator[Problem]:
    """Rows that say in these columns what an earlier one said; `what` is the word for it."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(getattr(row, column) for column in columns)
        if key in seen:
            text = "/".join(str(part) for part in key)
            words = f"{what} «{text}» đã có ở dòng {seen[key]}; bỏ một dòng.".lstrip()
            yield Problem(file, row.line, columns[0], words)
        seen.setdefault(key, row.line)


def read_table(path: Path, row_type: type[R], problems: list[Problem]) -> tuple[R, ...]:
    """The rows that can be read; what cannot is added to `problems`."""
    found: list[R] = []
    line = 0
    try:
        # A spreadsheet puts a mark of its byte order before the text.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not _header(path.name, tuple(reader.fieldnames or ()), row_type, problems):
                return ()
            line = reader.line_num
            for record in reader:
                line = reader.line_num
                row = _row(path.name, line, record, row_type, problems)
                if row is not None:
                    found.append(row)
    except FileNotFoundError:
        problems.append(Problem(path.name, None, "", f"không có tệp này trong {path.parent}; thêm vào."))
    except UnicodeDecodeError:
        problems.append(Problem(path.name, None, "", "không phải tệp UTF-8; lưu lại với mã UTF-8."))
    except csv.Error:
        words = "không đọc được từ dòng này; kiểm tra dấu ngoặc kép, ký tự lạ."
        problems.append(Problem(path.name, line + 1, "", words))
    except OSError:
        problems.append(Problem(path.name, None, "", "không đọc được tệp này; kiểm tra quyền đọc."))
    return tuple(found)


def read_page(
    path: Path, page_type: type[M], problems: list[Problem], sources: dict[str, Source]
) -> M | None:
    """A YAML page as a model; None when it cannot be read. What was read is added to `sources` by name."""
    try:
        source = sources[path.name] = read(path.read_bytes())
    except FileNotFoundError:
        problems.append(Problem(path.name, None, "", f"không có tệp này trong {path.parent}; thêm vào."))
        return None
    except OSError:
        problems.append(Problem(path.name, None, "", "không đọc được tệp này; kiểm tra quyền đọc."))
        return None
    except SourceError as error:
        problems.append(Problem(path.name, error.line, "", str(error)))
        return None
    try:
        return page_type.model_validate(source.content)
    except ValidationError as error:
        for fault in error.errors():
            way = fault["loc"]
            if way[-1:] == ("[key]",):  # the key itself is wrong: it is no place in a list
                way = tuple(str(part) for part in way[:-1])
            # People count from one.
            place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in way)
            problems.append(Problem(path.name, source.line(*way), place, sentence(fault["type"], fault)))
        return None


def _header(file: str, found: Sequence[str], row_type: type[Line], problems: list[Problem]) -> bool:
    wanted = row_type.columns()
    if not found:
        problems.append(Problem(file, None, "", f"tệp trống; dòng đầu phải là {','.join(wanted)}."))
        return False
    if len(found) == 1:  # a spreadsheet writes what its country is used to
        words = "các cột phải cách nhau bằng dấu phẩy; lưu lại dạng CSV với dấu phẩy."
        problems.append(Problem(file, 1, "", words))
        return False
    for column in wanted:
        if column not in found:
            problems.append(Problem(file, 1, column, "thiếu cột này; thêm vào dòng đầu."))
    for column in found:
        if column not in wanted:
            problems.append(Problem(file, 1, column, f"cột lạ; chỉ dùng các cột {', '.join(wanted)}."))
    return set(found) == set(wanted)


def _row(
    file: str, line: int, record: dict[str, Any], row_type: type[R], problems: list[Problem]
) -> R | None:
    if None in record or None in record.values():
        problems.append(Problem(file, line, "", "số ô không khớp với dòng đầu; kiểm tra dấu phẩy."))
        return None
    try:
        return row_type.model_validate({"line": line, **record})
    except ValidationError as error:
        for fault in error.errors():
            problems.append(Problem(file, line, str(fault["loc"][0]), sentence(fault["type"], fault)))
        return None


_SENTENCES: Final = {
    "missing": "thiếu mục này; thêm vào.",
    "extra_forbidden": "mục lạ; bỏ đi hoặc sửa tên.",
    "int_parsing": "«{input}» không phải số nguyên; sửa lại.",
    "int_type": "«{input}» không phải số nguyên; sửa lại.",
    "int_from_float": "«{input}» không phải số nguyên; sửa lại.",
    "int_parsing_size": "«{input}» quá lớn; sửa lại.",
    "float_parsing": "«{input}» không phải số; sửa lại.",
    "float_type": "«{input}» không phải số; sửa lại.",
    "finite_number": "«{input}» không phải số hữu hạn; sửa lại.",
    "string_type": "«{input}» không phải chữ; đặt trong ngoặc kép.",
    "tuple_type": "«{input}» không phải danh sách; viết mỗi thứ một dòng sau dấu gạch ngang.",
    "dict_type": "«{input}» không phải các mục «tên: giá trị»; sửa lại.",
    "model_type": "«{input}» không phải các mục «tên: giá trị»; sửa lại.",
    "less_than_equal": "{input} lớn hơn {le}, số lớn nhất được phép; sửa lại.",
    "greater_than_equal": "{input} nhỏ hơn {ge}, số nhỏ nhất được phép; sửa lại.",
    "greater_than": "{input} phải lớn hơn {gt}; sửa lại.",
    "date_from_datetime_parsing": "«{input}» không phải ngày; viết dạng năm-tháng-ngày, ví dụ 2021-05-23.",
    "date_parsing": "«{input}» không phải ngày; viết dạng năm-tháng-ngày, ví dụ 2021-05-23.",
    "time_parsing": "«{input}» không phải giờ; viết dạng 07:00.",
    "datetime_parsing": "«{input}» không phải thời điểm; viết dạng 2021-05-23T07:00:00+07:00.",
    "datetime_from_date_parsing": "«{input}» không phải thời điểm; viết dạng 2021-05-23T07:00:00+07:00.",
    "timezone_aware": "«{input}» không có múi giờ; thêm +07:00.",
    "bool_parsing": "«{input}» không phải yes hay no; sửa lại.",
    "literal_error": "«{input}» không phải giá trị cho phép ({expected}); sửa lại.",
    "string_pattern_mismatch": "«{input}» viết sai dạng; chỉ dùng chữ không dấu, chữ số, gạch nối, dấu chấm.",
    "string_too_short": "bỏ trống; điền vào.",
    "too_short": "bỏ trống; điền vào.",
    "value_error": "{error}",
}


def sentence(kind: str, fault: Any) -> str:
    """One Vietnamese sentence for a fault that pydantic found."""
    given = fault.get("input")
    told = reprlib.repr(given) if isinstance(given, (list, dict)) else str(given)
    details = {**(fault.get("ctx") or {}), "input": told if len(told) <= CUT else f"{told[:CUT]} …"}
    if "expected" in details:
        details["expected"] = details["expected"].replace(" or ", " hay ")
    return _SENTENCES.get(kind, "giá trị «{input}» không dùng được; sửa lại.").format_map(details)
