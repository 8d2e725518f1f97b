"""Vietnamese alphabetical order, as ballot papers need it."""

from datetime import date

from workers.collation import ballot_key, word_key

BORN = date(1980, 1, 1)


def _sorted(*names: str) -> list[str]:
    return sorted(names, key=lambda name: ballot_key(name, BORN))


def test_letters_with_a_hat_or_a_horn_follow_the_plain_ones() -> None:
    words = ["ơn", "ôn", "on", "đa", "da", "ân", "ăn", "an", "ưa", "ua", "êm", "em"]
    assert sorted(words, key=word_key) == [
        "an", "ăn", "ân", "da", "đa", "em", "êm", "on", "ôn", "ơn", "ua", "ưa",
    ]  # fmt: skip


def test_tones_decide_only_between_words_of_the_same_letters() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=word_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Hùng", "Hung", "Hua"], key=word_key) == ["Hua", "Hung", "Hùng"]


def test_the_given_name_decides_then_family_and_middle_names() -> None:
    assert _sorted("Trần Văn An", "Lê Thị Bình", "Lê Văn An", "Lê Hữu An") == [
        "Lê Hữu An",
        "Lê Văn An",
        "Trần Văn An",
        "Lê Thị Bình",
    ]


def test_the_same_name_goes_by_birth_date_the_earlier_first() -> None:
    older, younger = ballot_key("Lê Văn An", date(1970, 5, 1)), ballot_key("Lê Văn An", date(1971, 5, 1))
    assert older < younger


def test_decomposed_letters_sort_like_composed_ones() -> None:
    assert word_key("Hu\u031b\u0303u") == word_key("Hữu")
