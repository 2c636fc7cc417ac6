"""A local server that behaves like the API, for trying, showing and testing.

It needs the extra `sandbox` of this package, which is Werkzeug.

    from codatsyncexpenses.sandbox import Sandbox, companies, faults

    with Sandbox() as sandbox:
        s = sandbox.client()

From a shell: `python -m codatsyncexpenses.sandbox serve --port 8080`.
"""

from codatsyncexpenses.sandbox import companies, faults
from codatsyncexpenses.sandbox._sandbox import Sandbox

__all__ = ["Sandbox", "companies", "faults"]
