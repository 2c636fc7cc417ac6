"""The plan: every decision that the templates print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codatsyncexpenses._schema.formats import DATE


@dataclass(frozen=True)
class Type:
    """A type, for annotations and for the links of the docs."""

    name: str
    """A name such as ``str``, or that of a model or enum."""
    kind: str = "scalar"
    """``scalar``, ``model``, ``enum``, ``code`` (a number whose meanings are listed), ``list`` or
    ``map``.
    """
    item: Type | None = None
    """The type of a list's items, or of a map's values."""
    see: str | None = None
    """The enum that lists the meanings of a code."""
    rich: bool = False
    """Whether a list is a ModelList."""
    nullable: bool = False
    """Whether the items of a list, or the values of a map, may be null."""

    def python(self, module: str = "") -> str:
        """Return the annotation, with ``module`` before the names of models and enums."""
        if not self.item:
            return f"{module}{self.name}" if self.kind in ("model", "enum") else self.name
        inner = self.item.python(module) + (" | None" if self.nullable else "")
        if self.kind == "map":
            return f"dict[str, {inner}]"
        return f"{'ModelList' if self.rich else 'list'}[{inner}]"

    @property
    def leaf(self) -> Type:
        """The type itself, or that of its innermost items or values."""
        return self.item.leaf if self.item else self

    @property
    def named(self) -> str | None:
        """The class of the leaf."""
        return self.leaf.name if self.leaf.kind in ("model", "enum") else None

    @property
    def model(self) -> str | None:
        """The class of the leaf, if it is a model."""
        return self.leaf.name if self.leaf.kind == "model" else None


@dataclass(frozen=True)
class Field:
    """A field of a model or of a request."""

    name: str
    wire: str
    type: Type
    description: str
    place: str = "json"
    """Where the value travels: ``json``, ``path``, ``query``, ``body`` or ``file``."""
    required: bool = False
    bare: bool = False
    """Whether Python has no default for it."""
    promised: bool = False
    """Whether types say that a response or an event has it, although it has a default."""
    keyword: bool = False
    """Whether it follows a field with a default, so that without one it must be a keyword."""
    nullable: bool = False
    default: str = "None"
    """The default as Python source."""
    limits: tuple[tuple[str, Any], ...] = ()
    """The limits of the value, as keyword arguments of its marker."""
    example: Any = None
    view: str | None = None
    """The property that returns the value as its enum."""
    former: Type | None = None
    """Another accepted type of a body, which makes it a request of the former operation."""
    time: bool = False
    """Whether it is a text of a date-time."""
    deprecated: bool = False

    def annotation(self, module: str = "") -> str:
        """Return the annotation, with ``module`` before the names of models and enums."""
        found = self.type.python(module)
        if self.former:
            found += f" | {self.former.python(module)}"
        if self.is_date:
            found += " | _date"
        return self.declared(found)

    def declared(self, type_: str) -> str:
        """Return the annotation for a type, with None if the field can be left out or be null."""
        if self.is_late:
            return f"_Required[{type_}]"
        if self.promised:
            return f"_Promised[{type_}]"
        return type_ if self.bare and not self.nullable else f"{type_} | None"

    @property
    def is_late(self) -> bool:
        """Whether types say that it is there, although Python has a default for it."""
        return self.required and not (self.bare or self.nullable) and self.default == "None"

    @property
    def is_date(self) -> bool:
        """Whether it takes a date of Python too."""
        return ("format", DATE) in self.limits

    def parameter(self, operation: Operation) -> str:
        """Return the field as a keyword of the operation's method."""
        found = self.type.python("shared.")
        if self.place == "file":
            found = f"operations.{operation.class_name}RequestBody"
        if self.is_date:
            found += " | date"
        if not self.required or self.nullable:
            found += " | None"
        return f"{self.name}: {found}" + ("" if self.required else " = ...")

    @property
    def marker(self) -> str:
        """The call that marks where the value travels."""
        name = self.type.python("shared.") if self.place == "body" else literal(self.wire)
        options = [f"nullable={self.nullable}"] if self.nullable else []
        options += [f"view={literal(self.view)}"] if self.view else []
        options += ["number=True"] if self.place == "json" and self.type.name == "Decimal" else []
        options += ["required=True"] if self.required and self.place != "path" else []
        options += ["time=True"] if self.time and not self.is_date else []
        options += ["deprecated=True"] if self.deprecated else []
        options += [f"{name}={literal(value)}" for name, value in self.limits]
        return f"_{self.place}({', '.join([name, *options])})"

    def definition(self, module: str = "") -> str:
        """Return the call that defines it, with ``module`` before the name of an enum."""
        if self.bare:
            return f"_field(metadata={self.marker})"
        if self.is_late:
            return f"_required({'kw_only=True, ' if self.keyword else ''}metadata={self.marker})"
        if self.promised:
            return f"_field(default=_absent, metadata={self.marker})"
        default = f"{module if '.' in self.default else ''}{self.default}"
        return f"_field(default={default}, metadata={self.marker})"


