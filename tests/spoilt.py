"""A sound call with one thing in it wrong, and what may then be answered."""
import json
import urllib.parse

import drawn
from wire import request


class Call:
    """One request on its way: the operation, who asks, and what was done to it."""

    def __init__(self, operation, officer):
        self.operation, self.officer, self.method, self.what, self.host = operation, officer, operation.method, "as the contract says", True
        self.numbers, self.path, self.query, self.fields, self.body, self.must_fail, self.only = [], operation.path, [], {}, None, False, None

    def wrong(self, what, *only):
        self.what, self.must_fail, self.only = what, True, set(only)

    def sent(self, port):
        target = self.path + ("?" + "&".join(self.query) if self.query else "")
        first = [("Host", f"127.0.0.1:{port}" if self.host else "evil.example")]
        return request(self.method, target, first + [(name, value) for name, value in self.fields.items() if value is not None], self.body)


class Spoiling:
    """For a test that has `draw`, `port`, `contract`, `officers` and `cursors`: spoil(call) chooses one of the ways that fit the call."""

    def spoil(self, call):
        draw, operation, fields = self.draw, call.operation, call.fields
        api, signed, writes = operation.path.startswith("/api/"), not operation.open, call.method != "GET"
        ways = [(True, self.other_method), ("{" in operation.path, self.other_path), (api, self.other_query), (api, self.other_host), (signed, self.no_session), (signed and writes, self.no_token),
                (writes, self.no_origin), (bool(operation.body), self.other_type), ("application/json" in operation.body, self.no_json), ("application/json" in operation.body, self.other_body),
                ("application/json" in operation.body, self.other_body), ("If-Match" in fields, self.other_seen), ("Idempotency-Key" in fields, self.other_key), ("X-Purpose" in fields, self.other_purpose),
                (True, self.odd_fields)]
        draw.choice([way for fits, way in ways if fits])(call)
        return call

    def other_method(self, call):
        method = self.draw.choice(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"])
        if not self.contract.serves("GET" if method == "HEAD" else method, call.path):
            call.wrong("another method", 400, 401, 403, 405, 411, 415, 421, 501)
        call.method = method

    def other_path(self, call):
        part = self.draw.choice(drawn.PATHS)
        parts = [i for i, word in enumerate(call.operation.path.split("/")) if word.startswith("{")]
        words = call.path.split("/")
        words[self.draw.choice(parts)] = part
        call.path = "/".join(words)
        if call.method == "PUT":  # the number of a new thing is the caller's own, and some of these may be one
            call.what = f"{part[:20]} in the path"
            return
        call.wrong(f"{part[:20]} in the path", 400, 401, 403, 404, 405, 409, 412, 415, 422, 428, 431)

    def other_query(self, call):
        kind = self.draw.choice(["unknown", "twice", "spoilt", "broken"])
        names = [one for one in call.operation.parameters if one["in"] == "query"]
        if kind == "unknown" or not names:
            call.query.append(urllib.parse.quote(self.draw.choice(["colour", "a[]", "limit ", "Limit", "__proto__", "id"])) + "=1")
            return call.wrong("a query nobody knows", 400, 401, 403, 404)
        one = self.draw.choice(names)
        call.query = [pair for pair in call.query if not pair.startswith(one["name"] + "=")]
        if kind == "twice":
            call.query += [one["name"] + "=1", one["name"] + "=2"]
            return call.wrong("a query twice", 400)
        if kind == "broken":
            call.query.append(one["name"] + self.draw.choice(["=%", "=%ff", "=%00", "=%c0%80"]))
            return call.wrong("a query that is no text", 400)
        value = self.draw.choice(drawn.NASTY[3:] + [str(n) for n in drawn.NUMBERS] + [self.draw.choice(self.cursors) + "0"])
        call.query.append(f"{one['name']}={urllib.parse.quote(value, errors='replace')[:6000]}")
        call.what = f"another {one['name']}"
        if one["name"] in ("limit", "cursor") and not (value.isascii() and value.isdigit() and 0 < int(value) <= 500):
            call.wrong(f"another {one['name']}", 400, 403)

    def other_host(self, call):
        call.host = False
        call.wrong("another host", 421)

    def no_session(self, call):
        token = call.officer.cookie.split("=", 1)[1]
        call.fields["Cookie"] = self.draw.choice([None, "", "__Host-qingyuan=", "__Host-qingyuan=" + "A" * 43, "__Host-qingyuan=" + token[:-1], "__Host-qingyuan=" + token + "A", "__Host-qingyuan=" + token.swapcase(),
                                                  "qingyuan=" + token, "x=1; __Host-qingyuan=B; __Host-qingyuan=" + token, "__host-qingyuan=" + token, "__Host-qingyuan=" + "A" * 8000])
        call.wrong("no session", 401)

    def no_token(self, call):
        others = [officer.csrf for officer in self.officers.values() if officer is not call.officer]
        call.fields["X-CSRF-Token"] = self.draw.choice([None, "", "x", call.officer.csrf[:-1], call.officer.csrf + "A", call.officer.csrf.swapcase(), *others])
        call.wrong("no token of his", 403)

    def no_origin(self, call):
        if self.draw.random() < 0.3:
            call.fields["Sec-Fetch-Site"] = self.draw.choice(["cross-site", "same-site", "none", "x"])
        else:
            call.fields["Origin"] = self.draw.choice([None, "", "null", "http://evil.example", f"https://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.port}.evil.example", "http://127.0.0.1", f"http://127.0.0.1:{self.port}/", "*"])
        call.wrong("another page's", 403)

    def other_type(self, call):
        call.fields["Content-Type"] = self.draw.choice([None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/json", "application", "*/*", "application/xml"])
        call.wrong("another media type", 403, 404, 409, 412, 415)

    def no_json(self, call):
        call.body = drawn.unreadable(call.body, self.draw) if self.draw.random() < 0.98 else b'{"a":"' + b"x" * (1 << 20) + b'"}'
        if not call.operation.takes(call.body):  # {} without its quotes is what it was
            call.wrong("a body that is no JSON", 400, 403, 413, 415)

    def other_body(self, call):
        if call.operation.name == "logIn":
            call.value = json.loads(call.body)
        call.value = drawn.spoilt(call.value, self.draw)
        call.body = drawn.encoded(call.value)
        call.what = "another body"
        if not call.operation.takes(call.body):
            call.wrong("a body the contract does not take")

    def other_seen(self, call):
        seen = call.fields["If-Match"]
        call.fields["If-Match"] = self.draw.choice([None, "", '"stale"', "*", "W/" + seen, seen[:-1], seen + ", " + seen, seen.strip('"'), "x" * 4000])
        call.wrong("not what was seen", 400, 403, 404, 412, 422, 428)

    def other_key(self, call):
        call.fields["Idempotency-Key"] = self.draw.choice([None, "", "short", "x" * 65, "a b c d e f g h", "../../../..", "<script>", "钥匙钥匙钥匙钥匙", "________\t_"])
        call.wrong("no key of repetition", 400, 403)

    def other_purpose(self, call):
        call.fields["X-Purpose"] = self.draw.choice([None, "", "%20", "%", "%ff", "%00", "x" * 700, "a&p=b", "+"])
        call.wrong("no purpose", 400, 401, 403, 404)

    def odd_fields(self, call):
        """What must change nothing."""
        name, value = self.draw.choice([("X-Forwarded-For", "10.0.0.1"), ("X-Forwarded-Host", "evil.example"), ("X-HTTP-Method-Override", "DELETE"), ("X-Original-URL", "/api/v1/office"), ("X-User", "sec"), ("Forwarded", "for=x"),
                                        ("Range", "bytes=0-1"), ("If-None-Match", "*"), ("Accept", "image/png"), ("Accept-Encoding", "br, gzip;q=0"), ("Accept-Language", "en"), ("Authorization", "Basic YTpi"),
                                        ("Prefer", "x" * 3000), ("TE", "trailers"), ("Content-Encoding", "gzip"), ("Expect", "100-continue")])
        call.fields[name] = value
        call.what = f"{name} with it"
