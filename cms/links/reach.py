"""Which addresses the checker may connect to: only those that anybody on the internet could, never our own network.

A name is resolved once, all that it resolves to must be public, and the connection goes to just those addresses: a name
that resolves differently a moment later (DNS rebinding) gains nothing. This is asked again after each redirect.
"""

import asyncio
import socket
from dataclasses import dataclass, field
from ipaddress import IPv6Network, ip_address

# Addresses of IPv4 inside of IPv6, to which gateways of a network may translate.
NAT64 = IPv6Network("64:ff9b::/96")


class NotPublic(Exception):
    """An address within a network, on another port, or of another protocol: it is never connected to."""


class NoHost(Exception):
    """There is no host of this name."""


@dataclass(frozen=True)
class Reach:
    """`exceptions` are IP addresses that may be asked although they are not public, for tests."""

    ports: frozenset = frozenset({80, 443})
    exceptions: frozenset = field(default_factory=frozenset)

    async def resolve(self, url):
        """The IP addresses of the host of an httpx.URL. Raises NotPublic, NoHost."""
        port = url.port or {"http": 80, "https": 443}.get(url.scheme)
        if url.scheme not in {"http", "https"} or port not in self.ports:
            raise NotPublic
        host = url.raw_host.decode("ascii")
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as unknown:
            raise NoHost from unknown
        addresses = list(dict.fromkeys(address for *_, (address, *_) in found))
        if not all(address in self.exceptions or is_public(address) for address in addresses):
            raise NotPublic
        return addresses


def is_public(address):
    """Whether an IP address, a str, is one of the internet."""
    ip = ip_address(address)
    if ip.version == 6:
        inner = ip.ipv4_mapped or ip.sixtofour or (ip_address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if inner:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
