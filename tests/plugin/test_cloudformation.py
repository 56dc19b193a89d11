"""moto's CloudFormation and the classes that the plugin gives it; types are tested by service."""

from __future__ import annotations

from moto_contacts.catalogue import SERVICES, services
from moto_contacts.plugin.cloudformation import classes
from tests.plugin.test_joining import run

TYPES = [row.name for service in services() for row in service.resource_types]
USER = """
import boto3, json
from moto import mock_aws
with mock_aws():
    topic = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    client = boto3.client("cloudformation", "us-east-1")
    client.create_stack(StackName="s", TemplateBody=json.dumps(topic))
    assert len(boto3.client("sns", "us-east-1").list_topics()["Topics"]) == 1
print("whole")
"""


def test_type_that_there_is_stays_what_it_is() -> None:
    class Base:
        pass

    class Theirs(Base):
        @staticmethod
        def cloudformation_type() -> str:
            return TYPES[0]

    made = classes(Base, list(SERVICES))
    assert list(made) == TYPES[1:]
    assert all(each.__bases__[1] is Base for each in made.values())


def test_other_cloudformation() -> None:
    """Another moto, whose parsing has no base class: its own types go on."""
    change = (
        "found = CloudFormationModel\n"
        "get_model_list = lru_cache(lambda: found.__subclasses__())\n"
        "del CloudFormationModel"
    )
    process, said = run("moto.cloudformation.parsing", change, USER)

    assert process.stdout == "whole\n", process.stderr
    assert len(said) == 1
    assert "parsing, so CloudFormation makes none of its resources, while" in said[0]


def test_plugin_that_comes_when_types_have_been_looked_for() -> None:
    """``parsing`` remembers what it has found."""
    code = f"""
        import sys, warnings
        sys.meta_path[:] = [each for each in sys.meta_path if not hasattr(each, "waits_for_moto")]
        for name in [name for name in sys.modules if name.startswith("moto_contacts")]:
            del sys.modules[name]
        from moto.cloudformation import parsing
        warnings.simplefilter("ignore")
        assert {TYPES[0]!r} not in parsing.get_model_map()
        import moto_contacts
        assert {TYPES[0]!r} in parsing.get_model_map()
        print("whole")
    """
    process, _ = run("nothing", "", code)
    assert process.stdout == "whole\n", process.stderr
