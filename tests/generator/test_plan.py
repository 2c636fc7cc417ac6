"""The plan: what the templates read."""

import pytest

from generator.parse import parse
from generator.plan import Plan, Wait
from tests.generator.things import config, contract, ref, spoil


def plan() -> Plan:
    """Return the plan of the things."""
    return parse(contract(), config())


def the_wait() -> Wait:
    """Return the one wait of the things."""
    (wait,) = [wait for resource in plan().resources for wait in resource.waits]
    return wait


def test_every_method_but_get_writes() -> None:
    """An operation changes something unless it is a GET."""
    writes = {operation.id for operation in plan().operations if operation.writes}
    reads = {operation.id for operation in plan().operations} - writes
    assert reads == {"list-boxes", "find-thing", "list-things-by-class", "get-thing"}
    assert {"build-box", "replace-box", "change-box", "burn-box"} <= writes


def test_a_wait_names_its_errors() -> None:
    """The contract names the classes for what failed and for what took too long."""
    wait = the_wait()
    assert (wait.failed.name, wait.timed_out.name) == ("ThingBroken", "WatchTimeout")


def test_a_wait_names_its_subject_by_fields() -> None:
    """The path parameters in the subject are the fields of the poll's request."""
    assert the_wait().subject == "thing {thing_id} in box {box_id}"


def test_a_wait_names_the_classes_of_its_poll() -> None:
    """Its errors are generic over the poll's request, its response and the status it reads."""
    wait = the_wait()
    assert (wait.operation.request, wait.operation.response, wait.status) == (
        "operations.GetThingRequest",
        "operations.GetThingResponse",
        "shared.Thing",
    )


def test_a_wait_names_the_fields_that_say_what_is_polled() -> None:
    """The fields of the poll's path come in the order of the request."""
    assert [field.name for field in the_wait().operation.path_fields] == ["box_id", "thing_id"]


OR_NULL: dict[str, object] = {"anyOf": [ref("Part"), {"type": "null"}]}
TEXT_OR_NULL = ["string", "null"]


@pytest.mark.parametrize(
    ("schema", "annotation", "marker"),
    [
        ({"type": "array", "items": OR_NULL}, "list[Part | None] | None", '_json("x")'),
        (
            {"type": "array", "items": {"type": TEXT_OR_NULL}},
            "list[str | None] | None",
            '_json("x")',
        ),
        (
            {"type": "object", "additionalProperties": OR_NULL},
            "dict[str, Part | None] | None",
            '_json("x")',
        ),
        (
            {"type": "object", "additionalProperties": {"type": TEXT_OR_NULL, "maxLength": 3}},
            "dict[str, str | None] | None",
            '_json("x", value_max_length=3)',
        ),
        (
            {"type": "object", "additionalProperties": ref("Part")},
            "dict[str, Part] | None",
            '_json("x")',
        ),
        (
            {"type": "array", "items": ref("Part"), "x-sdk-records": True},
            "ModelList[Part] | None",
            '_json("x")',
        ),
        ({"type": TEXT_OR_NULL}, "str | None", '_json("x", nullable=True)'),
        ({"type": TEXT_OR_NULL, "x-sdk-omitted": True}, "str | None", '_json("x")'),
        ({"type": "number", "format": "decimal"}, "Decimal | None", '_json("x", number=True)'),
    ],
    ids=str,
)
def test_where_null_may_stand(schema: dict[str, object], annotation: str, marker: str) -> None:
    """Null beside the type of an item or of a value in a map is None there."""
    spoilt = spoil("components|schemas|Thing|properties|x", {**schema, "description": "x"})
    (thing,) = [model for model in parse(spoilt, config()).models if model.name == "Thing"]
    (field,) = [field for field in thing.fields if field.wire == "x"]
    assert (field.annotation(), field.marker) == (annotation, marker)


@pytest.mark.parametrize(
    ("schema", "model", "checked"),
    [
        ("Labelled", "Change", {"uuid", "ISO4217", "ISO8601"}),
        ("Thing", "Thing", {"uuid", "ISO4217"}),
        ("Link", "Link", set[str]()),
    ],
    ids=["sent", "sent and answered", "answered"],
)
@pytest.mark.parametrize("format_", ["uuid", "ISO4217", "ISO8601", "uri"])
def test_formats_that_are_checked(schema: str, model: str, checked: set[str], format_: str) -> None:
    """Formats are checked in requests; a date that can occur in a response stays a text."""
    text = {"type": "string", "format": format_, "description": "A text."}
    found = parse(spoil(f"components|schemas|{schema}|properties|form", text), config())
    (made,) = [each for each in found.models if each.name == model]
    (field,) = [each for each in made.fields if each.name == "form"]
    is_checked = format_ in checked
    assert field.limits == ((("format", format_),) if is_checked else ())
    is_date = is_checked and format_ == "ISO8601"
    assert field.annotation() == ("str | _date | None" if is_date else "str | None")


def test_what_is_required_and_has_a_default() -> None:
    """A required field with a default is a keyword once another one has a default before it."""
    spoilt = spoil("components|schemas|Change|x-sdk-order", [])
    schema = spoilt["components"]["schemas"]["Change"]
    text = {"type": "string", "description": "A text."}
    schema["properties"] = {"first": text, "free": text, "last": text}
    schema |= {"required": ["first", "last"], "x-sdk-optional": ["first", "last"]}
    schema["x-sdk-order"] = ["first", "free", "last"]
    (model,) = [each for each in parse(spoilt, config()).models if each.name == "Change"]
    assert {field.name: (field.annotation(), field.definition()) for field in model.fields[:3]} == {
        "first": ("_Required[str]", '_required(metadata=_json("first", required=True))'),
        "free": ("str | None", '_field(default=None, metadata=_json("free"))'),
        "last": (
            "_Required[str]",
            '_required(kw_only=True, metadata=_json("last", required=True))',
        ),
    }
