"""The sandbox's edge: how requests arrive and responses leave.

This room contains the application with the checks that every request passes, the server and the
in-process adapter, faults, the journal, the browser page and the delivery of webhooks. It contains
neither operations nor records.
"""
