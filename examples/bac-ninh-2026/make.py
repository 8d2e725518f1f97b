"""Writes the tables of this example from `units.csv`: python examples/bac-ninh-2026/make.py

What it draws it draws from hashes of the codes, so that it writes the same every time, on every machine, and
one table can change without the others. What is real and what is not: README.md.
"""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

FOLDER: Final = Path(__file__).parent

ASSEMBLY: Final = ((6, 3), (6, 3), (6, 3), (6, 3), (5, 2), (4, 2))
"""Of how many constituencies of the council, and with how many seats, each of the Assembly's is made."""
CENTRAL: Final = (0, 1, 5, 9, 14, 19, 24)
"""Places among the candidates for the Assembly of the seven whom the centre puts forward."""
TWO_SEATS: Final = frozenset({2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25, 28, 30, 32})
"""Constituencies of the provincial council with two seats; the others have three."""
DOUBLE: Final = frozenset({"BN-01", "BN-06", "BN-10", "BN-16", "BN-42", "BN-51"})
"""Wards with two constituencies and two polling areas of their own."""

# Shares of the valid ballots that each candidate gets, by what comes of it.
COMPLETE: Final = {
    (3, 5): (86, 78, 69, 31, 24),
    (2, 4): (84, 71, 26, 13),
    (2, 3): (81, 68, 44),
}
ADDITIONAL: Final = {"C-BN-38-1": (74, 46, 44, 41, 37), "C-BN-73-1": (71, 47, 45, 42, 38)}
"""One of three elected at the first ballot."""
AGAIN: Final = {"C-BN-38-1": (62, 55, 41, 33), "C-BN-73-1": (58, 46, 39, 37)}
"""What the four that were not elected get at the additional one: both seats there, one of two here."""
SHORT: Final = {"C-BN-90-1": (73, 64, 48, 47, 41)}
"""Two of three elected, which the law lets rest."""

OUTSIDE: Final = (
    ("province", "BN", "agency", "dropped"),
    ("province", "BN", "agency", "dropped"),
    ("province", "BN", "agency", "withdrawn"),
    ("commune", "BN-13", "village", "unconfident"),
    ("commune", "BN-29", "village", "withdrawn"),
    ("commune", "BN-47", "self", "returned"),
    ("commune", "BN-66", "agency", "dropped"),
    ("commune", "BN-81", "village", "unconfident"),
)
"""Nominated and not on the official list."""

MAILBOXES: Final = {
    "committee": "uy-ban-bau-cu",
    "people_committee": "ubnd",
    "front": "mat-tran",
    "council": "hdnd",
    "board": "ban-bau-cu",
    "team": "to-bau-cu",
    "nec": "hoi-dong-bau-cu",
    "standing_committee": "thuong-vu",
    "assembly": "van-phong",
    "government": "chinh-phu",
}
AT_THE_CENTRE: Final = ("nec", "standing_committee", "assembly", "front", "government")
AT_THE_PROVINCE: Final = ("committee", "people_committee", "front", "council", "board")
IN_A_COMMUNE: Final = (*AT_THE_PROVINCE, "team")


class Contest(NamedTuple):
    code: str
    ballot: str
    unit: str
    seats: int
    candidates: int
    board: int
    area: str
    invented: str


class Area(NamedTuple):
    code: str
    unit: str
    gathered: str
    na: str
    province: str
    district: str
    commune: str
    opens: str
    closes: str
    team: int
    invented: str = "yes"


class Candidate(NamedTuple):
    code: str
    ballot: str
    unit: str
    contest: str
    name: str
    born: date
    origin: str
    fate: str
    invented: str = "yes"


class Minutes(NamedTuple):
    area: str
    poll: str
    ballot: str
    contest: str
    registered: int
    voted: int
    issued: int
    collected: int
    valid: int
    invalid: int
    spoiled: int
    invented: str = "yes"


class Votes(NamedTuple):
    area: str
    poll: str
    ballot: str
    candidate: str
    votes: int
    invented: str = "yes"


class Contact(NamedTuple):
    body: str
    unit: str
    address: str
    invented: str = "yes"


def lot(key: str) -> random.Random:
    """A source of numbers of its own for each key."""
    return random.Random(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]))


def contests(communes: Sequence[tuple[str, str]]) -> tuple[list[Contest], list[Area]]:
    """Three communes to a constituency of the provincial council, four to six of those to the Assembly's."""
    trios = [communes[start : start + 3] for start in range(0, len(communes), 3)]
    assembly: list[Contest] = []
    province: list[Contest] = []
    own: list[Contest] = []
    areas: list[Area] = []
    remaining = iter(enumerate(trios, 1))
    for number, (size, seats) in enumerate(ASSEMBLY, 1):
        covered = []
        for _ in range(size):
            place, trio = next(remaining)
            covered += [name for _, name in trio]
            code, two = f"P-BN-{place}", place in TWO_SEATS
            province.append(
                Contest(code, "province", "BN", 2 if two else 3, 3 if two else 5, 11 + 2 * (place % 3),
                        listing([name for _, name in trio]), "yes")
            )  # fmt: skip
            for unit, _ in trio:
                for room in range(1, 3 if unit in DOUBLE else 2):
                    mine = f"C-{unit}-{room}"
                    own.append(
                        Contest(mine, "commune", unit, 3, 5, 9 + 2 * lot(mine).randrange(3),
                                f"Khu vực bỏ phiếu số {room}", "yes")
                    )  # fmt: skip
                    areas.append(area(unit, room, f"NA-BN-{number}", code, mine))
        assembly.append(
            Contest(f"NA-BN-{number}", "na", "BN", seats, seats + 2, 13 + 2 * (number % 3),
                    listing(covered), "candidates board area")
        )  # fmt: skip
    return [*assembly, *province, *own], areas


