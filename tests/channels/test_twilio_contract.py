"""Twilio's published description of its API, when it is at hand, against both ends of ours."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from twilio.rest import Client

from coccinelle.channels.sms_twilio.api import SentMessage
from coccinelle.core.channel import Channel
from coccinelle.core.messages import Outbound

PUBLISHED = Path(__file__).parents[2].parent / "shared/specs/twilio_messages.openapi.json"
LIST = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
ONE = "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json"
JULIE, SHOP = "+33639980001", "+33939980000"
TYPES: dict[str, type] = {"string": str, "integer": int, "object": dict, "array": list}


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    if not PUBLISHED.exists():
        pytest.skip("Twilio's published description is not beside the project")
    return dict(json.loads(PUBLISHED.read_text()))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """Every request our channel sends, as it leaves."""
    requests: list[httpx.Request] = []
    send = httpx.HTTPTransport.handle_request

    def noting(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return send(self, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", noting)
    return requests


def faults(value: object, schema: dict[str, Any], published: dict[str, Any]) -> Iterator[str]:
    """What a value breaks of a schema: names, types, patterns, lists of words."""
    if "$ref" in schema:
        schema = published["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    match value:
        case None if not schema.get("nullable"):
            yield "null"
        case dict() if "properties" in schema:
            yield from of_fields(value, schema["properties"], published)
        case list() if "items" in schema:
            for item in value:
                yield from faults(item, schema["items"], published)
        case _ if value is not None:
            yield from of_value(value, schema)


def of_fields(
    value: dict[str, Any], fields: dict[str, Any], published: dict[str, Any]
) -> Iterator[str]:
    yield from (f"{name} is unknown" for name in value.keys() - fields.keys())
    yield from (f"{name} is missing" for name in fields.keys() - value.keys())
    for name in value.keys() & fields.keys():
        yield from (f"{name}: {fault}" for fault in faults(value[name], fields[name], published))


def of_value(value: object, schema: dict[str, Any]) -> Iterator[str]:
    if not isinstance(value, TYPES[schema["type"]]):
        yield f"{value!r} is no {schema['type']}"
    elif isinstance(value, str):
        if value not in schema.get("enum", [value]):
            yield f"{value} is not a word of the list"
        if not re.search(schema.get("pattern", ""), value):
            yield f"{value} breaks its pattern"


def answer_schema(published: dict[str, Any], path: str, method: str, status: str) -> dict[str, Any]:
    content = published["paths"][path][method]["responses"][status]["content"]
    return dict(content["application/json"]["schema"])


def test_the_judge_sees_each_kind_of_fault(published: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/api.v2010.account.message"}
    bad = {"sid": "XX1", "status": "gone", "body": 3, "extra": 1, "direction": None}
    found = " ".join(faults(bad, schema, published))
    for sign in ("sid: XX1 breaks", "status: gone", "body: 3 is no", "extra is unknown", "null"):
        assert sign in found
    assert "price is missing" in found


def test_the_double_answers_as_published(
    published: dict[str, Any], twilio: Any, sdk: Client, channel: Channel, eventually: Any
) -> None:
    url = f"/2010-04-01/Accounts/{sdk.account_sid}/Messages"
    auth = (sdk.username, sdk.password)
    form = {"To": JULIE, "From": SHOP, "Body": "a"}
    created = twilio.client.post(f"{url}.json", data=form, auth=auth)
    schema = answer_schema(published, LIST, "post", str(created.status_code))
    assert list(faults(created.json(), schema, published)) == []
    sid = created.json()["sid"]
    eventually(lambda: twilio.messages()[0]["status"] == "delivered")
    for path, method, what, status in (
        (LIST, "get", f"{url}.json?PageSize=1", "200"),
        (ONE, "get", f"{url}/{sid}.json", "200"),
        (ONE, "post", f"{url}/{sid}.json", "200"),
    ):
        data = {"Body": ""} if method == "post" else None
        answer = twilio.client.request(method, what, data=data, auth=auth)
        schema = answer_schema(published, path, method, status)
        assert list(faults(answer.json(), schema, published)) == []


def test_our_requests_hold_published_parameters_only(
    published: dict[str, Any], asked: list[httpx.Request], channel: Channel
) -> None:
    message = Outbound("key-1", JULIE, "Bonjour")
    channel.send(message)
    channel.find_sent(message, datetime.now(UTC))
    [post] = [r for r in asked if r.method == "POST" and r.url.path.endswith("Messages.json")]
    [get] = [r for r in asked if r.method == "GET" and r.url.path.endswith("Messages.json")]
    form = dict(httpx.QueryParams(post.read().decode()))
    body = published["paths"][LIST]["post"]["requestBody"]["content"]
    known = body["application/x-www-form-urlencoded"]["schema"]["properties"]
    assert form == {
        "To": JULIE,
        "From": SHOP,
        "Body": "Bonjour",
        "StatusCallback": form["StatusCallback"],
    }
    assert form["StatusCallback"].endswith("/status?m=key-1")
    assert form.keys() <= known.keys()
    filters = {parameter["name"] for parameter in published["paths"][LIST]["get"]["parameters"]}
    assert set(get.url.params) <= filters


def test_we_read_published_fields_only(published: dict[str, Any]) -> None:
    schema = published["components"]["schemas"]["api.v2010.account.message"]
    assert set(SentMessage.model_fields) <= set(schema["properties"])
