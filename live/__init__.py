"""The site's WebSockets: a change reaches open pages by bus → listener → hub → socket.

Each process that accepts sockets has one LiveServer. A leaf: it imports no other app of ours, which register their
topics (live.topics), and has no models. See docs/decisions/0006 and 0007.
"""
