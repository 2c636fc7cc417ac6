"""pydantic and FastAPI take the models, with their lists, as they are."""

from typing import Any

import fastapi
import pydantic
import pytest
from fastapi.testclient import TestClient

from codatsyncexpenses._bases.model import Model
from codatsyncexpenses.models import shared
from codatsyncexpenses.utils import ModelList

MODELS = [
    found
    for name in shared.__all__
    if isinstance(found := getattr(shared, name), type) and issubclass(found, Model)
]
LINKS = shared.Links(shared.HalRef("/c"), shared.HalRef("/s"))
PAGE = shared.Companies(LINKS, 1, 100, 1, ModelList([shared.Company("c", "Toft", "r")]))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_schema(model: Any) -> None:
    """Each model has a validator and a JSON schema in pydantic."""
    text = str(pydantic.TypeAdapter(model).json_schema())
    assert f"'{model.__name__}'" in text


@pytest.mark.parametrize("mode", ["python", "json"])
def test_a_page(mode: Any) -> None:
    """A page is dumped and validated again, and its results are a ModelList of models."""
    adapter = pydantic.TypeAdapter(shared.Companies)
    found = adapter.validate_python(adapter.dump_python(PAGE, mode=mode))
    assert found == PAGE
    assert type(found.results) is ModelList
    assert found.results.to_records() == ModelList(PAGE.results or ()).to_records()


def test_a_wrong_item() -> None:
    """An item that is not a company is named by its number."""
    with pytest.raises(pydantic.ValidationError, match=r"\n0\n"):
        pydantic.TypeAdapter(ModelList[shared.Company]).validate_python([5])


def test_a_list_of_anything() -> None:
    """A ModelList whose items are not named takes any list."""
    of_anything: Any = ModelList
    assert pydantic.TypeAdapter(of_anything).validate_python([5]) == [5]


def test_a_response_of_fastapi() -> None:
    """FastAPI answers with a page, and describes it."""
    app = fastapi.FastAPI()

    @app.get("/companies")
    def page() -> shared.Companies:
        return PAGE

    client = TestClient(app)
    assert client.get("/companies").json()["results"][0]["name"] == "Toft"
    assert "Companies" in client.get("/openapi.json").text
