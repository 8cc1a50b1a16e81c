"""The OpenAPI document of Open311 as it is answered here. A test compares it with the addresses and with answers."""

from __future__ import annotations

from lianyi.openapi.open311.listing import MOST_CODES
from lianyi.openapi.open311.schemas import CODE, MOMENT, NUMBER, SENT, STRING, TOLD, Json, rows
from lianyi.openapi.open311.windows import MOST_PAGES, MOST_ROWS

FORM: Json = {"name": "form", "in": "path", "required": True, "schema": {"type": "string", "enum": ["json", "xml"]}}
ABOUT = """GeoReport v2 with mySociety's updates of service requests. Each address is there with .xml, with .json, and
without: then Accept decides, and XML it is where nothing is said. Empty fields count as missing. Everything that is
public can be read without a key; a key is needed to send, and shows what came with it."""


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
                get=_get(
                    "The questions of a service.",
                    _one("ServiceDefinition"),
                    _there("service_code", CODE),
                    JURISDICTION,
                ),
            ),
            "/requests.{form}": _path(
                "Requests",
                get=_get("Requests, the latest first.", rows("ServiceRequest"), *LISTED),
                post=_post("Sends a request in.", "SentRequest", "Created"),
            ),
            "/requests/{service_request_id}.{form}": _path(
                "Request",
                get=_get(
                    "One request.", rows("ServiceRequest"), _there("service_request_id", NUMBER), KEY, JURISDICTION
                ),
            ),
            "/tokens/{token}.{form}": _path(
                "Token",
                get=_get("The request behind a token.", rows("Token"), _there("token", NUMBER), KEY, JURISDICTION),
            ),
            "/servicerequestupdates.{form}": _path(
                "Updates",
                get=_get("What happened to requests, in its order.", rows("Update"), *WINDOWED),
                post=_post("Adds to a request that came with the same key.", "SentUpdate", "CreatedUpdate"),
            ),
        },
        "components": {"schemas": {**TOLD, **SENT}},
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
    return _in_query(name, {"type": "integer", "minimum": 1, "maximum": most})


KEY = _in_query("api_key", STRING, "Shows also what came with this key.")
JURISDICTION = _in_query(
    "jurisdiction_id",
    STRING,
    "Empty for the whole site; else its host name, or a community by its code or as c and its key.",
)
WINDOWED = (
    KEY,
    JURISDICTION,
    _in_query("start_date", MOMENT, "The latest 90 days when nothing is said; start_date to end_date at most 90 days."),
    _in_query("end_date", MOMENT),
    _listed("service_request_id", NUMBER, MOST_ROWS),
    _whole("page", MOST_PAGES),
    _whole("page_size", MOST_ROWS),
)
LISTED = (
    *WINDOWED,
    _listed("service_code", CODE, MOST_CODES),
    _listed("status", {"type": "string", "enum": ["open", "closed"]}, 2),
)


def _path(name: str, *, get: Json, post: Json | None = None) -> Json:
    operations = {"get": {"operationId": f"get{name}", **get}}
    if post:
        operations["post"] = {"operationId": f"post{name}", **post}
    return {"parameters": [FORM], **operations}


def _get(summary: str, schema: Json, *parameters: Json) -> Json:
    return {"summary": summary, "parameters": list(parameters), "responses": _responses(schema, "400", "403", "404")}


def _post(summary: str, sent: str, made: str) -> Json:
    schema = {"$ref": f"#/components/schemas/{sent}"}
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data")
    token = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"}}
    return {
        "summary": summary,
        "parameters": [token] if made == "Created" else [],
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
    return {"description": about, "content": {"application/json": {"schema": schema}, "text/xml": {"schema": STRING}}}
