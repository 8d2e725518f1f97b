"""`baucu law`: the rows of the law as a page to read, article by article."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from console.commands import branch
from console.lawpage import Language, page
from console.problem import OK

app = branch(name="law", usage="baucu law [--lang vi|en]\n")


@app.default
def run(
    *,
    lang: Annotated[Language, Parameter(help="vi: tiếng Việt; en: tiếng Anh.", show_choices=False)] = "vi",
) -> int:
    """Luật theo từng điều: bản A cạnh bản B, ngày của ba cuộc bầu cử.

    In ra Markdown: mỗi việc có hạn, ai làm, hạn ở từng bản, chỗ nào đổi, ngày
    năm 2016, 2021, 2026; hướng dẫn và điểm còn mở ở cuối.

    Ví dụ:

    baucu law --lang vi > docs/law.vi.md

    baucu law --lang en > docs/law.en.md
    """
    sys.stdout.write(page(lang))
    return OK
