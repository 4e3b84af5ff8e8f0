"""The call itself, on pydantic-ai: imported only once a business has a model."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import httpx2
from pydantic_ai import Agent, NativeOutput, PromptedOutput
from pydantic_ai.exceptions import AgentRunError
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.usage import RunUsage

from coccinelle.connectors.model.failures import ours
from coccinelle.connectors.model.fence import FENCED
from coccinelle.connectors.model.settings import ModelSettings
from coccinelle.connectors.model.transport import open_client
from coccinelle.core.model import Asked, ModelTooSlow, Usage

REPAIRS = 1
_OPENAI = "api.openai.com"


async def call(
    settings: ModelSettings, asked: Asked[Any], prompt: str
) -> tuple[dict[str, object], Usage]:
    """Raises ModelFailed, with what was spent all the same."""
    spent = RunUsage()
    try:
        async with asyncio.timeout(settings.seconds), open_client(settings.seconds) as http:
            result = await _agent(settings, asked, http).run(prompt, usage=spent)
    except TimeoutError as error:
        raise ModelTooSlow("Le modèle a répondu trop tard.", _usage(settings, spent)) from error
    except AgentRunError as error:
        raise ours(error, _usage(settings, spent)) from error
    return result.output.model_dump(mode="json"), _usage(settings, spent)


def _agent(
    settings: ModelSettings, asked: Asked[Any], http: httpx2.AsyncClient
) -> Agent[None, Any]:
    by_schema = settings.answers == "schema"
    return Agent(
        _model(settings, http),
        output_type=NativeOutput(asked.form) if by_schema else PromptedOutput(asked.form),
        instructions=asked.instructions + FENCED,
        retries={"output": REPAIRS},
        model_settings=_manner(settings),
    )


def _model(settings: ModelSettings, http: httpx2.AsyncClient) -> OpenAIChatModel:
    is_openai = urlsplit(settings.base_url).hostname == _OPENAI
    provider = OpenAICompatibleProvider(
        "the business's own",
        base_url=settings.base_url,
        api_key=settings.key or None,
        http_client=http,
        # Others know the older field only, and refuse a call with one they do not know.
        profile=OpenAIModelProfile(openai_chat_supports_max_completion_tokens=is_openai),
    )
    return OpenAIChatModel(settings.model, provider=provider)


def _manner(settings: ModelSettings) -> OpenAIChatModelSettings:
    """No second try by the transport: the embedded reader is there."""
    manner = OpenAIChatModelSettings(
        temperature=0,
        max_tokens=settings.most_tokens,
        max_retries=0,
        timeout=settings.seconds,
    )
    if urlsplit(settings.base_url).hostname == _OPENAI:
        manner["openai_store"] = False  # what customers write is not kept there
    return manner


def _usage(settings: ModelSettings, spent: RunUsage) -> Usage:
    return settings.usage(spent.input_tokens, spent.output_tokens)
