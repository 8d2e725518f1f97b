"""`baucu outcome`: who is elected in a constituency and what follows, from figures written as JSON."""

from __future__ import annotations

from typing import Final

from pydantic import TypeAdapter

from console.commands import branch
from console.document import STANDARD_INPUT, File, Schema, read, schema
from console.outline import answer
from console.problem import OK
from domain.outcome import Answer, Inquiry, outcome

GIVEN: Final = TypeAdapter(Inquiry)

app = branch(name="outcome", usage="baucu outcome [TỆP | -] [--schema]\n")


@app.default
def run(
    file: File = STANDARD_INPUT,
    /,
    *,
    schema_: Schema = False,
) -> int:
    """Ai trúng cử ở một đơn vị bầu cử, và bước tiếp theo là gì, theo Điều 78 đến 80.

    Vào là JSON, ra là JSON: kết luận, người trúng cử theo thứ tự, tỷ lệ phần
    trăm, từng căn cứ kèm điều luật, việc tiếp theo do ai quyết định.
    Chưa biết số cử tri hoặc số người đi bầu thì ghi null: kết quả nói rõ
    điều kiện quá nửa cử tri chưa xét được.
    Chỗ luật không nói thì kết luận là open_point, không đoán.

    Số liệu không thể đúng thì không trả lời: một câu nói chỗ sai trên đầu ra
    lỗi, một đối tượng JSON (type, code, title, detail) trên đầu ra thường,
    mã thoát 2.

    Ví dụ:

    baucu outcome phieu.json

    baucu outcome --schema

    với phieu.json:

    {"body": "council", "level": "commune", "seats": 3, "ballot": "first",
     "registered": 1200, "voted": 1100, "valid": 1050,
     "candidates": [
       {"id": "c-1", "name": "Nguyễn A", "born": "1970-03-01", "votes": 800},
       {"id": "c-2", "name": "Trần B", "born": "1982-11-20", "votes": 640},
       {"id": "c-3", "name": "Lê C", "born": "1990-07-15", "votes": 525},
       {"id": "c-4", "name": "Phạm D", "born": "1965-01-09", "votes": 410}]}

    body là na (Quốc hội) hoặc council (Hội đồng nhân dân);
    level là na, province, district, commune;
    ballot là first, additional (bầu cử thêm) hoặc rerun (bầu cử lại).
    Thêm "first_day": "2026-03-15" để biết ngày muộn nhất của lần bỏ phiếu sau.
    """
    answer(schema(GIVEN, Answer) if schema_ else outcome(read(file, GIVEN)))
    return OK
