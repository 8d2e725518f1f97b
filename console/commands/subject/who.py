"""Whose data are meant, and what of it is kept: what the commands of `baucu subject` share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Final

from cyclopts import Parameter

from console.connect import opened, place
from console.problem import complain
from domain.refusal import refuse
from domain.stream import parse
from ledger.execute import Ledger
from ledger.person import Kept, Keyring, Persons
from ledger.person.installation import install
from workers.settings import settings

FIELDS: Final = {"name": "họ tên", "born": "ngày sinh", "note": "ghi chú", "address": "hộp thư"}

Election = Annotated[str, Parameter(help="Mã cuộc bầu cử.")]
Code = Annotated[str, Parameter(help="Mã của người, như c-001, hoặc hộp thư của cơ quan, như front@BK.")]
Actor = Annotated[
    str | None, Parameter(help="Mã người thao tác; mặc định là số tài khoản máy đang dùng, dạng cli.SỐ.")
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")]


@asynccontextmanager
async def people(election: str, live: bool | None) -> AsyncIterator[tuple[Ledger, Persons]]:
    async with place(live) as found, opened(found, live) as ledger:
        if not await ledger.store.head(election):
            raise refuse("unknown_election", election=election)
        keyring: Keyring = await install(found.app_dsn, settings().keyring(ledger.mode))
        yield ledger, Persons(ledger.store.pool, election, keyring)


async def candidates(ledger: Ledger, election: str) -> set[str]:
    return {parse(name).code for name in await ledger.store.streams(election, "candidacy/")}


async def known(persons: Persons, election: str, code: str) -> Kept:
    found = await persons.kept(code) if code else []
    if not found:
        raise complain("no_subject", who=code, election=election)
    return found[0]


def fields(one: Kept) -> str:
    return ", ".join(FIELDS.get(field, field) for field in one.fields)
