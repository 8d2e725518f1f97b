"""`baucu audit dictionary`: every type of event, with its meaning, its article and its fields."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from console import outline
from console.problem import OK, complain
from ledger import dictionary as events

FORMATS = ("md", "json")


def dictionary(
    *, format: Annotated[str, Parameter(help="md: một trang văn bản; json: cho chương trình.")] = "md"
) -> int:
    """Từ điển sự kiện: mỗi loại có nghĩa gì, theo điều nào, gồm những trường nào, từ phiên bản nào.

    Ví dụ:

    baucu audit dictionary

    baucu audit dictionary --format json
    """
    if format not in FORMATS:
        raise complain("unknown_format", name=format, known=", ".join(FORMATS))
    if format == "json":
        outline.answer(events.document())
    else:
        sys.stdout.write(events.markdown())
    return OK
