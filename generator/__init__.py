"""Makes the models, the resources and their reference docs from the contract.

    contract/openapi.yaml, gen.yaml -> parse -> plan -> render -> {path: text}

Every decision on names and types is made in ``parse``; the templates only print the plan.
"""
