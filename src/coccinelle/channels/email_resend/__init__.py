"""E-mail through Resend: one sending address and one receiving domain of one business."""

from coccinelle.channels.email_resend.channel import ResendEmail
from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.channel import Channel, ChannelSettings

ADAPTER = ResendSettings.adapter
KIND = ResendSettings.kind
SETTINGS: type[ChannelSettings] = ResendSettings


def open(settings: ChannelSettings, *, callback_url: str) -> Channel:
    """callback_url: below our public address; only links to there are made in our e-mails."""
    return ResendEmail(ResendSettings.model_validate(settings), callback_url)
