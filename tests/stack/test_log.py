"""Logs: one format, and nothing of a person or a secret in it."""

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from workers.log import REDACTED, configure
from workers.settings import Settings


@pytest.fixture(autouse=True)
def _undo() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def line(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    (text,) = capsys.readouterr().err.strip().splitlines()
    parsed: dict[str, object] = json.loads(text)
    return parsed


def test_our_own_line_is_json_with_vietnamese_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_format="json"))
    structlog.get_logger("relay").info("đã gửi", position=75)
    written = line(capsys)
    assert (written["event"], written["position"], written["level"]) == ("đã gửi", 75, "info")


def test_a_line_of_another_library_has_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_format="json"))
    logging.getLogger("temporalio.worker").warning(
        "slow by %d s", 3, extra={"temporal_workflow": {"id": "unit/1"}}
    )
    written = line(capsys)
    assert written["event"] == "slow by 3 s"
    assert written["temporal_workflow"] == {"id": "unit/1"}


def test_secrets_and_persons_are_redacted_at_any_depth(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_format="json"))
    structlog.get_logger().info(
        "x",
        smtp_password="a",
        person={"full_name": "b", "id": 7},
        mails=[{"recipient": "c"}],
        unit_name="Bằng Lũng",
    )
    written = line(capsys)
    assert written["smtp_password"] == REDACTED
    assert written["person"] == {"full_name": REDACTED, "id": 7}
    assert written["mails"] == [{"recipient": REDACTED}]
    assert written["unit_name"] == "Bằng Lũng"


def test_lines_below_the_level_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_level="warning"))
    structlog.get_logger().info("quiet")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_traceback_names_lines_and_never_what_the_variables_held(
    form: Literal["json", "console"], capsys: pytest.CaptureFixture[str]
) -> None:
    configure(Settings(log_format=form))

    def connect(dsn: str) -> None:
        raise ConnectionRefusedError("away")

    try:
        connect("postgresql://baucu:hunter2@host")
    except ConnectionRefusedError:
        structlog.get_logger("relay").exception("database away")
    written = capsys.readouterr().err
    assert "ConnectionRefusedError" in written
    assert "test_log.py" in written
    assert "hunter2" not in written.replace('connect("postgresql://baucu:hunter2@host")', "")
