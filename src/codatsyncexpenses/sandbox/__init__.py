"""A local server that behaves like the API, for trials, demonstrations and tests.

Install it with `pip install "codatsyncexpenses[sandbox]"`.

    from codatsyncexpenses.sandbox import Sandbox, companies, faults

    with Sandbox() as sandbox:
        s = sandbox.client()

From a shell: `python -m codatsyncexpenses.sandbox serve --port 8080`.
"""

from codatsyncexpenses.sandbox import companies, faults, states
from codatsyncexpenses.sandbox._remote import RemoteSandbox
from codatsyncexpenses.sandbox._sandbox import Sandbox

__all__ = ["RemoteSandbox", "Sandbox", "companies", "faults", "states"]
