"""The display: dataclasses as text, HTML, records and a progress bar.

Everything here takes any dataclass and knows no model, list or response of ours. Nothing here
raises because of a value it shows.
"""
