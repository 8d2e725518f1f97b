"""Settings: where a value comes from, and what is refused."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from workers.settings import Settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_PASSWORD", "BAUCU_MODE", "TEMPORAL_NAMESPACE", "SMTP_USER"):
        monkeypatch.delenv(name, raising=False)


def with_secrets(folder: Path) -> Settings:
    return Settings(_secrets_dir=folder)


def test_a_bare_machine_is_live_with_its_own_database_and_namespace() -> None:
    settings = Settings()
    assert (settings.mode, settings.database, settings.namespace) == ("live", "baucu_live", "baucu-live")


def test_the_mode_comes_from_the_environment_and_names_namespace_and_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BAUCU_MODE", "rehearsal")
    settings = Settings()
    assert (settings.database, settings.namespace) == ("baucu_rehearsal", "baucu-rehearsal")


def test_an_unknown_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAUCU_MODE", "test")
    with pytest.raises(ValidationError, match="BAUCU_MODE"):
        Settings()


def test_a_password_from_a_secret_file_is_put_into_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://baucu_writer@postgres:5432/baucu_live")
    (tmp_path / "database_password").write_text("p@ss/wörd\n")
    url = with_secrets(tmp_path).database_url
    assert url
    assert url.get_secret_value() == "postgresql://baucu_writer:p%40ss%2Fw%C3%B6rd@postgres:5432/baucu_live"


def test_each_role_has_an_address_and_a_password_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://baucu_writer@h/d")
    monkeypatch.setenv("DATABASE_READER_URL", "postgresql://baucu_reader@h/d")
    (tmp_path / "database_password").write_text("ghi\n")
    (tmp_path / "database_reader_password").write_text("doc\n")
    settings = with_secrets(tmp_path)
    assert settings.database_url == SecretStr("postgresql://baucu_writer:ghi@h/d")
    assert settings.database_reader_url == SecretStr("postgresql://baucu_reader:doc@h/d")


def test_two_passwords_for_one_address_are_refused() -> None:
    with pytest.raises(ValidationError, match="DATABASE_URL phải có tên người dùng và không có mật khẩu"):
        Settings(database_url=SecretStr("postgresql://a:b@h/d"), database_password=SecretStr("c"))


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_USER", "")
    assert Settings().smtp_user is None


def test_no_secret_shows_in_the_printed_settings() -> None:
    printed = repr(
        Settings(database_url=SecretStr("postgresql://a:hush@h/d"), smtp_password=SecretStr("hush"))
    )
    assert "hush" not in printed
