"""The schema: the types and rules of a field's value.

This room contains the markers of fields, the types of values, enums, dates, and the checks of a
request's data, as plain functions of values. It neither reads nor writes JSON, and knows neither
requests nor responses.
"""
