"""What moto's operations on subscriptions send and say, where those have to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway import domains
from moto_contacts.gateway.neighbours import Call, Gated, Show
from moto_contacts.gateway.request import Request, Response
from moto_contacts.services.sns import errors
from moto_contacts.services.sns.settings import checked
from moto_contacts.services.sns.subscriptions import CONFIRMED, Held, Pending, Subscriptions
from moto_contacts.simulation.state import backend_of, has_region

#: What an answer has in place of an ARN. Source: seen.
_PENDING = "pending confirmation"
_TOPIC = re.compile("arn:[^:]+:sns:([^:]+):([0-9]{12}):.+")


def matters(call: Call) -> bool:
    """Whether any subscription may wait."""
    return Held.is_up or checked()


def show(performed: Call) -> None:
    """Shows the mail of a subscription that moto has confirmed at once."""
    found = _of(performed)
    subscription = found.motos.get(performed.told("SubscriptionArn"))
    if subscription is not None and not checked():
        found.show(subscription, _base_url(performed.request))


def _subscribe(call: Call) -> Response:
    """moto's subscription, which waits where its endpoint has to confirm it, and has not before.

    One that moto refuses for its attributes, and has made by then, is none.
    Source: documented, seen.
    """
    members, found = call.members, _of(call)
    topic, protocol = members["TopicArn"], members["Protocol"]
    place = (topic, protocol, members.get("Endpoint") or "")
    with found.scope.lock:
        waiting = found.waiting(*place)
        is_new = waiting is None and found.motos.find(*place) is None
        has_to_confirm = is_new and checked() and protocol in CONFIRMED
        try:
            with found.lent(waiting):
                performed = call.hand_on()
        finally:
            if has_to_confirm and not call.succeeded:
                found.motos.drop(*place)
        if not performed.succeeded:
            return performed.response
        subscription = found.motos.get(performed.told("SubscriptionArn"))
        if subscription is not None and is_new:
            found.take_place(subscription)
        if subscription is not None and has_to_confirm:
            waiting = found.hold(subscription)
        if waiting is None:
            return performed.response
        found.ask(waiting, _base_url(call.request))
    arn = waiting.arn if members.get("ReturnSubscriptionArn") else _PENDING
    return performed.amended(lambda answer: answer.update(SubscriptionArn=arn))


def _confirm(call: Call) -> Response:
    """Confirms by a token, whoever has it: by the API, or by its URL, which nobody signs.

    Which topic is named does not matter, if it could be one of the region. Errors: see
    `Subscriptions.confirm`. Source: seen.
    """
    members, request = call.members, call.request
    topic = _TOPIC.fullmatch(members["TopicArn"])
    if topic is None or topic[1] != _region(request, topic[1]):
        raise errors.invalid_parameter("Topic")
    if not re.fullmatch("[0-9a-fA-F]+", members["Token"]):
        raise errors.invalid_token()
    signed = _is_signed(request)
    if signed:
        call.authorize()
    backends = call.service.backends
    if not has_region(backends, topic[1]):
        raise errors.invalid_parameter("Topic")
    found = backend_of(backends, topic[2], topic[1]).family(Subscriptions)
    with found.scope.lock:
        owned = members.get("AuthenticateOnUnsubscribe") == "true"
        return call.respond({"SubscriptionArn": found.confirm(members["Token"], signed, owned)})


def _unsubscribe(call: Call) -> Response:
    """Ends a subscription; one that has waited may be had back. Source: seen."""
    found, arn = _of(call), call.members["SubscriptionArn"]
    with found.scope.lock:
        found.check_end(arn, _is_signed(call.request))
        subscription = found.motos.get(arn)
        with found.lent(found.registry.get(Pending, arn)):
            performed = call.hand_on()
        if subscription is not None and performed.succeeded:
            found.ended(subscription, _base_url(call.request))
    return performed.response


def _attributes(call: Call) -> Response:
    """moto's, of one that waits as well."""
    found = _of(call)
    with found.scope.lock, found.lent(found.registry.get(Pending, call.members["SubscriptionArn"])):
        return call.hand_on().response


def _list(call: Call) -> Response:
    """moto's, and on the last page those that wait. Source: seen (how), ours (where)."""
    found = _of(call)
    with found.scope.lock:
        pending = found.pending(call.members.get("TopicArn"))
        performed = call.hand_on()

    def add(answer: dict[str, Any]) -> None:
        if not answer.get("NextToken"):
            answer["Subscriptions"] += [each.describe() for each in pending]

    return performed.amended(add)


def _topic(call: Call) -> Response:
    """moto's, with the numbers of subscriptions."""
    found = _of(call)
    with found.scope.lock:
        counts = found.counts(call.members["TopicArn"])
    return call.hand_on().amended(lambda answer: answer["Attributes"].update(counts))


def _delete_topic(call: Call) -> Response:
    """With its subscriptions."""
    performed, found = call.hand_on(), _of(call)
    with found.scope.lock:
        found.tidy()
    return performed.response


def _of(call: Call) -> Subscriptions:
    return call.backend.family(Subscriptions)


def _is_signed(request: Request) -> bool:
    return bool(request.credential[0]) or "X-Amz-Credential=" in request.query


def _base_url(request: Request) -> str:
    return f"{request.scheme}://{request.host}"


def _region(request: Request, otherwise: str) -> str:
    """The region that a request names by its host or signature."""
    host = request.host.partition(":")[0].rstrip(".").split(".", 2)[-1]
    return request.region if request.credential[2] or host in domains.of_aws() else otherwise


#: Operation of moto's -> what shows the mail that it sends.
SHOWN: Mapping[str, Show] = {"Subscribe": show}
#: Operation of moto's -> what is done of it.
GATED: Mapping[str, Gated] = {
    name: Gated(matters, do)
    for name, do in {
        "Subscribe": _subscribe,
        "ConfirmSubscription": _confirm,
        "Unsubscribe": _unsubscribe,
        "GetSubscriptionAttributes": _attributes,
        "SetSubscriptionAttributes": _attributes,
        "ListSubscriptions": _list,
        "ListSubscriptionsByTopic": _list,
        "GetTopicAttributes": _topic,
        "DeleteTopic": _delete_topic,
    }.items()
}
