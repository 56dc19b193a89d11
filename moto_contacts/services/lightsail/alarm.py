"""An alarm: what it watches, whom it tells, and its state."""

from __future__ import annotations

import uuid
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from moto_contacts.services.lightsail.condition import INSUFFICIENT_DATA, Condition
from moto_contacts.services.lightsail.metrics import metric_of
from moto_contacts.services.lightsail.resources import ALARM, Tagged
from moto_contacts.simulation.agenda import Entry

#: Seconds that a data point is of. Source: documented.
PERIOD = 300


#: A resource's name, and that of a metric.
Metered = tuple[str, str]


class Monitored(NamedTuple):
    """The resource whose metric is watched. Source: inferred (an ARN, of a resource we lack)."""

    name: str
    type: str
    arn: str


@lru_cache
def monitored(name: str, type: str, place: str) -> Monitored:
    """The same id for the same name, wherever it is asked for; ``place`` is what its ARN begins by.

    Kept, for several alarms watch one resource, and to hash its name takes its time.
    """
    id = uuid.uuid5(uuid.NAMESPACE_URL, f"{place}{type}/{name}")
    return Monitored(name, type, f"{place}{type}/{id}")


class Configuration(NamedTuple):
    """All that a call of PutAlarm replaces."""

    monitored: Monitored
    metric_name: str
    condition: Condition
    protocols: tuple[str, ...]
    triggers: tuple[str, ...]
    enabled: bool

    @property
    def metric(self) -> Metered:
        """What is measured, and of what."""
        return self.monitored.name, self.metric_name

    def describe(self) -> dict[str, Any]:
        """Its members of the structure ``Alarm``."""
        metric, condition = metric_of(self.metric_name), self.condition
        return {
            "monitoredResourceInfo": {
                "arn": self.monitored.arn,
                "name": self.monitored.name,
                "resourceType": self.monitored.type,
            },
            "metricName": self.metric_name,
            "unit": metric.unit,
            "statistic": metric.statistic,
            "period": PERIOD,
            "comparisonOperator": condition.comparison,
            "threshold": condition.threshold,
            "evaluationPeriods": condition.periods,
            "datapointsToAlarm": condition.needed,
            "treatMissingData": condition.missing,
            "contactProtocols": list(self.protocols),
            "notificationTriggers": list(self.triggers),
            "notificationEnabled": self.enabled,
        }


@dataclass(slots=True, eq=False)
class Alarm(Tagged):
    """Watches one metric of one resource."""

    kind = ALARM

    configuration: Configuration
    #: Source: documented, of a new one.
    state: str = INSUFFICIENT_DATA
    #: What was measured last, None where nothing was.
    points: deque[float | None] = field(init=False)
    #: When it is measured next.
    next: Entry = field(init=False)

    def __post_init__(self) -> None:
        self.points = deque(maxlen=self.configuration.condition.range)

    def configure(self, configuration: Configuration) -> None:
        """Replaces all that PutAlarm says; the state stays until the next data point.

        What was measured counts on while it is of the same metric. Source: documented (state),
        inferred (the rest).
        """
        kept = self.points if configuration.metric == self.configuration.metric else ()
        self.points = deque(kept, maxlen=configuration.condition.range)
        self.configuration = configuration

    def measure(self, value: float | None) -> bool:
        """One data point more; returns whether the state is another now."""
        self.points.append(value)
        before = self.state
        self.state = self.configuration.condition.judge(list(self.points), before)
        return self.state != before

    @property
    def steady(self) -> bool:
        """Whether one more data point like the last ones would change nothing."""
        return len(self.points) == self.points.maxlen and len(set(self.points)) == 1

    def tells(self, state: str) -> bool:
        """Whether somebody wants to know of this state. Source: documented."""
        return self.configuration.enabled and state in self.configuration.triggers

    def text(self, state: str) -> dict[str, str]:
        """Subject and body of what is sent of a state. Source: ours."""
        watched, condition = self.configuration, self.configuration.condition
        where = f'"{self.name}" in {self.region}'
        return {
            "subject": f"{state}: {where}",
            "body": (
                f"The Amazon Lightsail alarm {where} is in the state {state}. It watches "
                f"{watched.metric_name} of {watched.monitored.name} "
                f"({condition.comparison} {condition.threshold:g})."
            ),
        }

    def describe(self) -> dict[str, Any]:
        """The structure ``Alarm``. Source: documented (members), inferred (period)."""
        return {**self.identify(), **self.configuration.describe(), "state": self.state}
