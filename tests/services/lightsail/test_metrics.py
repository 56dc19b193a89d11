"""The table of Lightsail's metrics, against the installed model."""

from __future__ import annotations

from moto_contacts.services.lightsail.metrics import METRICS, metric_of
from tests.lives import shapes


def test_every_metric_of_the_model_is_known() -> None:
    assert set(METRICS) >= set(shapes("lightsail").shape_for("MetricName").enum)


def test_units_statistics_and_types_are_the_models() -> None:
    model = shapes("lightsail")
    for name, metric in METRICS.items():
        assert metric.unit in model.shape_for("MetricUnit").enum, name
        assert metric.statistic in model.shape_for("MetricStatistic").enum, name
        assert set(metric.types) <= set(model.shape_for("ResourceType").enum), name


def test_types_are_those_of_the_call_that_reads_the_metric() -> None:
    """GetInstanceMetricData and its sisters have an enum each."""
    model = shapes("lightsail")
    for kind in ("Instance", "LoadBalancer", "RelationalDatabase"):
        theirs = set(model.shape_for(f"{kind}MetricName").enum) & set(METRICS)
        assert theirs <= {name for name, metric in METRICS.items() if kind in metric.types}


def test_metric_that_only_a_newer_model_has() -> None:
    assert metric_of("MemoryUtilization").unit == "None"
