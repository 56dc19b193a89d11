"""The metrics that alarms watch: of what, in which unit, by which statistic."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.services.lightsail.settings import RESOURCE_TYPES, current


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. Source: documented (types, most units), inferred (statistics)."""

    unit: str
    statistic: str
    #: The types of resources that have it, the usual one first.
    types: tuple[str, ...]


_INSTANCE, _BALANCER, _DATABASE = RESOURCE_TYPES


def _metrics(unit: str, statistic: str, types: tuple[str, ...], *names: str) -> dict[str, Metric]:
    return dict.fromkeys(names, Metric(unit, statistic, types))


#: Name -> metric.
METRICS: dict[str, Metric] = {
    **_metrics("Percent", "Average", (_INSTANCE, _DATABASE), "CPUUtilization"),
    **_metrics("Percent", "Average", (_INSTANCE,), "BurstCapacityPercentage"),
    **_metrics("Seconds", "Average", (_INSTANCE,), "BurstCapacityTime"),
    **_metrics(
        "Bytes", "Sum", (_INSTANCE,), "DiskReadBytes", "DiskWriteBytes", "NetworkIn", "NetworkOut"
    ),
    **_metrics(
        "Count",
        "Sum",
        (_INSTANCE,),
        "DiskQueueLength",
        "DiskReadOps",
        "DiskWriteOps",
        "StatusCheckFailed",
        "StatusCheckFailed_Instance",
        "StatusCheckFailed_System",
    ),
    **_metrics("Seconds", "Sum", (_INSTANCE,), "DiskTotalReadTime", "DiskTotalWriteTime"),
    **_metrics(
        "Count",
        "Sum",
        (_BALANCER,),
        "ClientTLSNegotiationErrorCount",
        "HTTPCode_Instance_2XX_Count",
        "HTTPCode_Instance_3XX_Count",
        "HTTPCode_Instance_4XX_Count",
        "HTTPCode_Instance_5XX_Count",
        "HTTPCode_LB_4XX_Count",
        "HTTPCode_LB_5XX_Count",
        "RejectedConnectionCount",
        "RequestCount",
    ),
    **_metrics("Count", "Average", (_BALANCER,), "HealthyHostCount", "UnhealthyHostCount"),
    **_metrics("Seconds", "Average", (_BALANCER,), "InstanceResponseTime"),
    **_metrics("Count", "Maximum", (_DATABASE,), "DatabaseConnections"),
    **_metrics("Count", "Sum", (_DATABASE,), "DiskQueueDepth"),
    **_metrics("Bytes", "Sum", (_DATABASE,), "FreeStorageSpace"),
    **_metrics("Bytes", "Average", (_DATABASE,), "FreeableMemory", "SwapUsage"),
    **_metrics(
        "Bytes/Second",
        "Average",
        (_DATABASE,),
        "NetworkReceiveThroughput",
        "NetworkTransmitThroughput",
    ),
}
#: A metric that the installed model has, and we do not know yet.
_NEWER = Metric("None", "Average", RESOURCE_TYPES)


def metric_of(name: str) -> Metric:
    """The metric of a name that the model has."""
    return METRICS.get(name, _NEWER)


def type_of(resource: str, metric: Metric) -> str | None:
    """The type of a resource; None where the setting ``lightsail_resources`` lacks it.

    Without that setting whatever is named is there, and of the type that has the metric: we have
    no instances. Source: ours.
    """
    resources = current.resources
    return metric.types[0] if resources is None else resources.get(resource)


def measured(resource: str, metric: str) -> float | None:
    """What is measured at present, by the setting ``lightsail_metrics``; None where nothing is.

    Source: ours.
    """
    text = (current.metrics or {}).get(f"{resource}/{metric}")
    return None if text is None else float(text)
