"""Uploads: a file as the body of a request.

This room holds the file as a user passes it, the limits of each accounting software, and the
multipart body. It knows no operation and sends nothing.
"""
