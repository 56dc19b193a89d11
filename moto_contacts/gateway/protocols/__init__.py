"""How requests are read and answers written on the wire; a module a protocol."""

from moto_contacts.gateway.protocols.alibaba_rpc import AlibabaRpcProtocol
from moto_contacts.gateway.protocols.aws_json import JsonProtocol
from moto_contacts.gateway.protocols.base import Protocol
from moto_contacts.gateway.protocols.query import QueryProtocol
from moto_contacts.gateway.protocols.rest_json import RestJsonProtocol

#: As the models name them.
PROTOCOLS: dict[str, type[Protocol]] = {
    "json": JsonProtocol,
    "rest-json": RestJsonProtocol,
    "query": QueryProtocol,
    "alibaba-rpc": AlibabaRpcProtocol,
}
