"""Shared by the test modules, and free of tests: servers, callers, scripted clients, documents."""
