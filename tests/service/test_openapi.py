"""The OpenAPI document: valid, true of the answers, and enough to make a client of."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import httpx
import pytest

pytest.importorskip("fastapi", reason="the service needs geodistricts[server]")
from geodistricts.gazetteer import Gazetteer
from geodistricts.service.v1.questions import QUESTIONS

openapi_spec_validator = pytest.importorskip("openapi_spec_validator")
jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def document(service: str) -> dict[str, Any]:
    answer = httpx.get(f"{service}/openapi.json")
    assert answer.status_code == 200
    return dict(answer.json())


def test_it_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    openapi_spec_validator.validate(document)


def test_it_has_all_questions_and_no_other_interface(document: dict[str, Any]) -> None:
    for name in QUESTIONS:
        assert {f"/v1/{name}", f"/v1/{name}/batch"} <= document["paths"].keys()
    assert all(path.startswith("/v1/") for path in document["paths"])
    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["responses"]["200"]["content"]
            assert operation.get("summary")


def test_names_of_operations_are_unique(document: dict[str, Any]) -> None:
    names = [one["operationId"] for path in document["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


ASKED = [
    "nearest?lat=41.0636&lon=28.8515",
    "nearest?lat=36&lon=20&max_distance=1",
    "neighbors?lat=41&lon=29",
    "within?west=29.02&south=40.98&east=29.03&north=41",
    "reverse?lat=40.9819&lon=29.0576",
    "match?name=cumhuriyet",
    "suggest?prefix=fener",
    "suggest?prefix=kad&levels=city,township,district",
    "normalize?name=100. yıl",
    "validate?city=Kadıköy&township=istnbul&district=cafreağa mh",
    "validate?district=Cumhuriyet&latitude=40.98&longitude=29.02&postal_code=06100",
    "validate?city=Berlin",
    "parse?text=Cumhuriyet Mah.",
    "parse?text=",
    "cities",
    "cities/40",
    "cities/40/townships",
    "townships/470",
    "townships/470/districts",
    "districts/35760",
    "districts/35760/boundary",
    "cities/boundaries",
    "cities/40/townships/boundaries",
    "townships/470/districts/boundaries",
    "cities/99",
    "reverse?lat=91&lon=29",
]


@pytest.mark.parametrize("asked", ASKED)
def test_answers_are_what_it_says(service: str, document: dict[str, Any], asked: str) -> None:
    """Every field is described, and nothing is there that is not."""
    answer = httpx.get(f"{service}/v1/{asked}")
    path = next(
        path
        for path in document["paths"]
        if len(path.split("/")) == len(f"/v1/{asked.partition('?')[0]}".split("/"))
        and all(
            part == said or said.startswith("{")
            for part, said in zip(
                f"/v1/{asked.partition('?')[0]}".split("/"), path.split("/"), strict=True
            )
        )
    )
    described = document["paths"][path]["get"]["responses"][str(answer.status_code)]
    schema = described["content"][answer.headers["content-type"]]["schema"]
    jsonschema.validate(answer.json(), {**schema, "components": document["components"]})


@pytest.fixture(scope="module")
def client(service: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Generate a client of the document, and import it."""
    pytest.importorskip("openapi_python_client")
    folder = tmp_path_factory.mktemp("generated")
    path = folder / "openapi.json"
    path.write_bytes(httpx.get(f"{service}/openapi.json").content)
    target = folder / "generated_client"
    made = subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", str(path), "--output-path", str(target), "--meta", "none"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert target.exists(), made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("generated_client")
    sys.path.remove(str(folder))


def call(question: str) -> Any:
    module = importlib.import_module(f"generated_client.api.{question}")
    return module.sync


def test_a_generated_client_asks(client: ModuleType, service: str, bundled: Gazetteer) -> None:
    asking = client.Client(base_url=service)
    place = call("points.reverse")(client=asking, lat=41.0636, lon=28.8515)
    expected = bundled.reverse(41.0636, 28.8515)
    assert expected is not None
    assert place.district.pk == expected.district.pk
    assert place.to_dict() == expected.as_dict() | {"others": [*expected.others]}
    found = call("names.match")(client=asking, name="caferağa", city="İstanbul")
    assert [one.district.name for one in found] == ["CAFERAĞA MAH"]


def test_a_generated_client_posts(client: ModuleType, service: str, bundled: Gazetteer) -> None:
    models = importlib.import_module("generated_client.models")
    asking = client.Client(base_url=service)
    line = "Kardelen mah. 2090 sk. no:5 d:3"
    verdict = call("addresses.validate_posted")(
        client=asking, body=models.ValidateQuestion(city="Ankara", address=line)
    )
    expected = bundled.validate("Ankara", address=line)
    assert verdict.district.pk == expected.district.pk  # type: ignore[union-attr]
    assert verdict.possible_next_action.value == expected.possible_next_action
    assert verdict.formatted_address == expected.formatted_address
    rows = [models.ReverseRow(lat=41.0636, lon=28.8515), models.ReverseRow(lat=None, lon=29.0)]
    answers = call("batches.reverse_batch")(client=asking, body=rows)
    assert [answer and answer.district.pk for answer in answers] == [
        bundled.reverse(41.0636, 28.8515).district.pk,  # type: ignore[union-attr]
        None,
    ]


def test_a_generated_client_hears_of_problems(client: ModuleType, service: str) -> None:
    problem = call("points.reverse")(client=client.Client(base_url=service), lat=91, lon=29)
    assert problem.status == 422
    assert problem.errors[0].field == "lat"


def test_the_page(service: str, document: dict[str, Any]) -> None:
    answer = httpx.get(f"{service}/docs")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    for path in document["paths"]:
        assert f"<code>{path}</code>" in answer.text
    assert "http" not in answer.text.replace("http-equiv", "")
