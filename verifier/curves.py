"""Checks signatures of Ed25519 (RFC 8032) and SM2 with SM3 (GB/T 32918.2, user id 1234567812345678). It signs nothing and
holds no secret, so it may take its time about every step."""
import hashlib

# Ed25519: -x² + y² = 1 + d·x²·y² over 2^255 - 19, points as (X, Y, Z, T)
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def edwards_add(a, b):
    q, r = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    s, t = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = r - q, t - s, t + s, r + q
    return e * f % P, g * h % P, f * g % P, e * h % P


def edwards_times(n, point):
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = edwards_add(total, point)
        point, n = edwards_add(point, point), n >> 1
    return total


def edwards_point(data):
    """None where the bytes are no point."""
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & (1 << 255) - 1
    if len(data) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


BASE = edwards_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519_verifies(public, message, signature):
    key, r = edwards_point(public), edwards_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = edwards_times(s, BASE), edwards_add(r, edwards_times(h, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# SM2: y² = x³ - 3x + b over Q (GB/T 32918.5)
Q = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
USER_ID = b"1234567812345678"


def sm2_add(a, b):
    """None is the point at infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % Q == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, Q) % Q
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, Q) % Q
    x = (slope * slope - a[0] - b[0]) % Q
    return x, (slope * (a[0] - x) - a[1]) % Q


def sm2_times(n, point):
    total = None
    while n:
        if n & 1:
            total = sm2_add(total, point)
        point, n = sm2_add(point, point), n >> 1
    return total


def sm3(data):
    return hashlib.new("sm3", data).digest()


def sm2_verifies(public, message, signature):
    if len(public) != 65 or public[0] != 4 or len(signature) != 64:
        return False
    key = int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big")
    if max(key) >= Q or (key[1] ** 2 - key[0] ** 3 + 3 * key[0] - B) % Q:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
        return False
    words = (Q - 3, B, *G, *key)
    z = sm3((8 * len(USER_ID)).to_bytes(2, "big") + USER_ID + b"".join(word.to_bytes(32, "big") for word in words))
    e = int.from_bytes(sm3(z + message), "big")
    point = sm2_add(sm2_times(s, G), sm2_times((r + s) % N, key))
    return point is not None and (e + point[0]) % N == r
