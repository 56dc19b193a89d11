"""Alarms: each is measured every five minutes, and tells of another state where it was told to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing, Ordered
from moto_contacts.services.lightsail import errors
from moto_contacts.services.lightsail.alarm import (
    PERIOD,
    Alarm,
    Configuration,
    Metered,
    Monitored,
    monitored,
)
from moto_contacts.services.lightsail.condition import ALARM, Condition
from moto_contacts.services.lightsail.contact_methods import ContactMethods
from moto_contacts.services.lightsail.metrics import measured, metric_of, type_of
from moto_contacts.services.lightsail.operations import Operations
from moto_contacts.services.lightsail.resources import ALARM as KIND
from moto_contacts.services.lightsail.settings import current
from moto_contacts.services.lightsail.tags import merged
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4

#: A day of periods. Source: documented.
_MOST_PERIODS = 288
_PERIOD = timedelta(seconds=PERIOD)


class Alarms(Family):
    """Put, read, test, delete."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._operations = backend.family(Operations)
        self._methods = backend.family(ContactMethods)
        self._by_name: Ordered[str, Alarm] = Ordered()
        self._by_metric: defaultdict[Metered, list[Alarm]] = defaultdict(list)

    @operation
    def put_alarm(
        self,
        alarm_name: str,
        metric_name: str,
        monitored_resource_name: str,
        comparison_operator: str,
        threshold: float,
        evaluation_periods: int,
        datapoints_to_alarm: int | None = None,
        treat_missing_data: str = "missing",
        contact_protocols: Sequence[str] = (),
        notification_triggers: Sequence[str] = (ALARM,),
        notification_enabled: bool = True,
        tags: list[dict[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """The operation. A new alarm has insufficient data; one that is there keeps its state.

        Of that, all but the tags is replaced, what is not given by its default. It is measured
        every five minutes of the clock: see the setting ``lightsail_metrics``.
        Errors: InvalidInputException for periods and data points out of bounds, triggers without
        ALARM, a metric that the resource's type lacks, tags, and a third alarm of a metric;
        NotFoundException for a resource that the setting ``lightsail_resources`` lacks.
        Source: documented (defaults, states, bounds, quota), inferred (errors and their order).
        """
        needed = evaluation_periods if datapoints_to_alarm is None else datapoints_to_alarm
        if not 1 <= evaluation_periods <= _MOST_PERIODS:
            raise errors.invalid("evaluation periods", most=_MOST_PERIODS)
        if not 1 <= needed <= evaluation_periods:
            raise errors.invalid("data points", periods=evaluation_periods)
        if ALARM not in notification_triggers:
            raise errors.invalid("triggers")
        configuration = Configuration(
            monitored=self._monitored(monitored_resource_name, metric_name),
            metric_name=metric_name,
            condition=Condition(
                comparison_operator,
                float(threshold),
                evaluation_periods,
                needed,
                treat_missing_data,
            ),
            protocols=tuple(contact_protocols),
            triggers=tuple(notification_triggers),
            enabled=notification_enabled,
        )
        present = self.registry.get(Alarm, alarm_name)
        self._check_quota(present, configuration.metric)
        if present is None:
            present = self._add(alarm_name, configuration, tags or [])
        else:
            self._by_metric[present.configuration.metric].remove(present)
            present.configure(configuration)
            self._take_over(present)
        self._by_metric[configuration.metric].append(present)
        return self._record("PutAlarm", alarm_name, monitored_resource_name)

    @operation
    def get_alarms(
        self, alarm_name: str | None = None, monitored_resource_name: str | None = None
    ) -> Listing[str, Alarm]:
        """All alarms, that of a name, or those of a resource, maybe none; ordered by name.

        Errors: NotFoundException for a name, also of an alarm of another resource than the one
        named; InvalidInputException for a token of another query. Source: seen (the error, by what
        CloudFormation makes of it), inferred (the rest).
        """
        named = None if alarm_name is None else self.registry.find(Alarm, alarm_name)
        if named is not None and monitored_resource_name not in (None, _monitored_by(named)):
            raise errors.not_found(KIND.resource_type, named.name)

        def fits(alarm: Alarm) -> bool:
            return named in (None, alarm) and (
                monitored_resource_name in (None, _monitored_by(alarm))
            )

        asked = named is not None or monitored_resource_name is not None
        return Listing(self._by_name, show=Alarm.describe, where=fits if asked else None)

    @operation
    def test_alarm(self, alarm_name: str, state: str) -> dict[str, Any]:
        """The operation. Tells of the state as if the alarm were in it; it stays in its own.

        Errors: NotFoundException. Source: documented (who is told), inferred (the real one is in
        the tested state for some seconds).
        """
        alarm = self.registry.find(Alarm, alarm_name)
        self._tell(alarm, state)
        return self._record("TestAlarm", alarm_name)

    @operation
    def delete_alarm(self, alarm_name: str) -> dict[str, Any]:
        """The operation. The alarm is gone at once. Errors: NotFoundException. Source: documented.

        It was measured until now, and has nothing more to tell.
        """
        alarm = self.registry.find(Alarm, alarm_name)
        alarm.next.cancel()
        self.registry.remove(alarm)
        self._by_metric[alarm.configuration.metric].remove(alarm)
        del self._by_name[alarm_name]
        return self._record("DeleteAlarm", alarm_name)

    def _monitored(self, name: str, metric_name: str) -> Monitored:
        """The resource of this name, where it has the metric."""
        metric = metric_of(metric_name)
        found = type_of(name, metric)
        if found is None:
            raise errors.not_found(metric.types[0], name)
        if found not in metric.types:
            raise errors.invalid("metric", metric=metric_name, name=name, type=found)
        return monitored(name, found, self.scope.arn(""))

    def _check_quota(self, present: Alarm | None, metric: Metered) -> None:
        limit = current.alarms_per_metric
        watching = self._by_metric.get(metric, ())
        if len(watching) - (present in watching) >= limit:
            raise errors.invalid("too many alarms", limit=limit)

    def _add(self, name: str, configuration: Configuration, tags: list[dict[str, Any]]) -> Alarm:
        id, now = uuid4(), clock.now()
        alarm = Alarm(
            arn=self.scope.arn(f"{KIND.name}/{id}"),
            tags=merged(name, {}, tags),
            name=name,
            id=id,
            region=self.scope.region,
            created_at=now,
            configuration=configuration,
        )
        self.registry.add(alarm, name)
        self._by_name[name] = alarm
        self._await(alarm, now, periods=1)
        return alarm

    def _await(self, alarm: Alarm, since: datetime, periods: int) -> None:
        """The alarm is measured so many periods after a moment."""
        self._measure_at(alarm, clock.later(since, periods * _PERIOD))

    def _take_over(self, alarm: Alarm) -> None:
        """The alarm is measured when it would have been, but on behalf of whoever acts now."""
        alarm.next.cancel()
        self._measure_at(alarm, alarm.next.due)

    def _measure_at(self, alarm: Alarm, due: datetime) -> None:
        alarm.next = self.scope.at(due, partial(self._measure, alarm), within=_PERIOD)

    def _measure(self, alarm: Alarm) -> None:
        """One data point more. Raises `Misconfigured` for a setting that says no number."""
        try:
            if alarm.measure(measured(*alarm.configuration.metric)):
                self._tell(alarm, alarm.state)
        finally:
            self._await(alarm, clock.now(), _periods_ahead() if alarm.steady else 1)

    def _tell(self, alarm: Alarm, state: str) -> None:
        """Whoever is to know of a state is sent it, once by each protocol with a valid method."""
        if alarm.tells(state):
            for protocol in dict.fromkeys(alarm.configuration.protocols):
                self._methods.notify(protocol, resource_arn=alarm.arn, **alarm.text(state))

    def _record(self, operation: str, name: str, details: str | None = None) -> dict[str, Any]:
        return self._operations.record(operation, KIND.resource_type, name, details)


def _monitored_by(alarm: Alarm) -> str:
    return alarm.configuration.monitored.name


def _periods_ahead() -> int:
    """How many periods a move of the clock still passes, at least one.

    What is measured stays as it is on the way: only the last of them can bring anything new.
    """
    return max(1, (clock.target() - clock.now()) // _PERIOD)