def literal(value: Any) -> str:
    """Return a text or number as Python source, with double quotes."""
    if not isinstance(value, str):
        return repr(value)
    raw = "\\" in value and not value.endswith("\\") and '"' not in value
    return f'r"{value}"' if raw else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True)
class Model:
    """An object of the API's JSON."""

    name: str
    description: str
    fields: tuple[Field, ...]
    aliases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The models whose fields it includes (``allOf``)."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields that are promised."""
        return tuple(field.name for field in self.fields if field.promised)

    def annotation(self, field: Field) -> str:
        """Return the annotation of a field, quoted if it names the model itself."""
        found = field.annotation()
        return f'"{found}"' if field.type.named == self.name else found

    @property
    def uses(self) -> list[str]:
        """The other classes that its fields use."""
        found = {f.type.named for f in self.fields} | {f.type.see for f in self.fields}
        return sorted(name for name in found if name and name != self.name)


@dataclass(frozen=True)
class Event:
    """An event that a webhook sends."""

    name: str
    """The service's name for it."""
    model: Model


@dataclass(frozen=True)
class Member:
    """One value of an enum."""

    name: str
    value: int | str
    description: str
    group: str = ""
    retryable: bool | None = None
    """Whether retrying such a failure may succeed; None if it is no failure."""
    remedy: str | None = None
    """The action after a failure, and who has to take it."""


@dataclass(frozen=True)
class Enum:
    """An enum to which the service may add values."""

    name: str
    description: str
    members: tuple[Member, ...]
    is_code: bool
    """Whether the values are numbers in groups, and not texts."""
    aliases: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    """Unlike a model, an enum uses no other class."""


@dataclass(frozen=True)
class Reply:
    """The response of a documented status."""

    status: int
    field: str | None
    """The field of the response class; None if the response has no body."""
    type: Type | None
    description: str
    many: str | None = None
    """The field that holds all values, if the response may be a list or a single value."""


@dataclass(frozen=True)
class Pages:
    """The method that reads all pages."""

    name: str
    description: str
    item: Type
    key: str
    """The field that identifies an item."""


@dataclass(frozen=True)
class Operation:
    """An operation, and the method that calls it."""

    id: str
    name: str
    method: str
    path: str
    summary: str
    description: str
    resource: str
    class_name: str
    fields: tuple[Field, ...]
    """The fields of the request: the path's, a required body, and the rest by name."""
    arguments: tuple[Field, ...]
    """The fields of the class of the request, which are keywords of the method too."""
    keyed: bool
    replies: tuple[Reply, ...]
    pages: Pages | None
    deprecated: str | None
    former: str | None
    """The id of the operation whose body is accepted too."""
    also: str | None
    """Another resource and method name, as in 3.1.0."""
    alias_of: str | None = None
    """The method of which it is another name."""
    needs: str | None = None
    """The field of the value that a link leads on with."""

    @property
    def writes(self) -> bool:
        """Whether it changes something at the service."""
        return self.method != "GET"

    @property
    def method_name(self) -> str:
        """The resource and the method, such as ``sync.get``."""
        return f"{self.resource}.{self.name}"

    @property
    def body(self) -> Field | None:
        """The field that travels as the body."""
        return next((field for field in self.fields if field.place in ("body", "file")), None)

    @property
    def whole(self) -> bool:
        """Whether the request is the body itself."""
        return [field.place for field in self.fields] == ["body"]

    @property
    def request(self) -> str:
        """The class of the request."""
        if self.whole:
            return f"shared.{self.fields[0].type.name}"
        return f"operations.{self.class_name}Request"

    @property
    def response(self) -> str:
        """The class of the response."""
        return f"operations.{self.class_name}Response"

    @property
    def classes(self) -> list[str]:
        """The names of its classes in ``operations``."""
        ends = ["Response"] if self.whole else ["Request", "Response"]
        ends += ["RequestBody"] if self.body and self.body.place == "file" else []
        return [f"{self.class_name}{end}" for end in ends]

    @property
    def types(self) -> list[Type]:
        """The types of its request and of its responses."""
        found = [field.type for field in self.fields]
        found += [field.former for field in self.fields if field.former]
        return found + [reply.type for reply in self.replies if reply.type]

    @property
    def path_fields(self) -> list[Field]:
        """The fields that stand in the path."""
        return [field for field in self.fields if field.place == "path"]

    @property
    def response_fields(self) -> list[tuple[str, str, str]]:
        """Name, annotation and description of the fields that hold the response's data, by name."""
        found: dict[str, tuple[str, str, str]] = {}
        for reply in self.replies:
            if reply.type and reply.field and reply.status < 400:
                kind = replace(reply.type, rich=True).python("shared.")
                found[reply.field] = (reply.field, kind, reply.description)
                if reply.many:
                    told = "All objects of the response, where it is a list."
                    found[reply.many] = (reply.many, f"ModelList[{kind}]", told)
            elif reply.type and reply.field:
                statuses = ", ".join(str(error.status) for error in self.errors)
                told = f"The API's message for a documented error: {statuses}."
                found[reply.field] = (reply.field, reply.type.python("shared."), told)
        return [found[name] for name in sorted(found)]

    @property
    def success(self) -> Reply:
        """The reply that holds the value."""
        return self.replies[0]

    @property
    def value(self) -> str:
        """The type of the value."""
        held = self.success.type
        return replace(held, rich=True).python("shared.") if held else "None"

    @property
    def errors(self) -> list[Reply]:
        """The documented errors that the client returns as a response."""
        return [reply for reply in self.replies if reply.status >= 400]


