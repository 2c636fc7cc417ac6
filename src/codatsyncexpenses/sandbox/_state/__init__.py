"""The sandbox's state, and time: its records, its clock, and how they change as time passes.

This room contains the records and their storage, and the rules that do not depend on how a request
arrives, such as the course of a sync and the number of requests a day. It does not contain the JSON
of requests and responses, paths, headers, sockets or serving threads. Of HTTP, only `RefusedError`
knows a status.
"""
