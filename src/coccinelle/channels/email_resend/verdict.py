"""Does the receiving server vouch for the sender? RFC 8601's grammar, read strictly.

Only the topmost header counts, if it is written by the server named in the settings; a comment
says nothing, a method that is told twice with different ends proves nothing, and a verdict counts
for the domain it names alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST = 4000  # characters of one header
MOST_RESULTS = 30
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+/.@=?^_`{|}~:-]+")
_PAIR = re.compile(
    r"(?P<name>[A-Za-z0-9.-]+(?:/[0-9]+)?)\s*=\s*"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|[^\s;\"]+)(?:\s+|$)"
)
_METHOD = re.compile(r"[A-Za-z0-9-]+(?:/[0-9]+)?")


class Unreadable(ValueError):
    """The header does not follow the grammar: nobody is vouched for."""


@dataclass(frozen=True, slots=True)
class Result:
    """method: `dkim`, `dmarc`…; value: `pass`, `fail`…; properties: `header.d` and its like."""

    method: str
    value: str
    properties: dict[str, str] = field(default_factory=dict)


def is_aligned(headers: Sequence[str], authserv_id: str, domain: str) -> bool:
    """headers: all Authentication-Results, topmost first; domain: of the sole From mailbox."""
    try:
        told = [(_server(header), header) for header in headers]
        if not told or told[0][0] != authserv_id.lower():
            return False
        ours = [results(header) for server, header in told if server == authserv_id.lower()]
    except Unreadable:
        return False
    # Headers of our server that contradict each other: one of them is not our server's.
    return all(_vouches(found, domain.lower()) for found in ours)


def results(header: str) -> list[Result]:
    """Raises Unreadable."""
    _, *parts = _parts(header)
    if len(parts) > MOST_RESULTS:
        raise Unreadable
    return [_result(part) for part in parts if part.strip() and part.strip().lower() != "none"]


def _vouches(found: list[Result], domain: str) -> bool:
    """A domain without a policy (`dmarc=none`) is vouched for by its signature alone."""
    dmarc = [r for r in found if r.method == "dmarc"]
    if any(r.value != "none" for r in dmarc):
        return all(
            r.value == "pass" and r.properties.get("header.from", domain).lower() == domain
            for r in dmarc
        )
    signed = [r.value for r in found if r.method == "dkim" and _covers(r, domain)]
    return bool(signed) and set(signed) == {"pass"}


def _covers(result: Result, domain: str) -> bool:
    """The signing domain is the sender's, or one above it (never a bare suffix like `fr`)."""
    signer = result.properties.get("header.d") or _after_at(result.properties.get("header.i", ""))
    signer = signer.lower().rstrip(".")
    return signer.count(".") >= 1 and (domain == signer or domain.endswith(f".{signer}"))


def _after_at(identity: str) -> str:
    return identity.rpartition("@")[2]


def _server(header: str) -> str:
    """The authserv-id; a version number may follow it."""
    words = _parts(header)[0].split()
    if not words or not _TOKEN.fullmatch(words[0]):
        raise Unreadable
    return words[0].lower()


def _result(part: str) -> Result:
    """Raises Unreadable: every word must be a pair, and none told twice."""
    (method, value), *properties = _pairs(part.strip())
    names = [name for name, _ in properties]
    if not _METHOD.fullmatch(method) or len(set(names)) != len(names):
        raise Unreadable
    return Result(method.partition("/")[0], value.lower(), dict(properties))


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs, at = [], 0
    while at < len(text):
        pair = _PAIR.match(text, at)
        if pair is None:
            raise Unreadable
        pairs.append((pair["name"].lower(), pair["value"].strip('"')))
        at = pair.end()
    return pairs


def _parts(header: str) -> list[str]:
    """Cut at the semicolons that are neither quoted nor in a comment; comments are gone."""
    if len(header) > LONGEST:
        raise Unreadable
    parts, depth, at = [""], 0, 0
    while at < len(header):
        sign = header[at]
        quoted = _QUOTED.match(header, at) if sign == '"' and not depth else None
        if quoted:
            parts[-1] += quoted[0]
            at = quoted.end()
            continue
        depth, kept = _step(sign, depth)
        if sign == ";" and not depth:
            parts.append("")
        else:
            parts[-1] += kept
        at += 2 if sign == "\\" else 1
    if depth:
        raise Unreadable
    return parts


def _step(sign: str, depth: int) -> tuple[int, str]:
    """The depth of comments after this sign, and what of it is kept."""
    match sign:
        case "(":
            return depth + 1, ""
        case ")" if depth:
            return depth - 1, " "
        case ")" | '"' | "\\" if not depth:
            raise Unreadable
    return depth, "" if depth else sign
