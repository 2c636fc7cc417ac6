"""The loops, which drive calls, waits and readings of pages; nothing else sleeps.

Decisions are values of `_calls`; sockets belong to the transport.
"""