def listing(names: Sequence[str]) -> str:
    first, *rest = (name[0].lower() + name[1:] for name in names)
    return "Gồm " + ", ".join([first, *rest]) + "."


def area(unit: str, room: int, na: str, province: str, commune: str) -> Area:
    code = f"{unit}-A{room}"
    chance = lot(f"area {code}")
    opens = chance.choices(("05:00", "06:00", "06:30", "07:00"), (1, 2, 3, 10))[0]
    return Area(code, unit, "no", na, province, "", commune, opens, "19:00", 11 + chance.randrange(11))


def candidates(all_contests: Sequence[Contest]) -> Iterator[Candidate]:
    count = {"na": 0, "province": 0, "commune": 0}
    prefix = {"na": "na", "province": "p", "commune": "c"}
    label = {"na": "QH", "province": "T", "commune": "X"}

    def person(ballot: str, unit: str, contest: str, title: str, origin: str, fate: str) -> Candidate:
        count[ballot] += 1
        code = f"{prefix[ballot]}-{count[ballot]:03d}"
        born = date(1962, 1, 1) + timedelta(days=lot(f"born {code}").randrange(40 * 365))
        return Candidate(code, ballot, unit, contest, f"Người ứng cử {title} (giả định)", born, origin, fate)

    for contest in all_contests:
        number = contest.code.partition("-BN-")[2]
        for place in range(1, contest.candidates + 1):
            central = contest.ballot == "na" and count["na"] in CENTRAL
            village = contest.ballot == "commune" and place % 2 == 0
            yield person(
                contest.ballot,
                "VN" if central else contest.unit,
                contest.code,
                f"{label[contest.ballot]}-{number}/{place}",
                "village" if village else "agency",
                "listed",
            )
    for place, (ballot, unit, origin, fate) in enumerate(OUTSIDE, 1):
        yield person(ballot, unit, "", f"{label[ballot]}-ngoài danh sách/{place}", origin, fate)


class Count:
    """Minutes and votes of one area, with arithmetic that holds."""

    def __init__(self, people: Sequence[Candidate], all_contests: Sequence[Contest]) -> None:
        self.people = {
            contest.code: [each.code for each in people if each.contest == contest.code]
            for contest in all_contests
        }
        self.contest = {contest.code: contest for contest in all_contests}
        self.minutes: list[Minutes] = []
        self.votes: list[Votes] = []

    def first(self, area: Area) -> None:
        chance = lot(f"voters {area.code}")
        registered = 850 + chance.randrange(550)
        # Who lives here less than twelve months votes for no commune council.
        settled = registered - chance.randrange(4, 40)
        absent = chance.randrange(0, 18)
        for contest in (area.na, area.province, area.commune):
            listed = settled if contest == area.commune else registered
            shares = (ADDITIONAL | SHORT).get(contest) or self._usual(contest)
            self._enter(area, "first", contest, listed, absent * listed // registered, shares)

    def additional(self, area: Area) -> None:
        (before,) = (row for row in self.minutes if (row.area, row.contest) == (area.code, area.commune))
        absent = 20 + lot(f"again {area.code}").randrange(60)
        self._enter(area, "additional", area.commune, before.registered, absent, AGAIN[area.commune])

    def _usual(self, contest: str) -> list[int]:
        """Who wins, and by how much, differs from one constituency to the next and not between its areas."""
        told = self.contest[contest]
        shares = list(COMPLETE[told.seats, told.candidates])
        lot(f"order {contest}").shuffle(shares)
        return shares

    def _enter(
        self, area: Area, poll: str, contest: str, registered: int, absent: int, shares: Sequence[int]
    ) -> None:
        ballot = self.contest[contest].ballot
        chance = lot(f"{poll} {contest} {area.code}")
        voted = registered - absent
        invalid = chance.randrange(2, 16)
        valid = voted - invalid
        spoiled = chance.randrange(3)
        people = self.people[contest][len(self.people[contest]) - len(shares) :]
        self.minutes.append(
            Minutes(
                area.code, poll, ballot, contest, registered, voted, voted, voted, valid, invalid, spoiled
            )
        )
        for who, share in zip(people, shares, strict=True):
            votes = valid * (10 * share + chance.randrange(-20, 21)) // 1000
            self.votes.append(Votes(area.code, poll, ballot, who, votes))


def contacts(units: Sequence[tuple[str, str]]) -> Iterator[Contact]:
    for unit, level in units:
        bodies = {"nation": AT_THE_CENTRE, "province": AT_THE_PROVINCE}.get(level, IN_A_COMMUNE)
        where = {"nation": "trung-uong", "province": "tinh"}.get(level, unit.lower())
        for body in bodies:
            yield Contact(body, unit, f"{MAILBOXES[body]}@{where}.bac-ninh.example")


def write(name: str, rows: Sequence[Any]) -> None:
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(rows[0]._fields)
        table.writerows(rows)


def main() -> None:
    with (FOLDER / "units.csv").open(encoding="utf-8", newline="") as file:
        units = [(row["code"], row["name"], row["level"]) for row in csv.DictReader(file)]
    found, areas = contests([(code, name) for code, name, level in units if level == "commune"])
    people = list(candidates(found))
    count = Count(people, found)
    for each in areas:
        count.first(each)
    for each in areas:
        if each.commune in AGAIN:
            count.additional(each)
    write("contests", found)
    write("areas", areas)
    write("candidates", people)
    write("minutes", count.minutes)
    write("votes", count.votes)
    write("contacts", list(contacts([(code, level) for code, _, level in units])))


if __name__ == "__main__":
    main()
