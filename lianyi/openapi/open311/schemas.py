"""The shapes of what is told and sent, as JSON Schema: written after the specification, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from lianyi.openapi.open311.adding import LONGEST_STATUS
from lianyi.openapi.open311.attributes import ATTRIBUTES, LONGEST_STRING, LONGEST_TEXT
from lianyi.openapi.open311.rows import CLOSED, OPEN
from lianyi.openapi.open311.sending import LONGEST_ADDRESS, LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_TOKEN
from lianyi.openapi.open311.services import CODE_PATTERN

Json = dict[str, Any]
STRING: Json = {"type": "string"}
BOOLEAN: Json = {"type": "boolean"}
MOMENT: Json = {"type": "string", "format": "date-time"}
DATATYPES = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
NUMBER_PATTERN = "^[0-9]{7,}$"
NOTHING = "\\s\u0000-\u001f\u007f-\u009f\ufdd0-\ufdef\ufeff\ufffe\uffff"  # characters that say nothing
WHOLE = "^[^\ufffd]*$"  # text that arrived as it was sent
SAYING = f"^[^\ufffd]*[^{NOTHING}\ufffd][^\ufffd]*$"  # ... and says something


def text(most: int, pattern: str = WHOLE) -> Json:
    return {"type": "string", "maxLength": most, "pattern": pattern}


def or_nothing(schema: Json) -> Json:
    """An empty field is one that is missing."""
    return {"anyOf": [schema, {"type": "string", "pattern": f"^[{NOTHING}]*$"}]}


def nullable(schema: Json) -> Json:
    return {**schema, "type": [schema["type"], "null"]}


def record(always: str, /, **properties: Json) -> Json:
    """An object with these fields and no others; `always` names those that are always there."""
    return {
        "type": "object",
        "properties": properties,
        "required": always.split(),
        "additionalProperties": False,
    }


def rows(name: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


CODE: Json = {"type": "string", "pattern": f"^({CODE_PATTERN})$"}
NUMBER: Json = {"type": "string", "pattern": NUMBER_PATTERN}
VALUE = record("key name", key=STRING, name=STRING)
ATTRIBUTE = record(
    "variable code datatype required datatype_description order description",
    variable=BOOLEAN,
    code=STRING,
    datatype={"type": "string", "enum": DATATYPES},
    required=BOOLEAN,
    datatype_description=nullable(STRING),
    order={"type": "integer", "minimum": 1},
    description=STRING,
    values={"type": "array", "items": VALUE},
)
ENDPOINT = record(
    "specification url changeset type formats",
    specification={"type": "string", "format": "uri"},
    url={"type": "string", "format": "uri"},
    changeset=MOMENT,
    type={"type": "string", "enum": ["production", "test"]},
    formats={"type": "array", "items": STRING},
)
TOLD: dict[str, Json] = {
    "Discovery": record(
        "changeset contact key_service endpoints",
        changeset=MOMENT,
        contact=STRING,
        key_service=STRING,
        endpoints={"type": "array", "items": ENDPOINT},
    ),
    "Service": record(
        "service_code service_name description metadata type keywords group",
        service_code=CODE,
        service_name=STRING,
        description=nullable(STRING),
        metadata=BOOLEAN,
        type={"type": "string", "enum": ["realtime"]},
        keywords=nullable(STRING),
        group=nullable(STRING),
    ),
    "ServiceDefinition": record(
        "service_code attributes", service_code=CODE, attributes={"type": "array", "items": ATTRIBUTE}
    ),
    "ServiceRequest": record(
        "service_request_id status status_notes service_name service_code description agency_responsible service_notice"
        " requested_datetime updated_datetime expected_datetime address address_id zipcode lat long media_url",
        service_request_id=NUMBER,
        status={"type": "string", "enum": [OPEN, CLOSED]},
        status_notes=nullable(STRING),
        service_name=STRING,
        service_code=CODE,
        description=STRING,
        agency_responsible=STRING,
        service_notice=nullable(STRING),
        requested_datetime=MOMENT,
        updated_datetime=MOMENT,
        expected_datetime=nullable(MOMENT),
        address=nullable(STRING),
        address_id=nullable(STRING),
        zipcode=nullable(STRING),
        lat=nullable({"type": "number"}),
        long=nullable({"type": "number"}),
        media_url=nullable({"type": "string", "format": "uri"}),
    ),
    "Created": record(
        "service_request_id service_notice account_id",
        service_request_id=NUMBER,
        service_notice=STRING,
        account_id=nullable(STRING),
    ),
    "Token": record("service_request_id token", service_request_id=NUMBER, token=STRING),
    "Update": record(
        "update_id service_request_id status updated_datetime description media_url",
        update_id=STRING,
        service_request_id=NUMBER,
        status={"type": "string", "enum": [OPEN, CLOSED]},
        updated_datetime=MOMENT,
        description=STRING,
        media_url=nullable(STRING),
    ),
    "CreatedUpdate": record("update_id account_id", update_id=STRING, account_id=nullable(STRING)),
    "Error": record("code description", code={"type": "integer"}, description=STRING),
}


def _answer(datatype: str, keys: list[str]) -> Json:
    """What may be answered to a question of a definition."""
    one: Json = {"type": "string", "enum": keys}
    return {
        "singlevaluelist": one,
        "multivaluelist": {"type": "array", "items": one, "maxItems": len(keys)},
        "number": or_nothing({"type": "number"}),
        "datetime": or_nothing(MOMENT),
        "string": text(LONGEST_STRING),
        "text": text(LONGEST_TEXT),
    }[datatype]


def _attributes() -> dict[str, Json]:
    names = {"multivaluelist": "attribute[{}][]"}
    return {
        names.get(one.datatype, "attribute[{}]").format(one.code): _answer(
            one.datatype, [key for key, _n in one.values]
        )
        for one in ATTRIBUTES
    }


URL = text(LONGEST_ADDRESS)  # written down as it came
PERSON: dict[str, Json] = {
    "email": text(120),
    "first_name": text(LONGEST_NAME),
    "last_name": text(LONGEST_NAME),
    "phone": text(40),
}
SENT: dict[str, Json] = {
    "SentRequest": {
        "type": "object",
        "required": ["service_code"],
        "anyOf": [
            {"required": ["lat", "long"]},
            {"required": ["address_string"], "properties": {"address_string": text(200, SAYING)}},
            {"required": ["address_id"], "properties": {"address_id": text(200, SAYING)}},
        ],
        "properties": {
            "jurisdiction_id": {"type": "string", "description": "See GET services."},
            "service_code": CODE,
            "lat": {"type": "number", "minimum": -90, "maximum": 90},
            "long": {"type": "number", "minimum": -180, "maximum": 180},
            "address_string": text(200),
            "address_id": {**text(200), "description": "As in GET requests, or the code of a place."},
            **PERSON,
            "device_id": {"type": "string", "description": "Not kept."},
            "account_id": {"type": "string", "description": "Not kept."},
            "title": text(LONGEST_DESCRIPTION),
            "description": text(LONGEST_DESCRIPTION),
            "media_url": {**URL, "description": "Written down, not fetched."},
            "service_request_id_ext": {**text(LONGEST_TOKEN), "description": "What the sender calls it."},
            **_attributes(),
        },
    },
    "SentUpdate": {
        "type": "object",
        "required": ["service_request_id", "description"],
        "properties": {
            "jurisdiction_id": STRING,
            "service_request_id": NUMBER,
            "update_id": {**text(LONGEST_TOKEN), "description": "What the sender calls it."},
            "updated_datetime": or_nothing(MOMENT),
            "status": {**text(LONGEST_STATUS), "description": "OPEN, CLOSED, or another one, which is written down."},
            **PERSON,
            "description": text(LONGEST_DESCRIPTION, SAYING),
            "media_url": URL,
        },
    },
}
