"""contract/openapi.yaml as a test reads it: its operations, with schemas that take nothing beyond what they name."""
import dataclasses
import json
import re

import jsonschema
import yaml
from workspace import root

METHODS = ("get", "post", "put", "patch", "delete")


@dataclasses.dataclass
class Operation:
    name: str
    method: str
    path: str
    open: bool
    parameters: list
    body: dict  # media type -> schema
    responses: dict  # "200", "4XX" -> {media type -> validator}

    def fits(self, status):
        """What the contract says of an answer with this status; None where it does not list it."""
        return self.responses.get(str(status), self.responses.get(f"{status // 100}XX"))

    def takes(self, body):
        """Whether these bytes are JSON of the operation's schema."""
        try:
            return validator(self.body["application/json"]).is_valid(json.loads(body))
        except (ValueError, RecursionError):
            return False

    def parameter(self, name):
        return next((one for one in self.parameters if one["name"] == name), None)


class Contract:
    def __init__(self, path=root / "contract/openapi.yaml"):
        self.document = yaml.safe_load(path.read_text())
        self.operations = [self.operation(path, method, item[method]) for path, item in self.document["paths"].items() for method in METHODS if method in item]

    def target(self, node):
        while "$ref" in node:
            found = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def closed(self, node, depth=0):
        """The schema with references filled in, allOf put together, and no field that it does not name (but for x-more)."""
        if depth > 24:
            return {}
        node = dict(self.target(node))
        for part in node.pop("allOf", []):
            part = self.closed(part, depth + 1)
            node["properties"] = part.get("properties", {}) | node.get("properties", {})
            node["required"] = [*node.get("required", []), *part.get("required", [])]
            node.setdefault("type", "object")
        if "properties" in node:
            node["properties"] = {name: self.closed(schema, depth + 1) for name, schema in node["properties"].items()}
            node.setdefault("additionalProperties", node.get("x-more", False))
        for name in ("items", "additionalProperties"):
            if isinstance(node.get(name), dict):
                node[name] = self.closed(node[name], depth + 1)
        for name in ("oneOf", "anyOf"):
            if name in node:
                node[name] = [self.closed(schema, depth + 1) for schema in node[name]]
        return node

    def content(self, node):
        return {media: self.closed(one.get("schema", {})) for media, one in self.target(node).get("content", {}).items()}

    def operation(self, path, method, node):
        responses = {str(status): {media: validator(schema) for media, schema in self.content(one).items()} for status, one in node["responses"].items()}
        return Operation(node["operationId"], method.upper(), path, node.get("security") == [],
                         [self.target(one) | {"schema": self.closed(self.target(one)["schema"])} for one in node.get("parameters", [])],
                         self.content(node.get("requestBody", {})), responses)

    def serves(self, method, path):
        """Whether some operation has this method and a path of this form."""
        return any(one.method == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one.path), path) for one in self.operations)


def validator(schema):
    return jsonschema.Draft202012Validator(schema)
