"""The sandbox's reading of the API's query language."""

from typing import Any

import pytest

from codatsyncexpenses.sandbox._api.lists import Shape, condition
from codatsyncexpenses.sandbox._state.world import RefusedError

SHAPE: Shape = {
    **dict.fromkeys(["id", "name", "note"], "text"),
    "size": "number",
    "on": "date",
    "open": "flag",
    "links": {"status": "text"},
}
RECORDS: list[dict[str, Any]] = [
    {
        "id": "a",
        "name": "Toft & Co",
        "size": 5,
        "on": "2023-01-01",
        "open": True,
        "links": [{"status": "Linked"}, {"status": "Unlinked"}],
    },
    {"id": "b", "name": "Quay", "size": 10.5, "on": "2023-06-01T10:00:00Z", "open": False},
    {"id": "c", "name": "x = y", "size": 5, "links": [{"status": "Unlinked"}], "note": None},
    {"id": "d", "name": 'a "b"', "on": "2023-06-01T12:00:00+02:00", "links": []},
]
FOUND = [
    ("id=a", "a"),
    (" id = a ", "a"),
    ('id="a"', "a"),
    ("id='a'", "a"),
    ("id=A", ""),
    ("id!=a", "bcd"),
    ("name=Toft & Co", "a"),
    ("name=Toft & Co&&size=5", "a"),
    ('name="Toft & Co"', "a"),
    ("name~of", "a"),
    ("name~'x = y'", "c"),
    ("""name='a "b"'""", "d"),
    ("name=''", ""),
    ("size=5", "ac"),
    ("size=5.0", "ac"),
    ("size!=5", "bd"),
    ("size>5", "b"),
    ("size>=5", "abc"),
    ("size<10.6", "abc"),
    ("size<=5", "ac"),
    ("on<2023-06-01", "a"),
    ("on>2023-01-01", "bd"),
    ("on=2023-06-01T10:00:00Z", "bd"),
    ("on=2023-06-01T10:00:00", "bd"),
    ("open=true", "a"),
    ("open=FALSE", "b"),
    ("open!=true", "bcd"),
    ("links.status=Linked", "a"),
    ("links.status!=Linked", "abcd"),
    ("links.status~Un", "ac"),
    ("note!=x", "abcd"),
    ("note=x", ""),
    ("id=a||id=b", "ab"),
    ("id=a || id=b && size=5", "a"),
    ("{id=a || id=b} && size=10.5", "b"),
    ("id=b && {size=5 || {size=10.5 && open=false}}", "b"),
    ("{{id=a}}", "a"),
    ("", "abcd"),
    ("  ", "abcd"),
]


@pytest.mark.parametrize(("query", "ids"), FOUND)
def test_what_is_found(query: str, ids: str) -> None:
    """A query finds the records that it describes, in their order."""
    assert [each["id"] for each in filter(condition(query, SHAPE), RECORDS)] == list(ids)


REFUSED = {
    "id": "a property and an operator",
    "=a": "a property and an operator",
    "id=": "a value",
    "id= && id=a": "a value",
    "id==a": "a value",
    'id="a': "a value",
    "id='a' b": "a value",
    "id=a b=c": "&& or ||",
    "id=a & id=b": "&& or ||",
    "id=a}": "&& or ||",
    "id=a{id=b}": "&& or ||",
    "{id=a": "expected }",
    "{}": "a property and an operator",
    "id=a &&": "a property and an operator",
    "id=a || || id=b": "a property and an operator",
    "colour=red": "there is no property colour, at character 1",
    "links=x": "there is no property links",
    "links.colour=x": "there is no property links.colour",
    "id.x=a": "there is no property id.x",
    "id>a": "> is not for id, which is a text",
    "size~5": "~ is not for size, which is a number",
    "on~2023": "~ is not for on",
    "open>true": "> is not for open",
    "size=five": "size is a number",
    "size=NaN": "size is a number",
    "on=soon": "on is a date",
    "on=2023-02-30": "on is a date",
    "open=1": "open is a flag",
    "id=null": "null cannot be asked for",
    "{" * 60 + "id=a" + "}" * 60: "at most 50 times",
    "{" * 2000: "at most 50 times",
    "id=" + "a" * 2045: "2048 characters of 2047",
}


@pytest.mark.parametrize(("query", "says"), REFUSED.items(), ids=[each[:30] for each in REFUSED])
def test_what_is_refused(query: str, says: str) -> None:
    """A query that cannot be read is refused, with what is wrong."""
    with pytest.raises(RefusedError) as caught:
        condition(query, SHAPE)
    assert caught.value.status == 400
    assert caught.value.error.startswith("query: ")
    assert says in caught.value.error


def test_the_longest_query() -> None:
    """A query of 2,047 characters is read."""
    assert not any(map(condition("id=" + "a" * 2044, SHAPE), RECORDS))


TAGGED = {"region": "uk", "cost centre": "12", "a.b": "1"}


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("region=uk", True),
        ("region=fr", False),
        ("region~u && cost centre=12", True),
        ("a.b=1", True),
        ("team=x", False),
        ("team!=x", True),
        ("", True),
    ],
)
def test_without_a_shape(query: str, fits: bool) -> None:
    """Where any name may come, each is a text, and a dot is part of it."""
    assert condition(query, None, "tags")(TAGGED) is fits


def test_the_name_of_what_is_refused() -> None:
    """The error names the parameter that is meant."""
    with pytest.raises(RefusedError, match=r"^tags: > is not for region"):
        condition("region>1", None, "tags")
