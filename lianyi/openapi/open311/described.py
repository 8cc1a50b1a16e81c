"""The OpenAPI document of Open311 as it is answered here. A test compares it with the addresses and with answers."""

from __future__ import annotations

from lianyi.openapi.open311.listing import MOST_CODES, MOST_STATES, NUMBER_ASKED
from lianyi.openapi.open311.schemas import CODE, MOMENT, NUMBER, SENT, STRING, TOLD, Json, or_nothing, rows, text
from lianyi.openapi.open311.sending import LONGEST_TOKEN
from lianyi.openapi.open311.windows import MOST_PAGES, MOST_ROWS

FORM: Json = {"name": "form", "in": "path", "required": True, "schema": {"type": "string", "enum": ["json", "xml"]}}
ABOUT = """GeoReport v2 with mySociety's updates of service requests. Each address is there with .xml, with .json, and
without: then Accept decides, and XML it is where nothing is said. Empty fields count as missing. Everything that is
public can be read without a key; a key is needed to send, and shows what came with it. It stands in the address, or in
the form, as the specification has it."""


def description() -> Json:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open311 GeoReport v2", "version": "2.0", "description": " ".join(ABOUT.split())},
        "servers": [{"url": "/open311/v2"}],
        "paths": {
            "/discovery.{form}": _path("Discovery", get=_get("What there is.", _one("Discovery"))),
            "/services.{form}": _path("Services", get=_get("All services.", rows("Service"), JURISDICTION)),
            "/services/{service_code}.{form}": _path(
                "Definition",
                get=_get("The questions of a service.", _one("ServiceDefinition"), SERVICE, JURISDICTION),
            ),
            "/requests.{form}": _path(
                "Requests",
                get=_get("Requests, the latest first.", rows("ServiceRequest"), *LISTED, security=ALLOWED),
                post=_post("Sends a request in.", "SentRequest", "Created"),
            ),
            "/requests/{service_request_id}.{form}": _path(
                "Request",
                get=_get("One request.", rows("ServiceRequest"), REQUEST, JURISDICTION, security=ALLOWED),
            ),
            "/tokens/{token}.{form}": _path(
                "Token",
                get=_get("The request behind a token.", rows("Token"), TOKEN, JURISDICTION, security=ALLOWED),
            ),
            "/servicerequestupdates.{form}": _path(
                "Updates",
                get=_get("What happened to requests, in its order.", rows("Update"), *WINDOWED, security=ALLOWED),
                post=_post("Adds to a request that came with the same key.", "SentUpdate", "CreatedUpdate"),
            ),
        },
        "components": {"schemas": {**TOLD, **SENT}, "securitySchemes": KEY},
    }


def _in_query(name: str, schema: Json, about: str = "") -> Json:
    return {"name": name, "in": "query", "schema": schema, **({"description": about} if about else {})}


def _there(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _listed(name: str, schema: Json, most: int) -> Json:
    """Several values in one, divided by commas."""
    several = {"type": "array", "items": schema, "maxItems": most}
    return {**_in_query(name, several), "style": "form", "explode": False}


def _whole(name: str, most: int) -> Json:
    return _in_query(name, or_nothing({"type": "integer", "minimum": 1, "maximum": most}))


SERVICE, REQUEST, TOKEN = (
    _there("service_code", CODE),
    _there("service_request_id", NUMBER),
    _there("token", {"type": "string", "minLength": 1}),
)
KEY = {"api_key": {"type": "apiKey", "in": "query", "name": "api_key"}}
NEEDED: list[Json] = [{"api_key": []}]
ALLOWED: list[Json] = [{}, *NEEDED]
JURISDICTION = _in_query(
    "jurisdiction_id",
    STRING,
    "Empty for the whole site; else its host name, or a community by its code or as c and its key.",
)
WINDOWED = (
    JURISDICTION,
    _in_query(
        "start_date",
        or_nothing(MOMENT),
        "The latest 90 days when nothing is said; start_date to end_date at most 90 days.",
    ),
    _in_query("end_date", or_nothing(MOMENT)),
    _listed("service_request_id", {"type": "string", "pattern": f"^{NUMBER_ASKED}$"}, MOST_ROWS),
    _whole("page", MOST_PAGES),
    _whole("page_size", MOST_ROWS),
)
LISTED = (
    *WINDOWED,
    _listed("service_code", CODE, MOST_CODES),
    _listed("status", {"type": "string", "enum": ["open", "closed"]}, MOST_STATES),
)


def _path(name: str, *, get: Json, post: Json | None = None) -> Json:
    operations = {"get": {"operationId": f"get{name}", **get}}
    if post:
        operations["post"] = {"operationId": f"post{name}", **post}
    return {"parameters": [FORM], **operations}


def _get(summary: str, schema: Json, *parameters: Json, security: list[Json] | None = None) -> Json:
    faults = ("400", "403", "404") if security else ("400", "404")
    told = {"summary": summary, "parameters": list(parameters), "responses": _responses(schema, *faults)}
    return {**told, "security": security} if security else told


def _post(summary: str, sent: str, made: str) -> Json:
    schema = {"$ref": f"#/components/schemas/{sent}"}
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data")
    token = {"name": "Idempotency-Key", "in": "header", "schema": text(LONGEST_TOKEN)}
    return {
        "summary": summary,
        "parameters": [token] if made == "Created" else [],
        "security": NEEDED,
        "requestBody": {"required": True, "content": {kind: {"schema": schema} for kind in kinds}},
        "responses": _responses(rows(made), "400", "403", "404", "413", "415"),
    }


def _one(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _responses(schema: Json, *faults: str) -> Json:
    return {"200": _response("What was asked for.", schema)} | {
        code: _response("What is wrong, in a sentence.", rows("Error")) for code in (*faults, "405", "429")
    }


def _response(about: str, schema: Json) -> Json:
    return {"description": about, "content": {"application/json": {"schema": schema}, "text/xml": {}}}
