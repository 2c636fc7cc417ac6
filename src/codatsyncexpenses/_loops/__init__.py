"""The loops: they drive calls, waits and readings of pages, and nothing else sleeps.

Every decision is a value of `_calls`; every socket is the transport's.
"""
