"""Every command says in Vietnamese what it is for."""

import domain.register  # noqa: F401
from console.purpose import BESIDE, purpose
from domain.command import COMMANDS


def test_every_command_belongs_to_a_step_of_the_law_or_is_named_beside_them() -> None:
    product = [name for name, kind in COMMANDS.items() if kind.__module__.startswith("domain.")]
    assert [name for name in product if purpose(name) == name] == []
    assert set(BESIDE) <= set(product)


def test_work_beside_the_law_is_no_step_of_it() -> None:
    assert [name for name in BESIDE if purpose(name) != BESIDE[name]] == []
