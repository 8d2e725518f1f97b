"""Names in the order of the list and of the ballot (Article 57.5, R13)."""

from __future__ import annotations

import random
from datetime import date

import pytest

from domain.alphabet import LETTERS, Named, order, split, syllable


def listed(*names: str) -> list[str]:
    """The names in the order of the list."""
    people = [Named(id=f"c{n}", name=name) for n, name in enumerate(names)]
    by_id = {one.id: one.name for one in people}
    return [by_id[code] for code in order(people).ids]


def test_article_57_5_given_names_follow_the_vietnamese_alphabet_letter_by_letter() -> None:
    names = [f"Lê {letter.upper()}n" for letter in LETTERS]
    mixed = names.copy()
    random.Random(7).shuffle(mixed)
    assert listed(*mixed) == names


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Trần An", "Lê Ăn"),
        ("Trần Ăn", "Lê Ân"),
        ("Trần Dũng", "Lê Đạt"),
        ("Trần Em", "Lê Êm"),
        ("Trần On", "Lê Ôn"),
        ("Trần Ôn", "Lê Ơn"),
        ("Trần Uy", "Lê Ưng"),
        ("Trần An", "Lê Anh"),
        ("Trần Hạnh", "Lê Hảo"),
        ("Trần Tủ", "Lê Tươi"),
    ],
)
def test_article_57_5_the_given_name_decides_before_the_family_name(earlier: str, later: str) -> None:
    assert listed(later, earlier) == [earlier, later]


def test_tones_tell_apart_only_what_the_letters_do_not() -> None:
    tones = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]
    assert listed(*reversed([f"Lê {name}" for name in tones])) == [f"Lê {name}" for name in tones]
    assert listed("Lê Mạ", "Lê Man") == ["Lê Mạ", "Lê Man"]


def test_article_57_5_of_one_given_name_the_family_name_decides_then_the_middle_name() -> None:
    assert listed("Trần Văn An", "Đỗ Văn An", "Lê Văn An") == ["Đỗ Văn An", "Lê Văn An", "Trần Văn An"]
    assert listed("Lê Văn An", "Lê Thị An", "Lê An") == ["Lê An", "Lê Thị An", "Lê Văn An"]
    assert listed("Lê Thị Văn An", "Lê Thị Thu An") == ["Lê Thị Thu An", "Lê Thị Văn An"]


def test_article_57_5_of_one_name_the_earlier_birth_date_comes_first() -> None:
    young = Named(id="young", name="Lê Văn An", born=date(1980, 1, 2))
    old = Named(id="old", name="lê văn  AN", born=date(1980, 1, 1))
    found = order([young, old])
    assert (found.ids, found.equal) == (("old", "young"), ())


def test_namesakes_of_one_birth_date_or_of_none_are_told_apart_by_nothing() -> None:
    twins = [Named(id=code, name="Lê Văn An", born=date(1980, 1, 1)) for code in ("b", "a")]
    elder = Named(id="e", name="Lê Văn An", born=date(1970, 1, 1))
    found = order([*twins, elder])
    assert (found.ids, found.equal) == (("e", "b", "a"), (("b", "a"),))
    unknown = Named(id="u", name="Lê Văn An")
    found = order([unknown, elder])
    assert (found.ids, found.equal) == (("u", "e"), (("u", "e"),))
    assert order([unknown]).equal == ()


def test_another_name_in_brackets_is_left_out_and_a_single_name_is_a_given_name() -> None:
    assert split("Phan Nguyễn Như Khuê (Út Khuê)") == ("Phan", ("Nguyễn", "Như"), "Khuê")
    assert split("Khuê") == ("", (), "Khuê")
    assert split("()") == ("", (), "")
    assert listed("Y Thông", "H'Yim Kđoh", "Nguyễn Tá") == ["H'Yim Kđoh", "Nguyễn Tá", "Y Thông"]


def test_the_way_a_letter_is_encoded_or_written_large_makes_no_difference() -> None:
    assert syllable("Đ\u1ea1t") == syllable("đa\u0323t") == syllable("ĐẠT")
    assert syllable("Hiếu")[0] == syllable("Hiệu")[0]
    assert syllable("Hiếu") < syllable("Hiệu")
    assert syllable("Kpă") == syllable("kp-ă")


def test_the_order_does_not_depend_on_the_order_given() -> None:
    names = ["Hà Sỹ Đồng", "Hoàng Đức Thắng", "Lê Quang Tùng", "Nguyễn Hữu Đàn", "Hồ Thị Minh", "Đỗ Văn Đồng"]
    once = listed(*names)
    mixed = names.copy()
    random.Random(3).shuffle(mixed)
    assert listed(*mixed) == once
    assert once[:3] == ["Nguyễn Hữu Đàn", "Đỗ Văn Đồng", "Hà Sỹ Đồng"]


def test_a_letter_of_another_alphabet_comes_after_all_others() -> None:
    assert listed("Lê Яна", "Lê Zung") == ["Lê Zung", "Lê Яна"]
    assert listed("Lê Яна", "Lê Бна") == ["Lê Бна", "Lê Яна"]
    assert split("Lê An") == ("Lê", (), "An")


def test_every_pair_of_namesakes_is_named() -> None:
    days = (date(1980, 1, 1), date(1970, 1, 1))
    people = [Named(id=f"{code}{n}", name="Lê An", born=day) for n, day in enumerate(days) for code in "ab"]
    assert order(people).equal == (("a1", "b1"), ("a0", "b0"))
