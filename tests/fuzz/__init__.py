"""A seeded fuzzer over the answers of the service: `python -m tests.fuzz`.

It starts from answers that are right, damages them, and gives them to both clients by three
ways each. `judge` says what no damage may bring about.
"""
