"""Values drawn from a schema, and the same ones spoilt: what the contract's test sends."""
import copy
import datetime
import json
import re

NASTY = ["", " ", "\t", "0", "-1", "null", "a" * 300, "长" * 2500, "' OR 1=1 --", "<script>alert(1)</script>", "=1+1", "../../keys/accounts.json", "%00", "a\x00b", "a\r\nSet-Cookie: x=1",
         "\u202egpj.exe", "\ufeffx", "😀" * 40, "e\u0301", "\ud800", "１２３", "9" * 400, "1e309", "NaN", "2026-02-30", "2026-13-01", "0000-00-00", "${jndi:ldap://a}", "{{7*7}}", "%s%n", "\\", "\"", "\x7f"]
KINDS = {"string": str, "integer": int, "number": float, "boolean": bool, "object": dict, "array": list, "null": type(None)}
PATHS = ["%", "%2", "%zz", "%00", "%ff", "%c0%af", "%ed%a0%80", "..", ".", "%2e%2e", "a%2Fb", "%5c", "a;b=c", "a\\b", "*", "-", "0", "a" * 2000, "%E7%96%91" * 50, "%27%20OR%201=1%20--", "1%0d%0aX:1", "%25%32%65", "~", "null", "undefined", "A000000000000000"]
NUMBERS = [0, -1, 1, 501, 2**31, 2**63, -(2**63) - 1, 10**400, 1.5, -0.0, 1e308]


def day(draw):
    return str(datetime.date.today() + datetime.timedelta(days=draw.randint(1, 90)))


def text(schema, draw):
    if "pattern" in schema:
        for candidate in ("0123456789abcdef", "12345", day(draw), "2026-0001"):
            if re.search(schema["pattern"], candidate):
                return candidate
    if schema.get("description", "").startswith("YYYY-MM-DD"):
        return day(draw)
    made = draw.choice(["财政局", "核对付款凭证", "无合同", "说明附后", "a", "x y"])
    return made[:schema.get("maxLength", 99)].ljust(schema.get("minLength", 0), "x")


def valid(schema, draw):
    """A value that the schema takes."""
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw.choice(schema["enum"])
    if choices := schema.get("oneOf") or schema.get("anyOf"):
        return valid(draw.choice(choices), draw)
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        wanted = [name for name in schema.get("properties", {}) if name in schema.get("required", []) or draw.random() < 0.6]
        return {name: valid(schema["properties"][name], draw) for name in wanted}
    if kind == "array":
        return [valid(schema.get("items", {}), draw) for _ in range(draw.randint(schema.get("minItems", 0), 3))]
    if kind in ("integer", "number"):
        return draw.randint(schema.get("minimum", 0), min(schema.get("maximum", 50), schema.get("minimum", 0) + 50))
    return {"boolean": draw.random() < 0.5, "null": None}.get(kind, None) if kind in ("boolean", "null") else text(schema, draw)


def any_value(draw):
    return copy.deepcopy(draw.choice([None, True, False, [], {}, [[]], {"": 1}, ["a"], {"$ref": "#"}, *NUMBERS, *NASTY]))


def spoilt(value, draw):
    """The value with one thing in it changed: another type, a field gone or too many, a text no one expects."""
    value = copy.deepcopy(value)
    if not isinstance(value, (dict, list)) or not value and draw.random() < 0.5:
        return any_value(draw)
    what = draw.choice(["gone", "more", "other", "deeper"])
    if isinstance(value, dict):
        key = draw.choice(sorted(value)) if value else None
        if what == "more" or key is None:
            value[draw.choice(["id", "role", "state", "__proto__", "constructor", "", "a" * 200, "ｉｄ", *NASTY])] = any_value(draw)
        elif what == "gone":
            del value[key]
        else:
            value[key] = any_value(draw) if what == "other" else spoilt(value[key], draw)
    else:
        at = draw.randrange(len(value)) if value else None
        if what == "more" or at is None:
            value += [any_value(draw)] * draw.choice([1, 1, 300])
        elif what == "gone":
            del value[at]
        else:
            value[at] = any_value(draw) if what == "other" else spoilt(value[at], draw)
    return value


def encoded(value):
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unreadable(sent, draw):
    """A body that is no JSON, or JSON that is not UTF-8."""
    return draw.choice([b"", b"{", b"}", b"[", b"[" * 60000, b'{"a":' * 9000, b"nul", b"{'a':1}", b"\xff\xfe{}", sent[:-1], sent + b"}", sent + b"\x00", sent.replace(b'"', b"'"), sent.decode("utf-8", "replace").encode("utf-16"),
                        b'{"a":"\xff"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\x01"}', b'{"a":01}', b'{"a":1,}', b"/**/" + sent, b"a=1&b=2", b"\x1f\x8b\x08\x00", b"<a/>", b"--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--"])
