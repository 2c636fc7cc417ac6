"""The transport: everything that touches a socket.

A request goes in as a value, and a reply or a failure comes out as a value. Nothing here retries,
sleeps or knows an operation.
"""
