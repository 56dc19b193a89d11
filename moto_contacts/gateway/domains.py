"""The domains that AWS answers under: those of every partition that the installed botocore knows.

PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import re
from functools import cache


@cache
def of_aws() -> frozenset[str]:
    """What follows service and region in the hosts of AWS, single and dual stack.

    Source: botocore's ``partitions.json``, from which its endpoint rules take them.
    """
    from botocore.loaders import Loader

    partitions = Loader().load_data("partitions")["partitions"]
    kinds = ("dnsSuffix", "dualStackDnsSuffix")
    return frozenset(each["outputs"][kind] for each in partitions for kind in kinds)


def under(hosts: str, names: frozenset[str]) -> str:
    """A regular expression for the beginning of a URL: ``hosts``, which is one too, under a domain.

    As names go, the domain may end in a dot, and a port may follow.
    """
    named = "|".join(map(re.escape, sorted(names)))
    return rf"https?://{hosts}\.({named})\.?(:\d+)?(?![\w.-])"
