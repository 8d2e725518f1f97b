"""`baucu minutes check`: the arithmetic of counting minutes, from figures written as JSON."""

from __future__ import annotations

from console.commands import branch
from console.document import STANDARD_INPUT, File, Schema, read, schema
from console.outline import answer
from console.problem import OK
from domain.sheet import HANDED, Checked
from domain.sheet import check as checked

app = branch(
    name="minutes",
    help="Biên bản kiểm phiếu: số liệu có khớp nhau không.\n\nVí dụ:\n\nbaucu minutes check bien-ban.json",
    usage="baucu minutes LỆNH\n",
)


@app.command(usage="baucu minutes check [TỆP | -] [--schema]\n")
def check(
    file: File = STANDARD_INPUT,
    /,
    *,
    schema_: Schema = False,
) -> int:
    """Số liệu biên bản có khớp nhau không: mã, điều luật, cách xử lý.

    Vào là JSON, ra là JSON. Điểm cần lưu ý không ngăn việc ghi biên bản: số
    liệu lạ mà đúng thì giữ nguyên và báo cáo; vì vậy mã thoát vẫn là 0,
    trường agrees nói có khớp hết không.

    Chỉ dữ liệu không thể là biên bản (số âm, chữ thay số, trường lạ) mới bị
    từ chối: một câu trên đầu ra lỗi, một đối tượng JSON trên đầu ra thường,
    mã thoát 2.

    Ví dụ:

    baucu minutes check bien-ban.json

    baucu minutes check --schema

    với bien-ban.json của một khu vực bỏ phiếu:

    {"ballot": "commune", "seats": 3,
     "registered": 609, "voted": 609, "issued": 609, "collected": 684,
     "valid": 679, "invalid": 5,
     "votes": {"c-1": 286, "c-2": 261, "c-3": 272, "c-4": 291, "c-5": 397}}

    hoặc của cả đơn vị bầu cử: các khu vực, và tổng mà Ban bầu cử đã ghi
    (total, có thể bỏ):

    {"ballot": "commune", "seats": 3,
     "areas": {"KV-1": {"registered": 609, ...}, "KV-2": {...}},
     "total": {"registered": 1203, ...}}
    """
    answer(schema(HANDED, Checked) if schema_ else checked(read(file, HANDED)))
    return OK
