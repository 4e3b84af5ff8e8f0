"""The shop's voice: the port of wording, on the books of phrases and the claim check."""

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.wording import Occasion
from coccinelle.kit import sms
from coccinelle.replies import sms_text
from coccinelle.replies.claims import check_claims, promises
from coccinelle.replies.compose import Voice, compose, greeting_again

URGENT_SEGMENTS = 6


class Speaker:
    """Composes, fits the channel, checks; holds no state."""

    def compose(self, phrases: tuple[Phrase, ...], occasion: Occasion) -> str:
        text = compose(phrases, _voice(occasion, emoji=True))
        if occasion.kind != "sms":
            return text
        text = sms_text.fit(text)
        if sms.segments(text) <= _most_segments(occasion):
            return text
        return sms_text.fit(compose(phrases, _voice(occasion, emoji=False)))

    def unbacked(self, text: str, facts: tuple[Fact, ...], occasion: Occasion) -> tuple[str, ...]:
        quoted = tuple(
            Fact("name", name, "fiche de la boutique", occasion.now) for name in _names(occasion)
        )
        claims = check_claims(text, (*facts, *quoted), now=occasion.now)
        return tuple(claim.words for claim in claims)

    def greeting_again(self, text: str, occasion: Occasion) -> str:
        return greeting_again(text, _voice(occasion, emoji=False))

    def promises(self, text: str) -> tuple[str, ...]:
        return promises(text)


def _most_segments(occasion: Occasion) -> int:
    most = occasion.business.policy.sms_max_segments
    return max(most, URGENT_SEGMENTS) if occasion.is_urgent else most


def _names(occasion: Occasion) -> tuple[str, ...]:
    """What a text may quote around its phrases."""
    business = occasion.business
    return (business.name, occasion.contact.first_name, business.policy.signature)


def _voice(occasion: Occasion, *, emoji: bool) -> Voice:
    business, policy = occasion.business, occasion.business.policy
    return Voice(
        business_name=business.name,
        now=occasion.now,
        kind=occasion.kind,
        language=occasion.language,
        tone=occasion.contact.tone or policy.tone,
        emoji=policy.emoji if emoji else "none",
        name=occasion.contact.first_name,
        sector=business.sector,
        signature=policy.signature,
        first_contact=occasion.disclose,
        greet=occasion.greet,
        is_urgent=occasion.is_urgent,
        by_member=occasion.by_member,
        leaves_at=occasion.leaves_at,
    )
