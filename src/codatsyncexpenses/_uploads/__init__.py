"""Uploads: a file as the body of a request.

Here live the file as a user gives it, the multipart body made of it, and the limits of each
accounting software. Nothing here knows an operation or sends anything.
"""
