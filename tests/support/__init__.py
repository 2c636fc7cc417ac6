"""Servers, callers, scripted clients and other helpers of the tests. No module here has a test."""
