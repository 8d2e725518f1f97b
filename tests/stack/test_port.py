"""The port of the page is one that it can listen on, or the command says what to do."""

import socket

import pytest

from workers.port import LOOPBACK, page
from workers.server import ServerError


@pytest.fixture
def taken() -> socket.socket:
    listening = socket.create_server((LOOPBACK, 0))
    listening.listen()
    return listening


def test_a_port_that_somebody_listens_on_is_refused_with_a_way_out(taken: socket.socket) -> None:
    with taken:
        number = taken.getsockname()[1]
        for port, standing in ((number, 8000), (None, number)):
            with pytest.raises(ServerError, match=f"Không dùng được cổng {number} .* thêm --port 0"):
                page(port, standing, LOOPBACK)


def test_nought_is_any_free_port_and_not_the_one_of_the_settings(taken: socket.socket) -> None:
    with taken:
        number = page(0, taken.getsockname()[1], LOOPBACK)
        assert number not in (0, taken.getsockname()[1])
        with socket.create_server((LOOPBACK, number)):
            pass


def test_without_a_wish_it_is_the_port_of_the_settings() -> None:
    wanted = page(0, 0, LOOPBACK)
    assert page(None, wanted, LOOPBACK) == wanted
