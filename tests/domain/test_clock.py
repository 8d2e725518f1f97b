"""The legal clock: scaled, exact, and never early."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.clock import LAST, Clock

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
LEGAL = datetime(2021, 1, 1, tzinfo=UTC)


def test_in_live_use_legal_time_is_the_time_of_day() -> None:
    clock = Clock(real_epoch=EPOCH, legal_epoch=EPOCH)
    now = EPOCH + timedelta(days=3, seconds=7)
    assert clock.legal(now) == now
    assert clock.delay(now + timedelta(hours=1), now) == timedelta(hours=1)


def test_two_days_a_second_in_a_rehearsal() -> None:
    clock = Clock(real_epoch=EPOCH, legal_epoch=LEGAL, scale=2 * 86_400, mode="rehearsal")
    assert clock.legal(EPOCH + timedelta(seconds=10)) == LEGAL + timedelta(days=20)
    assert clock.delay(LEGAL + timedelta(days=21), EPOCH + timedelta(seconds=10)) == timedelta(seconds=0.5)


def test_an_instant_that_has_passed_is_not_waited_for() -> None:
    clock = Clock(real_epoch=EPOCH, legal_epoch=LEGAL, scale=60)
    assert clock.delay(LEGAL, EPOCH + timedelta(seconds=1)) == timedelta(0)


@given(
    scale=st.integers(1, 1_000_000),
    passed=st.timedeltas(timedelta(0), timedelta(hours=1)),
    ahead=st.integers(0, 400 * 86_400),
)
def test_who_waits_as_told_never_wakes_before_the_instant(scale: int, passed: timedelta, ahead: int) -> None:
    clock = Clock(real_epoch=EPOCH, legal_epoch=LEGAL, scale=scale)
    now = EPOCH + passed
    instant = LEGAL + passed * scale + timedelta(seconds=ahead)
    assert (now + clock.delay(instant, now) - EPOCH) * scale >= instant - LEGAL


def test_a_fast_clock_that_nobody_stopped_stands_still_before_the_calendar_ends() -> None:
    clock = Clock(real_epoch=EPOCH, legal_epoch=LEGAL, scale=10_000 * 86_400, mode="rehearsal")
    assert clock.legal(EPOCH + timedelta(seconds=2)) == LEGAL + timedelta(days=20_000)
    for forgotten in (timedelta(minutes=5), timedelta(days=3), timedelta(days=3_650)):
        assert clock.legal(EPOCH + forgotten) == LAST
        assert clock.legal(EPOCH + forgotten) + timedelta(days=300) > LAST, "there is room to count on"
        assert clock.delay(LEGAL + timedelta(days=1), EPOCH + forgotten) == timedelta(0)


def test_an_instant_far_ahead_of_a_slow_clock_is_waited_for() -> None:
    clock = Clock(real_epoch=EPOCH, legal_epoch=LEGAL)
    assert clock.delay(LAST, EPOCH) == LAST - LEGAL
