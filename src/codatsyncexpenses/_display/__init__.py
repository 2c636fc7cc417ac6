"""The display: dataclasses as text, HTML, records and a progress bar.

This room takes any dataclass and knows no model, list or response of ours: it reads attributes.
Nothing here raises an exception because of a value it shows.
"""
