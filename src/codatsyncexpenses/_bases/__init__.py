"""The bases of generated classes, and the codec that reads and writes them.

Here live the base of the models, of their lists, of responses, of events and of the credential.
Nothing here knows an operation, a socket or a clock.
"""
