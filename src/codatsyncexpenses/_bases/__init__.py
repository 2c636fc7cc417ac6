"""The base classes of generated code, and the codec that reads and writes it.

This room holds the base classes of models, lists, responses, events and credentials. It knows no
operation, socket or clock.
"""
