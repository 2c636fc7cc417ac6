"""The generator of the models, the resources and their reference docs.

    contract/openapi.yaml, gen.yaml -> parse -> plan -> render -> {path: text}

``parse`` validates the contract against ``supported.yaml`` and decides on all names and types; the
templates only print the plan.
"""
