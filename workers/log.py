"""Logs of every process: one format for our own lines, the Temporal SDK's and the web server's.

Personal data and secrets do not belong into a log call; the redaction here is the second line of defence
and works by the name of the key, at any depth.
"""

import logging
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from workers.settings import Settings

REDACTED: Final = "[redacted]"
# Parts of key names. `name` alone is not among them: units and steps have names too.
SECRET: Final = re.compile("password|secret|token|authori[sz]ation|cookie|api_key|private_key|dsn")
PERSONAL: Final = re.compile(
    "full_name|person_name|candidate_name|ho_ten|birth|ngay_sinh|ethnic|religion|e_?mail|mail_to|recipient|"
    "phone|dien_thoai|home_address|dia_chi|cccd|cmnd|passport|id_card|identity_card"
)
# A traceback that shows local variables would write addresses and passwords into the log.
_traces: Final = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
_plain: Final = structlog.dev.plain_traceback


def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace the value of every key that smells of a secret or of a person."""
    return {key: _clean(key, value) for key, value in event.items()}


def configure(settings: Settings) -> None:
    """Send every log line of this process to standard error in the chosen format."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),  # keeps what the Temporal SDK says of workflow and run
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact,
    ]
    last: list[Processor] = (
        [_traces, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if settings.log_format == "json"
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_plain)]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in ("uvicorn", "uvicorn.access", "uvicorn.error"):
        # uvicorn brings handlers of its own, which would print each line a second time.
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _clean(key: object, value: Any) -> Any:
    if isinstance(key, str) and (SECRET.search(key.lower()) or PERSONAL.search(key.lower())):
        return REDACTED
    if isinstance(value, Mapping):
        return {inner: _clean(inner, content) for inner, content in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_clean(None, item) for item in value]
    return value
