"""SMS through Twilio: one account, one number or messaging service of one business."""

from coccinelle.channels.sms_twilio.channel import TwilioSms
from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import Channel, ChannelSettings

ADAPTER = TwilioSettings.adapter
KIND = TwilioSettings.kind
SETTINGS: type[ChannelSettings] = TwilioSettings


def open(settings: ChannelSettings, *, callback_url: str) -> Channel:
    """callback_url: where Twilio tells what became of our messages; public and absolute."""
    return TwilioSms(TwilioSettings.model_validate(settings), callback_url)
