"""What is wrong with a JSON document or a file is said in Vietnamese."""

from pathlib import Path

import pytest

from console.document import parse, text
from domain.refusal import Refusal


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("", "dòng 1, cột 1: không phải JSON hợp lệ (trống)"),
        ("{", "(ở đây phải có tên trường trong ngoặc kép, mà đã hết)"),
        ('{"a" 1}', "dòng 1, cột 6: không phải JSON hợp lệ (ở đây phải có dấu hai chấm)"),
        ("[1 2]", "(ở đây phải có dấu phẩy hoặc dấu đóng ngoặc)"),
        ("[1] x", "(thừa sau khi đã hết)"),
        ('{"a', "(chuỗi thiếu dấu ngoặc kép đóng)"),
        ('["a\nb"]', "(có ký tự điều khiển trong chuỗi)"),
        ('["\\q"]', "(dấu gạch chéo ngược sai chỗ)"),
        ("{a: 1}", "(ở đây phải có tên trường trong ngoặc kép)"),
        ("nope", "(ở đây phải có một giá trị)"),
    ],
)
def test_what_is_no_json_is_said_in_vietnamese(told: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse(told, "x.json")
    assert sentence in refusal.value.sentence


def test_a_file_that_cannot_be_read_is_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff")
    for path, reason in (
        (tmp_path / "none", "không có tệp này"),
        (tmp_path, "đây là thư mục"),
        (tmp_path / "x" / "y", "trên đường dẫn có tệp không phải thư mục"),
        (tmp_path / "x", "không phải UTF-8"),
    ):
        with pytest.raises(Refusal, match=reason):
            text(str(path))
