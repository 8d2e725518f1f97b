"""Scenarios for incidents: approved by version, put into force, put out of force."""

from __future__ import annotations

from domain.bodies.unit import following
from domain.office.commands import ActivateScenario, AdoptScenario, StandDownScenario
from domain.office.events import ScenarioActivated, ScenarioAdopted, ScenarioStoodDown
from domain.office.evolve import Scenario, State
from domain.office.place import missing, one_of
from domain.procedure import Given
from domain.refusal import refuse


def adopt(state: State, command: AdoptScenario, given: Given) -> ScenarioAdopted:
    """The next version; one in force stays in force in the version in which it was put into force."""
    _own(given, "AdoptScenario")
    known = state.scenarios.get(command.code)
    following(
        given, f"phiên bản của phương án «{command.code}»", known.version + 1 if known else 1, command.version
    )
    return ScenarioAdopted(**command.model_dump())


def activate(state: State, command: ActivateScenario, given: Given) -> ScenarioActivated:
    """In its newest version, unless it is in force already."""
    _own(given, "ActivateScenario")
    scenario = _scenario(state, command.code, given)
    if scenario.active:
        raise refuse("scenario_state", stream=given.stream, item=command.code, how="đang được áp dụng")
    following(given, f"lần áp dụng «{command.code}»", scenario.occasion + 1, command.occasion)
    return ScenarioActivated(**command.model_dump(), version=scenario.version)


def stand_down(state: State, command: StandDownScenario, given: Given) -> ScenarioStoodDown:
    """What is in force."""
    _own(given, "StandDownScenario")
    scenario = _scenario(state, command.code, given)
    if not scenario.active:
        raise refuse("scenario_state", stream=given.stream, item=command.code, how="không được áp dụng")
    following(given, f"lần áp dụng «{command.code}»", scenario.occasion, command.occasion)
    return ScenarioStoodDown(**command.model_dump())


def _own(given: Given, command: str) -> None:
    """Whoever runs the election in the unit, or its administration."""
    one_of(given, command, *((body, given.stream.code) for body in ("committee", "nec", "people_committee")))


def _scenario(state: State, code: str, given: Given) -> Scenario:
    if code not in state.scenarios:
        raise missing(given, "phương án", code)
    return state.scenarios[code]
