"""The API's operations: what each accepts, does and returns.

Must live here: the operations and their paths, the checks of request bodies and queries, and the
JSON of response bodies. Must not: how bytes arrive and leave, credentials, faults, and anything
that two operations would have to remember between requests; that is state.
"""
