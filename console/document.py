"""A JSON document on its way in: read from a file or from standard input, checked against its model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, TypeVar

from cyclopts import Parameter
from pydantic import BaseModel, TypeAdapter, ValidationError

from console.problem import complain, fault
from domain.refusal import Refusal

STANDARD_INPUT: Final = "-"
NO_FOLDER: Final = "không có thư mục này"
UNREADABLE: Final[dict[type, str]] = {
    IsADirectoryError: "đây là thư mục",
    NotADirectoryError: "trên đường dẫn có tệp không phải thư mục",
    PermissionError: "không có quyền",
}
_STUMBLES: Final = {
    "Expecting value": "ở đây phải có một giá trị",
    "Expecting property name": "ở đây phải có tên trường trong ngoặc kép",
    "Expecting ':'": "ở đây phải có dấu hai chấm",
    "Expecting ','": "ở đây phải có dấu phẩy hoặc dấu đóng ngoặc",
    "Extra data": "thừa sau khi đã hết",
    "Unterminated string": "chuỗi thiếu dấu ngoặc kép đóng",
    "Invalid control character": "có ký tự điều khiển trong chuỗi",
    "Invalid \\escape": "dấu gạch chéo ngược sai chỗ",
    "Illegal trailing comma": "thừa dấu phẩy",
}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

File = Annotated[str, Parameter(allow_leading_hyphen=True, help="Tệp JSON; «-» là dữ liệu chuyển vào.")]
Schema = Annotated[
    bool, Parameter(name="--schema", negative="", help="In lược đồ JSON của dữ liệu vào và kết quả.")
]

_T = TypeVar("_T")


def read(file: str, adapter: TypeAdapter[_T]) -> _T:
    """The document in this file, or on standard input for «-»; Refusal names the place of a mistake."""
    told = text(file)
    written = parse(told, file)
    try:
        # From the text, not from what was parsed: only there strict models take a string for a date.
        return adapter.validate_json(told)
    except ValidationError as error:
        raise _mistaken(error, written, file) from None


def text(file: str) -> str:
    """The characters of a file or of standard input, which must be UTF-8."""
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise complain("unreadable", file=called(file), problem=why(error)) from None


def parse(told: str, file: str) -> Any:
    """JSON as its standard has it: no field twice, no NaN."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            # Readers disagree which of the two counts.
            raise complain("bad_field", file=called(file), field=twice, problem="có hai lần")
        return found

    def never(name: str) -> NoReturn:
        raise complain("bad_field", file=called(file), field=name, problem="không phải số của JSON")

    try:
        return json.loads(told, object_pairs_hook=once, parse_constant=never)
    except json.JSONDecodeError as error:
        raise complain(
            "bad_json", file=called(file), line=error.lineno, column=error.colno, problem=_worded(error)
        ) from None
    except RecursionError:
        raise complain("bad_json", file=called(file), line=1, column=1, problem="lồng nhau quá sâu") from None


def _worded(error: json.JSONDecodeError) -> str:
    """What the reader of JSON stumbled over; it speaks English only."""
    if not error.doc.strip():
        return "trống"
    found = next((words for start, words in _STUMBLES.items() if error.msg.startswith(start)), "viết sai")
    return found if error.pos < len(error.doc.rstrip()) else f"{found}, mà đã hết"


def why(error: OSError | UnicodeDecodeError, missing: str = "không có tệp này") -> str:
    """Why a file cannot be read or written, in a few words; `missing` says what is not there."""
    match error:
        case UnicodeDecodeError():
            return "không phải UTF-8"
        case FileNotFoundError():
            return missing
        case _:
            return UNREADABLE.get(type(error), "hệ thống không cho mở")


def _mistaken(error: ValidationError, written: Any, file: str) -> Refusal:
    """The first mistake as a sentence, all of them among the details."""
    found = [{**each, "loc": tuple(_path(each["loc"], written))} for each in error.errors()]
    field, problem = fault(found[0])
    if found[0]["loc"]:
        refusal = complain("bad_field", file=called(file), field=field, problem=problem)
    else:
        refusal = complain("bad_document", file=called(file), problem=problem)
    refusal.details.update(fault(each) for each in found[1:])
    return refusal


def _path(place: Sequence[str | int], written: Any) -> Iterator[str | int]:
    """The steps that lead to a mistake in what was written, without names of the kinds it might have been."""
    for number, part in enumerate(place, start=1):
        within = part in written if isinstance(written, dict) else isinstance(part, int)
        if within:
            written = written[part]
        elif number < len(place) or not isinstance(written, dict):
            continue
        yield part


def called(file: str) -> str:
    """The file as a sentence names it."""
    return "dữ liệu vào" if file == STANDARD_INPUT else file


def schema(given: TypeAdapter[Any], answer: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema of what a command reads and of what it answers."""
    return {
        "input": {"$schema": DIALECT, **given.json_schema()},
        "output": {"$schema": DIALECT, **answer.model_json_schema(mode="serialization")},
    }
