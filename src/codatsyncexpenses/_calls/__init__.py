"""Calls as values: one call, one wait, one reading of pages.

Everything here takes values, decides and returns values. Nothing here sends, sleeps or waits; the
clock, the random numbers and the keys are arguments.
"""
