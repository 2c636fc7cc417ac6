"""Calls as values: one call, one wait, one reading of pages.

Everything here is a decision that takes values and gives values. Nothing here sends, sleeps or
waits; the clock, the dice and the keys are arguments.
"""
