"""All operations of the client, as the generated resources hold them."""

import importlib
import inspect
import pkgutil
from typing import Any

from codatsyncexpenses import resources
from codatsyncexpenses._calls.operation import Operation


def by_method() -> dict[str, Operation[Any, Any]]:
    """Return all operations by the method that calls them, other names of 3.1.0 included."""
    modules = [
        importlib.import_module(f"{resources.__name__}.{info.name}")
        for info in pkgutil.iter_modules(resources.__path__)
    ]
    return {
        operation.name: operation
        for module in modules
        for _, operation in inspect.getmembers(module, lambda each: isinstance(each, Operation))
    }
