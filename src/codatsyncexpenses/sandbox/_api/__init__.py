"""The API's operations: what each accepts, does and returns.

This room contains the operations and their paths, the checks of request bodies and queries, and the
JSON of response bodies. It does not contain the handling of connections, credentials, faults, or
anything remembered between requests, which is state.
"""
