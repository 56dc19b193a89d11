"""Console scripts: moto's own server and proxy, with the plugin joined in any installation.

Where the ``.pth`` file of the wheel is at work, the stock ``moto_server`` and ``moto_proxy`` do the
same; these are for environments without it.
"""

import moto_contacts  # noqa: F401  joins moto


def server() -> None:
    """``moto_server``, with its arguments."""
    from moto.server import main

    main()


def proxy() -> None:
    """``moto_proxy``, with its arguments."""
    from moto.proxy import main

    main()