@dataclass(frozen=True)
class WaitError:
    """The class of an error of waiting."""

    name: str
    description: str
    fields: tuple[Field, ...] = ()
    """The fields of the status that the error has too, the API's reason first."""


@dataclass(frozen=True)
class Wait:
    """A method that polls an operation until the status says that it has ended."""

    name: str
    description: str
    operation: Operation
    """The operation to poll."""
    status: str
    """The class of the status that the poll reads."""
    code: Field | None
    """The field of the status whose view is its code; None if its stage decides."""
    stage: str
    running: tuple[str, ...]
    ended: tuple[str, ...]
    """The stages at the end."""
    succeeded: tuple[str, ...]
    """The stages of success, if there is no code."""
    done: str | None
    """The field of the status that is true after a success."""
    ids: tuple[tuple[str, str], ...]
    """Path fields, each with the field of the status that repeats it."""
    subject: str
    """Text that says what is waited for, with the path fields in braces."""
    failed: WaitError
    """The error for a wait that ends in a failure."""
    timed_out: WaitError
    """The error for a wait that times out."""


@dataclass(frozen=True)
class Start:
    """A method that starts something and waits for its end."""

    name: str
    description: str
    operation: Operation
    """The operation that starts it."""
    wait: Wait
    given: tuple[tuple[str, str], ...]
    """Fields of the poll's request, each with its source in the first request."""
    answered: tuple[tuple[str, str], ...]
    """Fields of the poll's request, each with its source in the first response."""


@dataclass(frozen=True)
class Resource:
    """A group of methods."""

    name: str
    class_name: str
    description: str
    operations: tuple[Operation, ...]
    waits: tuple[Wait, ...] = ()
    starts: tuple[Start, ...] = ()

    @property
    def others(self) -> list[str]:
        """The other resources whose waits it uses."""
        return sorted({each.wait.operation.resource for each in self.starts} - {self.name})

    @property
    def own(self) -> list[Operation]:
        """The operations of the resource itself, without other names of operations."""
        return [operation for operation in self.operations if not operation.alias_of]


@dataclass(frozen=True)
class Plan:
    """The whole plan."""

    client: str
    package: str
    version: str
    document_version: str
    servers: tuple[str, ...]
    security: Field
    retries: Mapping[str, Any]
    """The retry policy of the contract; intervals in milliseconds."""
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    resources: tuple[Resource, ...]
    events: tuple[Event, ...]

    @property
    def aliases(self) -> list[str]:
        """The classes of ``shared`` that ``operations`` exports too."""
        return [each.name for each in self.classes() if f"operations.{each.name}" in each.aliases]

    @property
    def operations(self) -> list[Operation]:
        """The operations of all resources, each once."""
        return [operation for resource in self.resources for operation in resource.own]

    @property
    def waits(self) -> list[Wait]:
        """The waits of all resources."""
        return [wait for resource in self.resources for wait in resource.waits]

    def classes(self) -> list[Model | Enum]:
        """Return the classes of ``shared``, by name."""
        found: list[Model | Enum] = [*self.models, *self.enums]
        return sorted(found, key=lambda each: each.name)
