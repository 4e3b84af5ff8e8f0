"""The reply: a greeting once, each phrase in the business's voice, what the channel asks around."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coccinelle.core.facts import Phrase
from coccinelle.kit import sms
from coccinelle.replies.page import Page
from coccinelle.replies.typography import typeset
from coccinelle.replies.voice import Voice

__all__ = ["Voice", "compose", "greeting_again"]

_DAY, _EVENING = 12, 21  # hours when there is no doubt


def compose(phrases: Sequence[Phrase], voice: Voice) -> str:
    """The whole text of a reply, phrases in their order.

    Raises LookupError for a phrase the book does not have, jinja2.UndefinedError for one that
    lacks a fact.
    """
    text = _write(phrases, voice, emoji=voice.emoji == "some")
    if voice.kind != "sms" or voice.emoji == "none":
        return text
    plain = _write(phrases, voice, emoji=False)
    # One emoji takes a text out of GSM-7: it is worth it only where it is free.
    costs = sms.encoding(plain) == "GSM-7" and sms.segments(text) > sms.segments(plain)
    return plain if costs else text


def greeting_again(text: str, voice: Voice) -> str:
    """ "Bonsoir" of a reply prepared at night is "Bonjour" when it leaves in the morning."""
    hello, closing = _greeting_words(voice)
    for hour in (_DAY, _EVENING):
        then = replace(voice, leaves_at=None, now=voice.now.replace(hour=hour))
        said, wished = _greeting_words(then)
        if text.startswith(said):
            text = hello + text.removeprefix(said)
        text = text.replace(f"\n{wished},", f"\n{closing},")
    return text


def _greeting_words(voice: Voice) -> tuple[str, str]:
    """As a letter to nobody says them: bare words."""
    page = Page(replace(voice, kind="email", name=""), emojis_left=0)
    return page.frame("frame_hello").rstrip(","), page.frame("frame_closing").rstrip(",")


def _write(phrases: Sequence[Phrase], voice: Voice, *, emoji: bool) -> str:
    sober = any(voice.book.entry(phrase.name).sober for phrase in phrases)
    page = Page(voice, emojis_left=1 if emoji and not sober else 0)
    hello = page.frame("frame_hello") if voice.greet else ""
    paragraphs = page.paragraphs(phrases)
    parts = _frame(page, hello, paragraphs)
    return typeset("\n\n".join(parts), language=voice.language, style=voice.typography)


def _frame(page: Page, hello: str, paragraphs: list[str]) -> Iterable[str]:
    voice = page.voice
    intro = page.frame("frame_intro") if voice.first_contact else ""
    match voice.kind:
        case "email":
            ours = "frame_team" if voice.by_member else "frame_signature"
            signature = voice.signature or page.frame(ours)
            closing = [page.frame("frame_closing"), signature, intro]
            return filter(None, [hello, *paragraphs, "\n".join(filter(None, closing))])
        case "sms":
            return [" ".join(filter(None, [hello, *paragraphs, intro]))]
        case _:
            return filter(None, [" ".join(filter(None, [hello, *paragraphs])), intro])
