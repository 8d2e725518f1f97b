"""The pages of the law: written from the rows, in both languages, and never behind them."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from console.lawpage import DAYS, Language, page
from console.tongue import BODIES, ENGLISH, VIETNAMESE
from console.vietnamese import CONFIDENCES, FORMS
from domain.law.book import book
from domain.law.deadline import Body, Confidence, Form
from tests.cli.page import Desk
from workers.settings import CHECKOUT

LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {language: page(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_in_the_repository_is_what_the_rows_give_now(pages: dict[str, str], language: str) -> None:
    kept = (CHECKOUT / "docs" / f"law.{language}.md").read_text(encoding="utf-8")
    assert kept == pages[language], f"a row has changed: baucu law --lang {language} > docs/law.{language}.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_and_every_open_point_is_there_once(pages: dict[str, str], language: str) -> None:
    anchors = re.findall(r'<a id="(\w+)">', pages[language])
    assert sorted(anchors) == sorted(book().rows)
    assert set(re.findall(r"\(#(\w+)\)", pages[language])) <= set(anchors), "a link leads nowhere"
    points = re.findall(r"^\| ([\w-]+) \|", pages[language].rpartition("\n## ")[2], re.MULTILINE)
    assert points[1:] == list(book().open_points)


def test_articles_come_in_the_order_of_the_law_and_guidance_apart(pages: dict[str, str]) -> None:
    heads = re.findall(r"^## (.+)$", pages["vi"], re.MULTILINE)
    numbers = [int(head.removeprefix("Điều ")) for head in heads if head.startswith("Điều ")]
    assert numbers == sorted(set(numbers))
    guidance = pages["vi"].partition("## Hướng dẫn, không phải luật")[2].partition("\n## ")[0]
    told = set(re.findall(r'<a id="(\w+)">', guidance))
    assert told == {row.id for row in book().rows.values() if row.kind == "guidance"}


def test_a_row_gives_its_term_in_both_versions_and_its_day_in_three_elections(pages: dict[str, str]) -> None:
    (line,) = (line for line in pages["vi"].splitlines() if 'id="to_bau_cu_set_up"' in line)
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[2:] == [
        "chậm nhất 50 ngày trước ngày bầu cử",
        "**đổi**: chậm nhất 43 ngày trước ngày bầu cử",
        *("2/4/2016", "3/4/2021", "31/1/2026"),
    ]
    assert len(cells) == 4 + len(DAYS)


def test_what_only_one_version_has_is_marked(pages: dict[str, str]) -> None:
    for line in pages["en"].splitlines():
        if found := re.search(r'id="(\w+)"', line):
            row = book().rows[found[1]]
            assert ("**repealed**" in line) == (row.kind == "law" and "B" not in row.law), line
            assert ("**new**" in line) == (row.kind == "law" and "A" not in row.law), line


def test_both_languages_have_words_for_everything() -> None:
    assert VIETNAMESE.keys() >= ENGLISH.keys()
    assert BODIES.keys() == set(get_args(Body))
    assert {*FORMS, "deadline", "window", "instant"} == set(get_args(Form))
    assert set(get_args(Confidence)) == CONFIDENCES.keys()


def test_the_command_prints_the_page(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(CHECKOUT, capsys)
    assert desk("law", "--lang", "en").out == page("en")
    assert "vi, en" in desk("law", "--lang", "fr").sentence
