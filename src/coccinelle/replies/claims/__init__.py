"""What a text claims and promises, and whether the facts of the turn back it."""

from coccinelle.replies.claims.check import check_claims
from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.promises import PromiseKind, promises

__all__ = ["Claim", "PromiseKind", "check_claims", "promises"]
