"""The class of moto's that our backends become of; what it makes of them is tested by service."""

from __future__ import annotations

from contextlib import ExitStack
from types import ModuleType

from moto_contacts.catalogue import services
from moto_contacts.plugin.registration import join_tagging


class Mixin:
    """As moto's."""


def of_the_class() -> list[bool]:
    return [issubclass(each.backend, Mixin) for each in services()]


def test_services_that_tag_are_of_the_class_until_it_is_undone() -> None:
    models = ModuleType("models")
    vars(models).update(TaggableResourcesMixin=Mixin, TaggedResource=object)
    with ExitStack() as undo:
        join_tagging(models, undo)
        assert of_the_class() == [each.tagging is not None for each in services()]
        assert True in of_the_class()
    assert True not in of_the_class()


def test_older_moto() -> None:
    with ExitStack() as undo:
        join_tagging(ModuleType("models"), undo)
        assert True not in of_the_class()
