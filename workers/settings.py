"""What the surroundings decide: addresses, accounts, folders. The only module that reads the environment.

Every field is an environment variable of the same name in capitals, or a file of that name in
`/run/secrets` (Docker and systemd put secrets there); the environment wins over the file.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, Self, TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Mode: TypeAlias = Literal["live", "rehearsal"]

CHECKOUT: Final = Path(__file__).resolve().parent.parent
SECRETS: Final = Path("/run/secrets")


class Settings(BaseSettings):
    """One process's settings; every field has a default, so that a bare machine runs the local stack."""

    model_config = SettingsConfigDict(
        extra="ignore",
        populate_by_name=True,
        env_ignore_empty=True,  # compose can pass a variable on, but cannot leave it out
        # pydantic-settings warns about a folder that is not there, and outside a container it never is.
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
    )

    mode: Mode = Field(
        default="live",
        validation_alias="BAUCU_MODE",
        description="live, or rehearsal (diễn tập): own database, own namespace, mail to a sink only",
    )
    state_dir: Path = Field(default=CHECKOUT / ".baucu", description="folder of the local stack's data")

    database_url: SecretStr | None = Field(
        default=None, description="PostgreSQL as the application role; without it the local stack starts one"
    )
    database_password: SecretStr | None = Field(default=None, description="put into DATABASE_URL")
    database_reader_url: SecretStr | None = Field(
        default=None, description="PostgreSQL as the reading role, which is all that the console needs"
    )
    database_reader_password: SecretStr | None = Field(
        default=None, description="put into DATABASE_READER_URL"
    )
    database_owner_url: SecretStr | None = Field(
        default=None, description="PostgreSQL as the owner of the tables; only `baucu migrate` needs it"
    )
    database_owner_password: SecretStr | None = Field(default=None, description="put into DATABASE_OWNER_URL")
    database_checkpointer_url: SecretStr | None = Field(
        default=None, description="PostgreSQL as the role that keeps checkpoints; only the sealer needs it"
    )
    database_checkpointer_password: SecretStr | None = Field(
        default=None, description="put into DATABASE_CHECKPOINTER_URL"
    )

    temporal_address: str | None = Field(
        default=None, description="host:port of a Temporal server; without it the local stack starts one"
    )
    temporal_namespace: str | None = Field(default=None, description="default baucu-live or baucu-rehearsal")

    person_keyring: Path | None = Field(
        default=None,
        description="file of the master keys of personal data; default keys/person-MODE in STATE_DIR",
    )

    log_authority: str = Field(
        default="",
        pattern=r"^[^\s+~]*$",
        description="who vouches for the logs, as a domain name; default baucu.localhost/MODE. For ever.",
    )
    log_keys: Path | None = Field(
        default=None,
        description="folder of the private keys that sign checkpoints; default keys of the stack",
    )
    checkpoint_feed: Path | None = Field(
        default=None, description="folder where checkpoints are published; default feed of the stack"
    )
    checkpoint_minutes: int = Field(default=10, ge=1, description="longest wait of an event for a checkpoint")
    checkpoint_events: int = Field(default=1_000, ge=1, description="events after which one is made at once")
    auditor_mail: str = Field(default="", description="mailboxes of auditors, separated by commas")
    auditor_mail_hours: int = Field(default=24, ge=1, description="shortest time between two letters to them")

    smtp_host: str | None = Field(default=None, description="mail server; without it mail goes to a sink")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        default="starttls", description="none is for the local sink and for Mailpit only"
    )
    mail_from: str = Field(default="baucu@localhost", description="sender of every reminder")

    console_host: str = "127.0.0.1"
    console_port: int = Field(default=8000, ge=0, le=65535, description="0 takes any free port")

    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @model_validator(mode="after")
    def _put_passwords_in(self) -> Self:
        self.database_url = _with_password(self.database_url, self.database_password, "DATABASE_URL")
        self.database_reader_url = _with_password(
            self.database_reader_url, self.database_reader_password, "DATABASE_READER_URL"
        )
        self.database_owner_url = _with_password(
            self.database_owner_url, self.database_owner_password, "DATABASE_OWNER_URL"
        )
        self.database_checkpointer_url = _with_password(
            self.database_checkpointer_url, self.database_checkpointer_password, "DATABASE_CHECKPOINTER_URL"
        )
        return self

    @property
    def namespace(self) -> str:
        """The Temporal namespace: the given one, or the one of the mode."""
        return self.temporal_namespace or f"baucu-{self.mode}"

    def keyring(self, mode: str) -> Path:
        """File of the master keys of personal data; rehearsals have keys of their own."""
        return self.person_keyring or self.state_dir / "keys" / f"person-{mode}"

    def authority(self, mode: str) -> str:
        """First part of the names of the logs of this installation."""
        return self.log_authority or f"baucu.localhost/{mode}"

    @property
    def auditors(self) -> tuple[str, ...]:
        """Mailboxes that checkpoints are sent to."""
        return tuple(filter(None, (each.strip() for each in self.auditor_mail.split(","))))

    @property
    def folder(self) -> Path:
        """Folder of the mode's local stack."""
        return self.state_dir / "state" / self.mode

    @property
    def database(self) -> str:
        """Name of the mode's database on a server of our own."""
        return f"baucu_{self.mode}"


def _with_password(url: SecretStr | None, password: SecretStr | None, name: str) -> SecretStr | None:
    if url is None or password is None:
        return url
    parts = urlsplit(url.get_secret_value())
    if not parts.username or parts.password:
        raise ValueError(
            f"{name} phải có tên người dùng và không có mật khẩu khi có {name.removesuffix('URL')}PASSWORD"
        )
    # Kept as written but for the password: user and host may hold escapes of their own.
    user, _, host = parts.netloc.rpartition("@")
    secret = quote(password.get_secret_value(), safe="")
    return SecretStr(urlunsplit(parts._replace(netloc=f"{user}:{secret}@{host}")))


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
