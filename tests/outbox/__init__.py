"""Tests of the outbox: the decisions of a delivery, the store, the run, and the face."""
