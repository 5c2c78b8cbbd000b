"""Answer requests at an address until somebody stops it.

In:  an app, a host, a port.
"""

import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from accord.errors import AccordError, ConfigError
from accord.web.house import House

__all__ = ["free_port", "serve", "warm"]


def free_port(host: str, port: int) -> int:
    """Return the port itself where it is free, any free one for 0.

    Raises:
        ConfigError: Something else listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trying:
        try:
            trying.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"port {port} of {host} is taken ({error.strerror}); choose another: --port {port + 1}"
            ) from error
        return int(trying.getsockname()[1])


def serve(app: ASGIApp, host: str, port: int) -> None:
    """Answer until stopped."""
    uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    ).run()


def warm(house: House) -> None:
    """Begin to count beside everything else, so that the first page need not wait for it on a large register."""

    def count() -> None:
        try:
            with house.register.asking() as asking:
                house.tally.total(asking)
        except AccordError:
            return  # whoever opens a page is told

    threading.Thread(target=count, daemon=True).start()
