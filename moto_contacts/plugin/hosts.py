"""Hosts of AWS that are of no service of moto's or ours; ends of paths. PYTEST_DONT_REWRITE"""

from __future__ import annotations

import re

from moto_contacts.gateway import domains

#: moto answers what it does not know under amazonaws.com with a 404; under the other domains of AWS
#: it would let the request out to the network. Comes last: every real service is asked first.
UNKNOWN = "motocontactsunknown"
UNKNOWN_URLS = re.compile(domains.under("[^/]+", domains.of_aws() - {"amazonaws.com"}))
#: The rest of a path as moto's patterns have it: an end of line in it is one of its characters.
REST = "(?P<path>[\\s\\S]*)$"
