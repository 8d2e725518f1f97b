"""The example's figures: sums equal the official ones, and what is invented says so."""

from collections import defaultdict

from workers.play.example import Example


def _percent(part: int, whole: int) -> str:
    """Two decimals, half up, in whole numbers."""
    hundredths = (20_000 * part // whole + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _registered_and_voted(example: Example, within: str = "") -> tuple[int, int]:
    rows = [
        row
        for row in example.minutes
        if row.ballot == "na" and row.poll == "first" and row.area.startswith(within)
    ]
    return sum(row.registered for row in rows), sum(row.voted for row in rows)


def test_it_loads_without_a_warning(example: Example) -> None:
    assert example.warnings == ()


def test_voters_of_all_areas_add_up_to_the_reported_turnout(example: Example) -> None:
    assert example.official is not None
    turnout = example.official.turnout
    assert _registered_and_voted(example) == (turnout.registered, turnout.voted) == (231_860, 231_384)
    assert _percent(turnout.voted, turnout.registered) == turnout.percent


def test_turnout_of_every_district_is_the_reported_one(example: Example) -> None:
    assert example.official is not None
    computed = {}
    for district in example.official.turnout.units:
        registered, voted = _registered_and_voted(example, district)
        computed[district] = _percent(voted, registered)
    assert computed == example.official.turnout.units


def test_votes_for_the_assembly_add_up_to_the_official_result_with_its_percentages(example: Example) -> None:
    assert example.official is not None
    totals: dict[str, int] = defaultdict(int)
    for row in example.votes:
        if row.ballot == "na":
            totals[row.candidate] += row.votes
    for contest in example.official.contests:
        valid = sum(row.valid for row in example.minutes if row.contest == contest.code)
        assert contest.valid.least <= valid <= contest.valid.most
        for candidate in contest.candidates:
            assert totals[candidate.code] == candidate.votes
            assert _percent(candidate.votes, valid) == candidate.percent


def test_the_province_elects_fifty_from_eighty_four_in_fourteen_constituencies(example: Example) -> None:
    contests = [each for each in example.contests if each.ballot == "province"]
    assert len(contests) == 14
    assert sum(each.seats for each in contests) == 50
    assert sum(each.candidates for each in contests) == 84


def test_some_constituencies_have_one_polling_area_and_some_two(example: Example) -> None:
    communes = [each.code for each in example.contests if each.ballot == "commune"]
    assert {len(example.areas_of[code]) for code in communes} == {1, 2}


def test_every_invented_person_says_so_in_the_name_and_in_the_row(example: Example) -> None:
    for each in example.candidates:
        assert (each.ballot == "na") != ("(giả định)" in each.name)
        assert (each.invented == "yes") == (each.ballot != "na")


def test_mailboxes_lead_nowhere_and_name_nobody(example: Example) -> None:
    assert all(row.address.endswith(".bac-kan.example") for row in example.contacts)
    assert all(row.invented == "yes" for row in example.contacts)


def test_the_official_list_stands_in_the_order_of_given_names(example: Example) -> None:
    names = {each.code: each.name for each in example.candidates}
    listed = [names[place.candidacy] for place in example.listed("NA-BK-2")]
    assert listed == [
        "Hoàng Duy Chinh",
        "Hà Tiến Cường",
        "Nguyễn Thị Huế",
        "Nguyễn Kim Hùng",
        "Hoàng Văn Hữu",
    ]


def test_seniority_one_is_the_oldest(example: Example) -> None:
    born = {each.code: each.born for each in example.candidates}
    ages = sorted(example.listed("NA-BK-2"), key=lambda place: place.seniority)
    assert [born[place.candidacy].year for place in ages] == [1966, 1968, 1983, 1984, 1987]
