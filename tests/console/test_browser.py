"""The page in a real browser: it plays along, keeps to its policy, and leaves nobody out."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from tests.console.conftest import Told
from tests.console.course import LOG, publish

playwright = pytest.importorskip("playwright.async_api", reason="no playwright: install the group `browser`")
CHROMIUM: Final = shutil.which("chromium")
AXE: Final = Path(__file__).parent / "vendor/axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOME: Final = f"/bau-cu/{LOG}"
PAGES: Final = ("/", HOME, f"{HOME}/don-vi/BK-NS-01", f"{HOME}/don-vi-bau-cu/C-BK-NS-01-1", "/suc-khoe")
WIDTHS: Final = (1280, 390)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: the pages were NOT looked at"),
]


playwright.expect.set_options(timeout=20_000)  # milliseconds; other tests may have the processor


@dataclass
class Sheet:
    """One open page and whatever its console complained about."""

    page: Any
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Any]:
    async with playwright.async_playwright() as play:
        # Chromium has no sandbox for root; every page here is our own.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = await play.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        await opened.close()


Visit = Callable[..., Awaitable[Sheet]]


@pytest.fixture
async def visit(browser: Any, address: str) -> AsyncIterator[Visit]:
    """Opens pages of the console; they are closed before the server is stopped, which then need not wait."""
    contexts: list[Any] = []

    async def late(route: Any) -> None:
        await asyncio.sleep(1)
        await route.continue_()

    async def opened(path: str, width: int = 1280, slow: str = "", **options: Any) -> Sheet:
        context = await browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        if slow:
            await context.route(f"**/{slow}*", late)
        sheet = Sheet(await context.new_page())
        sheet.page.on("console", lambda message: sheet.complaints.append(message.text))
        sheet.page.on("pageerror", lambda error: sheet.complaints.append(str(error)))
        await sheet.page.goto(address + path)
        return sheet

    yield opened
    for context in contexts:
        await context.close()


async def test_a_new_event_and_its_counts_arrive_without_reloading(told: Told, visit: Visit) -> None:
    sheet = await visit(HOME)
    page, expect = sheet.page, playwright.expect
    await expect(page.locator("#ket-noi")).to_have_text("Trực tiếp")
    met = page.locator(".tile--met dd")
    await expect(met).to_contain_text("1")
    before = await page.locator("#dong > li").count()
    await publish(told.record)
    await told.project()
    await expect(page.locator("#dong > li")).to_have_count(before + 1)
    await expect(page.locator("#dong > li").first).to_contain_text("Hoàn thành đúng hạn")
    await expect(met).to_contain_text("2")
    await expect(page.locator(".clock__time")).to_contain_text("14:00")
    assert sheet.complaints == []


@pytest.mark.parametrize("slow", ["console.js", "htmx.min.js", "hx-sse.min.js"])
async def test_the_page_says_that_it_is_live_whichever_script_arrives_late(visit: Visit, slow: str) -> None:
    sheet = await visit(HOME, slow=slow)
    await playwright.expect(sheet.page.locator("#ket-noi")).to_have_text("Trực tiếp")


async def test_a_page_that_lost_its_server_goes_on_where_it_stopped(told: Told, visit: Visit) -> None:
    sheet = await visit(HOME)
    page, expect = sheet.page, playwright.expect
    await expect(page.locator("#ket-noi")).to_have_text("Trực tiếp")
    before = await page.locator("#dong > li").count()
    await publish(told.record)
    await expect(page.locator("#dong > li")).to_have_count(before + 1)
    await page.context.set_offline(True)
    # Offline cuts new requests only, so the open stream is cut from the page itself.
    await page.evaluate("document.getElementById('dong')._htmx.sse.reader.cancel()")
    await publish(told.record)
    await asyncio.sleep(0.5)
    await expect(page.locator("#ket-noi")).to_contain_text("Mất kết nối")
    await page.context.set_offline(False)
    await expect(page.locator("#dong > li")).to_have_count(before + 2, timeout=10_000)
    await expect(page.locator("#ket-noi")).to_have_text("Trực tiếp")


async def test_what_a_reader_has_opened_stays_open_when_the_page_renews_itself(
    told: Told, visit: Visit
) -> None:
    sheet = await visit(HOME)
    page, expect = sheet.page, playwright.expect
    council = page.locator("#hoi-dong-commune")
    await expect(council).to_have_attribute("open", "")  # short of deputies, so it opens by itself
    await council.locator("summary").click()
    await publish(told.record)
    await told.project()
    await expect(page.locator(".tile--met dd")).to_contain_text("2")
    await expect(council).not_to_have_attribute("open", "")


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_pages_exclude_nobody(visit: Visit, width: int) -> None:
    for path in PAGES:
        sheet = await visit(path, width)
        await sheet.page.wait_for_load_state("load")
        assert await sheet.page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert sheet.complaints == []  # axe itself tries styles that the policy then refuses
        await sheet.page.evaluate(AXE.read_text())
        found = await sheet.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        broken = [(it["id"], [node["html"] for node in it["nodes"]]) for it in found["violations"]]
        assert broken == [], path
        assert len(found["passes"]) > 20


@pytest.mark.parametrize("path", [HOME, f"{HOME}/don-vi-bau-cu/C-BK-NS-01-1"])
async def test_the_page_says_the_same_without_scripts(visit: Visit, path: str) -> None:
    sheet = await visit(path, java_script_enabled=False)
    text = await sheet.page.locator("main").inner_text()
    assert "Xã Khuổi Mòn" in text
    assert "Không tổ chức bầu cử thêm lần thứ hai." in text or "Thiếu 2 sau bầu cử thêm" in text


async def test_the_keyboard_reaches_the_content_and_shows_where_it_is(visit: Visit) -> None:
    sheet = await visit(HOME)
    page, expect = sheet.page, playwright.expect
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#noi-dung")).to_be_focused()
    await page.keyboard.press("Tab")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


async def test_the_letters_are_the_console_s_own(visit: Visit) -> None:
    sheet = await visit(HOME)
    loaded = await sheet.page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').length)"
    )
    assert loaded >= 4  # Latin and Vietnamese, regular and bold


async def test_the_counts_are_seen_without_scrolling_and_pictures_can_be_taken(
    visit: Visit, tmp_path: Path
) -> None:
    for width in WIDTHS:
        sheet = await visit(HOME, width)
        await playwright.expect(sheet.page.locator(".tile--missed")).to_be_in_viewport(ratio=1)
        picture = tmp_path / f"{width}.png"
        await sheet.page.screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 50_000
