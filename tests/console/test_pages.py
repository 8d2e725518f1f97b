"""Every page, from a real database, as a reader without scripts sees it."""

from __future__ import annotations

import re

import asyncpg
import httpx2
import pytest

from activities.projection import project
from console import reading
from console.web import create_app
from domain.zone import local
from tests.conftest import Database
from tests.console.conftest import Told, browsing
from tests.console.course import LOG, NOW, call, play
from tests.console.record import Recorder

HOME = f"/bau-cu/{LOG}"
PAGES = (
    "/",
    HOME,
    f"{HOME}/bang",
    f"{HOME}/don-vi/BK-NS-01",
    f"{HOME}/don-vi/VN",
    f"{HOME}/don-vi-bau-cu/NA-BK-1",
    f"{HOME}/don-vi-bau-cu/C-BK-NS-01-1",
    "/suc-khoe",
)


async def words(client: httpx2.AsyncClient, path: str) -> str:
    """The text of a page without its markup, on one line."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    text = re.sub(r"<(script|style)\b.*?</\1>", "", answer.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


async def test_every_statement_is_one_the_database_accepts(told: Told) -> None:
    async with told.pool.acquire() as connection:
        for statement in reading.STATEMENTS:
            await connection.prepare(statement)


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_is_vietnamese_and_has_one_heading(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.count("<h1") == 1
    if path.endswith("/bang"):
        assert "<html" not in answer.text
    else:
        assert '<html lang="vi">' in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", f"{HOME}/don-vi/XX", "/tinh/brand.css"])
async def test_every_answer_forbids_what_is_not_its_own(client: httpx2.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_has_script_or_style_in_its_text(client: httpx2.AsyncClient, path: str) -> None:
    text = (await client.get(path)).text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
    assert not re.search(r"(src|href)=\"https?:", text)


@pytest.mark.covers("story:4")
async def test_the_counts_are_those_of_the_agenda(client: httpx2.AsyncClient) -> None:
    page = await words(client, HOME)
    assert "Đúng hạn 1 trên 6 nhiệm vụ" in page
    assert "Sắp đến hạn 1 trong 3 ngày, 2 còn chờ" in page
    assert "Quá hạn 3 1 đến nay chưa làm" in page
    assert "Làm trễ 1 làm sau khi hết hạn" in page
    assert "Đã khắc phục 2 trong số quá hạn" in page


async def test_the_legal_clock_of_a_rehearsal_is_what_is_on_record(client: httpx2.AsyncClient) -> None:
    page = await words(client, HOME)
    assert f"{local(NOW):%H:%M} Thứ Ba, 1/6/2021 đã qua ngày bầu cử 9 ngày" in page


async def test_a_scripted_rehearsal_shows_the_clock_its_script_has_reached(
    told: Told, client: httpx2.AsyncClient
) -> None:
    await told.pool.execute(
        "INSERT INTO clerk.clock (log, real_epoch, legal_epoch, scale, horizon)"
        " VALUES ($1, now(), $2, 1, $2)",
        LOG,
        NOW.replace(day=2, hour=15),
    )
    assert "15:00 Thứ Tư, 2/6/2021" in await words(client, HOME)


async def test_every_legal_step_has_a_row_with_due_done_late_and_missed(client: httpx2.AsyncClient) -> None:
    page = await words(client, HOME)
    assert "Hiệp thương lần thứ nhất Điều 22.2 17/2/2021 1/1 1 1 Đã khắc phục" in page
    assert "Hiệp thương lần thứ hai Điều 22.2 19/3/2021 0/1 0 1 Quá hạn" in page
    assert "Kỳ họp thứ nhất Điều 22.2 14/7/2021 0/1 0 0 Chờ thực hiện" in page


@pytest.mark.covers("story:4")
async def test_every_unit_has_a_row_below_the_one_above_it(client: httpx2.AsyncClient) -> None:
    page = await words(client, HOME)
    order = [page.index(name) for name in ("Cả nước 0/0", "Tỉnh Bắc Kạn 0/0", "Huyện Ngân Sơn 0/0")]
    assert order == sorted(order)
    assert "Xã Khuổi Mòn 3/6 1 1 3" in page


async def test_the_elected_are_shown_with_names_votes_and_percentages(client: httpx2.AsyncClient) -> None:
    page = await words(client, HOME)
    assert "Hồ Thị Kim Ngân (trúng cử) 931 93,10%" in page
    assert "na-004 301 30,10%" in page  # whose name is not kept goes by the code
    assert "Bầu đủ 3" in page
    assert "Thiếu 2 sau bầu cử thêm" in page


async def test_markup_in_names_is_text(client: httpx2.AsyncClient) -> None:
    answer = await client.get(HOME)
    assert "Nguyễn &lt;b&gt;Thị&lt;/b&gt; Thủy" in answer.text
    assert "Bầu cử &lt;thử&gt; tỉnh Bắc Kạn" in answer.text
    assert "<thử>" not in answer.text


@pytest.mark.covers("story:56")
async def test_a_unit_shows_its_duties_and_who_was_reminded(client: httpx2.AsyncClient) -> None:
    page = await words(client, f"{HOME}/don-vi/BK-NS-01")
    assert "3 trên 6 nhiệm vụ đã xong, 1 đến hạn trong 3 ngày, 1 quá hạn chưa làm" in page
    assert "Thường trực Hội đồng nhân dân 14/7/2021 dời từ 7/7/2021" in page
    assert "Điều chỉnh cơ cấu Điều 22.2 Thường trực Hội đồng nhân dân 22/2/2021" in page
    assert "Ghi nhận sau hạn" in page
    assert "Báo cấp trên Thường trực Hội đồng nhân dân, Huyện Ngân Sơn Hiệp thương lần thứ hai" in page
    assert "Không gửi được hộp thư đầy" in page
    assert "BK-NS-01-A1 1.010 1.003 99,31% 07:00, 23/5/2021 19:00, 23/5/2021" in page


async def test_a_contest_shows_its_polls_its_grounds_and_its_history(
    client: httpx2.AsyncClient,
) -> None:
    page = await words(client, f"{HOME}/don-vi-bau-cu/C-BK-NS-01-1")
    assert "Xã Khuổi Mòn, đơn vị số 1" in page
    assert page.index("Bầu cử thêm Cử tri") < page.index("Bầu lần đầu Cử tri")
    assert "Điều 79.3 Không tổ chức bầu cử thêm lần thứ hai." in page
    assert "Người ứng cử 1 c-001 620 62,00% Trúng cử" in page
    assert "Quyết định bầu cử thêm Điều 79" in page
    assert "Lưu ý M-01. Phiếu thu vào nhiều hơn phát ra. Giữ số như trên giấy." in page
    history = page[page.index("Lịch sử") :]
    steps = ["27/4/2021", "25/5/2021", "26/5/2021", "31/5/2021"]
    assert [history.index(step) for step in steps] == sorted(history.index(step) for step in steps)


async def test_health_tells_how_far_the_tables_are_behind(told: Told, client: httpx2.AsyncClient) -> None:
    assert "0 Theo kịp" in await words(client, "/suc-khoe")
    other = Recorder(told.database.app, "hn-2021")
    await play(other)
    await other.close()
    page = await words(client, "/suc-khoe")
    assert re.search(r"hn-2021 #(\d+) #0 \1 Đang bắt kịp", page)


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nowhere", 404, "Không có trang này"),
        ("/bau-cu/xx-2021", 404, "Không có cuộc bầu cử «xx-2021»."),
        ("/bau-cu/%3Cb%3E", 404, "Không có cuộc bầu cử «&lt;b&gt;»."),
        (f"{HOME}/don-vi/XX", 404, "Không có đơn vị «XX» trong cuộc bầu cử này."),
        (f"{HOME}/don-vi-bau-cu/NA-XX-1", 404, "Không có đơn vị bầu cử «NA-XX-1» trong cuộc bầu cử này."),
        (f"{HOME}/don-vi/%00", 404, "Không có đơn vị"),
        (f"{HOME}%0A", 404, "Không có cuộc bầu cử"),
        (f"{HOME}/dong?sau=99999999999999999999", 400, "Yêu cầu không đúng"),
        (f"{HOME}/dong?sau=-1", 400, "Yêu cầu không đúng"),
        (f"{HOME}/dong?sau=abc", 400, "Yêu cầu không đúng"),
    ],
)
async def test_a_wrong_address_is_answered_in_vietnamese_with_what_to_do(
    client: httpx2.AsyncClient, path: str, status: int, sentence: str
) -> None:
    answer = await client.get(path)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "danh sách cuộc bầu cử" in answer.text


async def test_the_console_takes_nothing(client: httpx2.AsyncClient) -> None:
    answer = await client.post(HOME, data={"x": "1"})
    assert answer.status_code == 405
    assert "Trang này chỉ để xem" in answer.text


async def test_an_empty_database_says_how_to_begin(database: Database) -> None:
    async with browsing(create_app(database.reader)) as client:
        assert "Chưa có cuộc bầu cử nào. Xem một cuộc diễn tập" in await words(client, "/")
        assert "Sổ cái chưa có sự kiện nào." in await words(client, "/suc-khoe")


async def test_an_election_just_called_has_a_page(told: Told) -> None:
    other = Recorder(told.database.app, "hn-2021")
    await call(other)
    await other.close()
    await project(told.pool, "hn-2021")
    async with browsing(create_app(told.database.reader)) as client:
        page = await words(client, "/bau-cu/hn-2021")
    assert "Lịch bầu cử chưa được ấn định." in page


async def test_the_console_cannot_write_even_as_a_role_that_could(told: Told) -> None:
    app = create_app(told.database.app)
    async with browsing(app):
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await app.state.reading.store.pool.execute("DELETE FROM view.duty")
