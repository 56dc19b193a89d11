"""Sessions that share models, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.credentials import CredentialProvider, Credentials
from botocore.exceptions import ProfileNotFound
from botocore.handlers import BUILTIN_HANDLERS
from botocore.hooks import HierarchicalEmitter
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from moto_contacts.sessions import new_session

STEPS = st.sampled_from(["register", "register_first", "register_last", "unregister"])
EVENTS = st.sampled_from(["a", "a.b", "*.b", "a.b.c", "*"])


def _handler(number: int) -> Callable[..., int]:
    def handle(**_: Any) -> int:
        return number

    return handle


def _raised(do: Callable[..., Any], *arguments: Any) -> type[Exception] | None:
    """botocore stumbles over what is taken from where nobody has been put."""
    try:
        do(*arguments)
    except AttributeError as error:
        return type(error)
    return None


HANDLERS = [_handler(number) for number in range(4)]


def _emitter() -> Any:
    """The hooks of a new session."""
    return new_session()._session.get_component("event_emitter")


class TestSessions:
    def test_models_are_read_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = new_session().client("lightsail", "us-east-1")
        monkeypatch.setattr("botocore.loaders.JSONFileLoader.load_file", None)
        second = new_session().client("lightsail", "us-east-1")
        assert type(first) is not type(second)
        with pytest.raises(TypeError):  # of a plain session the loader would have to read
            boto3.Session().client("lightsail", "us-east-1")

    def test_loader_is_as_it_was_after_many_sessions(self) -> None:
        def paths() -> list[str]:
            session = new_session()
            found: list[str] = session._session.get_component("data_loader").search_paths
            return found

        before = paths()
        assert before[:2] == boto3.Session()._session.get_component("data_loader").search_paths[:2]
        for _ in range(3):
            new_session()
        assert paths() == before

    def test_resources_too(self) -> None:
        with mock_aws():
            bucket = new_session().resource("s3", "us-east-1").Bucket("bucket")
            bucket.create()
            assert bucket.creation_date is not None

    def test_handlers_are_a_session_s_own(self) -> None:
        heard: list[str] = []

        def hear(event_name: str, **_: Any) -> None:
            heard.append(event_name)

        with mock_aws():
            loud = new_session()
            loud.events.register("before-send", hear)
            loud.client("lightsail", "us-east-1").get_contact_methods()
            assert heard == ["before-send.lightsail.GetContactMethods"]
            client = new_session().client("lightsail", "us-east-1")
            client.meta.events.register("before-send", hear)
            new_session().client("lightsail", "us-east-1").get_contact_methods()
            assert len(heard) == 1

    @pytest.mark.parametrize("make", [boto3.Session, new_session])
    def test_events_are_as_in_any_session(self, make: Callable[[], boto3.Session]) -> None:
        heard: list[str] = []

        def hear(event_name: str, **_: Any) -> str:
            heard.append(event_name)
            return "heard"

        events = make().events
        events.register_first("mine", hear)
        assert events.emit("mine.of.them") == [(hear, "heard")]
        assert events.emit_until_response("mine") == (hear, "heard")
        assert copy.copy(events).emit("mine") == [(hear, "heard")]
        events.unregister("mine", hear)
        assert events.emit("mine") == []
        assert heard == ["mine.of.them", "mine", "mine"]

    def test_handlers_of_boto3_are_heard_in_their_own_session(self) -> None:
        with mock_aws():
            first, second = new_session(), new_session()
            assert hasattr(first.client("s3", "us-east-1"), "upload_file")
            first._session.register("creating-client-class.s3", _name_it)
            assert first.client("s3", "us-east-1").name_of_a_test == "it"
            assert not hasattr(second.client("s3", "us-east-1"), "name_of_a_test")

    def test_handlers_can_be_looked_at_as_botocores_are(self) -> None:
        plain, ours = boto3.Session(), new_session()
        emitters = [session.events._emitter for session in (plain, ours)]
        first, second = [each._handlers.prefix_search("before-send.s3.X") for each in emitters]
        assert [*first] == [*second] != []
        with pytest.raises(AttributeError):
            emitters[1].__nothing__  # noqa: B018

    @given(st.lists(st.tuples(st.integers(0, 2), STEPS, EVENTS, st.integers(0, 3)), max_size=20))
    def test_handlers_of_one_client_are_no_other_s(
        self, steps: list[tuple[int, str, str, int]]
    ) -> None:
        """Whatever each registers and takes back, they hear what botocore's own clients hear."""
        ours = [copy.copy(_emitter()) for _ in range(3)]
        theirs = [HierarchicalEmitter() for _ in range(3)]
        for client, step, event, number in steps:
            mine, its = (
                _raised(getattr(emitters[client], step), f"mine.{event}", HANDLERS[number])
                for emitters in (ours, theirs)
            )
            assert mine is its
        for mine, its in zip(ours, theirs, strict=True):
            for event in ["a", "a.b", "a.c", "b.b.c", "a.b.c"]:
                assert mine.emit(f"mine.{event}") == its.emit(f"mine.{event}")
        assert _emitter().emit("mine.a.b.c") == []

    @pytest.mark.parametrize("kind", [tuple, list])
    def test_what_others_register_everywhere_is_there_from_then_on(
        self, kind: Callable[[Any], Any]
    ) -> None:
        @dataclass
        class Hearing:
            """No dataclass that can be changed is hashable."""

            heard: list[str]

            def __call__(self, **_: Any) -> None:
                self.heard.append("it")

        hearing = Hearing([])

        def call() -> list[str]:
            new_session().client("lightsail", "us-east-1").get_contact_methods()
            return hearing.heard

        with mock_aws():
            assert call() == []
            BUILTIN_HANDLERS.append(kind(("before-send.lightsail", hearing)))
            try:
                assert call() == ["it"]
            finally:
                BUILTIN_HANDLERS.pop()
            assert call() == ["it"]

    def test_list_of_handlers_that_a_test_replaces_counts(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[str] = []

        def hear(event_name: str, **_: Any) -> None:
            heard.append(event_name)

        more = [*BUILTIN_HANDLERS, ("before-send", hear)]
        monkeypatch.setattr("botocore.handlers.BUILTIN_HANDLERS", more)
        with mock_aws():
            new_session().client("lightsail", "us-east-1").get_contact_methods()
        assert heard == ["before-send.lightsail.GetContactMethods"]

    def test_environment_counts(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "mine")
        session = new_session()
        assert session.client("lightsail").meta.region_name == "eu-west-1"
        assert session.get_credentials().access_key == "mine"
        config = tmp_path / "config"
        config.write_text("[profile there]\nregion = eu-central-1\n")
        monkeypatch.delenv("AWS_DEFAULT_REGION")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
        monkeypatch.setenv("AWS_PROFILE", "there")
        assert new_session().region_name == "eu-central-1"
        monkeypatch.setenv("AWS_PROFILE", "elsewhere")
        with pytest.raises(ProfileNotFound):
            new_session()

    def test_profile_counts_with_each_client(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        config = tmp_path / "config"
        config.write_text("[default]\nregion = eu-west-1\n[profile there]\nregion = eu-west-3\n")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
        monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
        session = new_session()._session
        session.set_credentials("testing", "testing")
        assert session.create_client("lightsail").meta.region_name == "eu-west-1"
        session.set_config_variable("profile", "there")
        assert session.create_client("lightsail").meta.region_name == "eu-west-3"
        assert session.get_scoped_config() == {"region": "eu-west-3"}
        session.set_config_variable("profile", "nowhere")
        with pytest.raises(ProfileNotFound):
            session.create_client("lightsail")

    def test_credentials_are_found_as_in_any_session(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def key(**variables: str) -> str:
            session = new_session()
            for name, value in variables.items():
                session._session.set_config_variable(name, value)
            found: str = session.get_credentials().access_key
            return found

        file = tmp_path / "credentials"
        file.write_text(
            "[default]\naws_access_key_id = the file's\naws_secret_access_key = x\n"
            "[there]\naws_access_key_id = the profile's\naws_secret_access_key = x\n"
        )
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "the environment's")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
        assert key() == "the environment's"
        assert key(profile="there") == "the profile's"
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        assert key() == "the file's"

    @pytest.mark.parametrize("make", [boto3.Session, new_session])
    def test_session_can_be_copied_whole(self, make: Callable[[], boto3.Session]) -> None:
        """Before a client was made; what is made with one has no copies."""
        heard: list[str] = []

        def hear(event_name: str, **_: Any) -> None:
            heard.append(event_name)

        with mock_aws():
            first = make()
            second = copy.deepcopy(first)
            second.events.register("before-send", hear)
            second.client("lightsail", "us-east-1").get_contact_methods()
            assert heard == ["before-send.lightsail.GetContactMethods"]
            first.client("lightsail", "us-east-1").get_contact_methods()
            assert len(heard) == 1
            assert hasattr(second.client("s3", "us-east-1"), "upload_file")

    def test_providers_of_a_user_s_own_are_asked(self) -> None:
        class Mine(CredentialProvider):
            METHOD = "mine"

            def load(self) -> Credentials:
                return Credentials("mine", "x")

        session = new_session()
        resolver = session._session.get_component("credential_provider")
        resolver.insert_before("env", Mine())
        assert session.get_credentials().access_key == "mine"

    def test_own_models_are_not_shared(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        model = tmp_path / "zoe" / "2026-11-20" / "service-2.json"
        model.parent.mkdir(parents=True)
        metadata = {
            "apiVersion": "2026-11-20",
            "endpointPrefix": "zoe",
            "protocol": "json",
            "serviceId": "Zoe",
        }
        model.write_text(json.dumps({"metadata": metadata, "operations": {}, "shapes": {}}))
        monkeypatch.setenv("AWS_DATA_PATH", str(tmp_path))
        assert "zoe" in new_session().get_available_services()
        monkeypatch.delenv("AWS_DATA_PATH")
        assert "zoe" not in new_session().get_available_services()


def _name_it(class_attributes: dict[str, Any], **_: Any) -> None:
    class_attributes["name_of_a_test"] = "it"


TESTS = """
    import boto3
    import pytest
    from moto import mock_aws

    before = boto3.DEFAULT_SESSION = boto3.Session(region_name="eu-west-1")
    seen = []

    def test_all_clients_are_mocked(moto_contacts_session, contacts_outbox):
        assert boto3.DEFAULT_SESSION is moto_contacts_session
        client = boto3.client("notificationscontacts", "us-east-1")
        arn = client.create_email_contact(name="me", emailAddress="me@example.com")["arn"]
        client.send_activation_code(arn=arn)
        client.activate_email_contact(arn=arn, code=contacts_outbox.code())
        other = moto_contacts_session.client("notificationscontacts", "us-east-1")
        assert other.get_email_contact(arn=arn)["emailContact"]["status"] == "active"
        seen.append(moto_contacts_session)

    @mock_aws
    def test_everything_is_new(moto_contacts_session):
        assert boto3.DEFAULT_SESSION is moto_contacts_session
        client = boto3.client("notificationscontacts", "us-east-1")
        assert client.list_email_contacts()["emailContacts"] == []
        assert moto_contacts_session not in seen

    def test_default_session_is_back():
        assert boto3.DEFAULT_SESSION is before
        with mock_aws():
            client = boto3.client("notificationscontacts", "us-east-1")
            assert client.list_email_contacts()["emailContacts"] == []
"""


def test_fixture(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TESTS)
    pytester.runpytest_inprocess("-W", "error").assert_outcomes(passed=3)
