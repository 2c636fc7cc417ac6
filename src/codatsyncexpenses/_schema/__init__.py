"""The schema: what a field says about its value.

Here live the markers of fields, the types of values, enums, dates, and the checks of a request's
data. They are plain functions of values. Nothing here reads or writes JSON, or knows a request or a
response.
"""
