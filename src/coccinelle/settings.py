"""Every environment variable, typed, with its default; read by the composition root only."""

from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`COCCINELLE_<NAME>`, except DATABASE_URL; what belongs to a business is in the database."""

    model_config = SettingsConfigDict(env_prefix="COCCINELLE_", extra="ignore", frozen=True)

    var: Path = Field(
        default=Path("var"), description="Folder of the embedded database, logs and key"
    )
    postgres_bin: Path | None = Field(
        default=None, description="PostgreSQL programs to use instead"
    )
    service_user: str | None = Field(
        default=None, description="Who runs the database when started as root"
    )
    database_url: SecretStr | None = Field(
        default=None, validation_alias="DATABASE_URL", description="An external PostgreSQL server"
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000", description="The address providers and members reach us at"
    )
    host: str = Field(default="127.0.0.1", description="Where the web server listens")
    port: int = Field(default=8000, ge=1, le=65535)
    secret_key: SecretStr | None = Field(
        default=None,
        description="Seals secrets at rest: 64 hex digits; several, newest first, to rotate",
    )
    concurrency: int = Field(
        default=8, ge=1, le=64, description="Conversations a worker serves at once"
    )
    allow_private_hosts: bool = Field(
        default=False,
        description="Call language models and push services of this machine or its network",
    )
    demo: bool = Field(default=False, description="Allow demo businesses to live in another time")
    fail_at: str | None = Field(
        default=None, description="Die at this fail point (trials of a demo installation only)"
    )
    log_level: str = "info"

    @field_validator("public_url")
    @classmethod
    def _is_a_base(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url.rstrip("/")
