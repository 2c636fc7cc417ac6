"""The sandbox's state, and time: its records, its clock, and how they change as time passes.

Must live here: records and where they are stored, and rules that hold however a request arrives,
such as how a sync runs and ends, and how many requests a day has. Must not: JSON of requests and
responses, paths, headers, sockets and threads that serve. Of HTTP, only `RefusedError` knows a
status.
"""
