"""The schema: types and rules of a field's value.

This room holds the markers of fields, the types of values, enums, dates, and the checks of a
request's data, as plain functions of values. It neither reads nor writes JSON, and it knows no
request and no response.
"""
