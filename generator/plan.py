"""The plan: everything that the templates print, decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Type:
    """A type, as Python writes it and as the docs link to it."""

    name: str
    """Such as ``str``, or the name of a model."""
    kind: str = "scalar"
    """``scalar``, ``model``, ``enum`` (a scalar whose meanings are listed) or ``list``."""
    item: Type | None = None
    """The type of a list's items."""
    see: str | None = None
    """The enum that lists the meanings."""

    def python(self, module: str = "") -> str:
        """The annotation; ``module`` goes before the names of models."""
        if self.item:
            return f"list[{self.item.python(module)}]"
        return f"{module}{self.name}" if self.kind == "model" else self.name

    @property
    def model(self) -> str | None:
        """The model that it is, or that its items are."""
        if self.item:
            return self.item.model
        return self.name if self.kind == "model" else None

    @property
    def page(self) -> str | None:
        """What its docs link to."""
        return self.item.page if self.item else self.model or self.see


@dataclass(frozen=True)
class Field:
    """A field of a model or of a request."""

    name: str
    wire: str
    type: Type
    description: str
    required: bool = False
    nullable: bool = False
    example: Any = None
    view: str | None = None
    """The property that gives the value as its enum."""
    default: str | None = None
    """The value of a text that is not given; None is None."""


@dataclass(frozen=True)
class Model:
    """An object of the API's JSON."""

    name: str
    description: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Event:
    """What a webhook sends."""

    name: str
    """As the service calls it."""
    model: Model


@dataclass(frozen=True)
class Member:
    """One code of an enum."""

    name: str
    value: int
    group: str
    description: str
    retryable: bool | None = None
    """Whether what failed so may succeed when it is tried again; None where nothing failed."""


@dataclass(frozen=True)
class Enum:
    """Codes that the service may add to."""

    name: str
    description: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Reply:
    """What a documented status brings."""

    status: int
    field: str
    type: Type
    description: str

    def annotation(self, module: str) -> str:
        """The annotation of the response's field; a list of the answer's is a ModelList."""
        item = self.type.item
        return f"ModelList[{item.python(module)}]" if item else self.type.python(module)


@dataclass(frozen=True)
class Operation:
    """One method."""

    id: str
    name: str
    method: str
    path: str
    summary: str
    description: str
    method_name: str
    """As it is called on a client: ``sync.get``."""
    class_name: str
    path_fields: tuple[Field, ...]
    body: Field | None
    keyed: bool
    replies: tuple[Reply, ...]

    @property
    def request_fields(self) -> list[Field]:
        """The fields of the request dataclass: required ones first, each group by name."""
        fields = [*self.path_fields, *([self.body] if self.body else [])]
        return sorted(fields, key=lambda field: (not field.required, field.name))

    @property
    def response_fields(self) -> list[Reply]:
        """One reply for each distinct field of the response dataclass, by name."""
        by_field = {reply.field: reply for reply in reversed(self.replies)}
        return sorted(by_field.values(), key=lambda reply: reply.field)

    @property
    def success(self) -> Reply:
        """The reply that brings the value."""
        return self.replies[0]

    @property
    def errors(self) -> list[Reply]:
        """The documented errors."""
        return [reply for reply in self.replies if reply.status >= 400]


@dataclass(frozen=True)
class Wait:
    """A method that polls an operation until what it reads has ended."""

    name: str
    description: str
    operation: Operation
    """What is polled."""
    code: str
    """The property of the status that gives its code."""
    stage: str
    running: tuple[str, ...]


@dataclass(frozen=True)
class Start:
    """A method that begins something and waits for its end."""

    name: str
    description: str
    operation: Operation
    """What begins it."""
    wait: Wait
    given: tuple[tuple[str, str], ...]
    """Fields of the poll's request, and the fields of the first request that they come from."""
    answered: tuple[tuple[str, str], ...]
    """Fields of the poll's request, and the fields of the first answer that they come from."""


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
    def models(self) -> list[str]:
        """The models that its answers are made of."""
        found = {reply.type.model for op in self.operations for reply in op.replies}
        return sorted(name for name in found if name)


@dataclass(frozen=True)
class Retries:
    """The retry policy; intervals in milliseconds."""

    strategy: str
    initial_interval: int
    max_interval: int
    exponent: float
    max_elapsed_time: int
    statuses: tuple[str, ...]
    connection_errors: bool


@dataclass(frozen=True)
class Plan:
    """All of it."""

    client: str
    package: str
    version: str
    title: str
    document_version: str
    servers: tuple[str, ...]
    security: Field
    retries: Retries
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    resources: tuple[Resource, ...]
    events: tuple[Event, ...]

    @property
    def operations(self) -> list[Operation]:
        """Those of all resources."""
        return [operation for resource in self.resources for operation in resource.operations]
