"""What the attacks are after: a process with open sockets, a secret in its memory, and an ear for signals.

Arguments: folder, abstract socket's name, secret. Says on its output where all of this is, then, for each line of
input, what has happened since.
"""

import ctypes
import json
import os
import signal
import socket
import sys

folder, abstract, secret = sys.argv[1:4]
events = []


def listen(family, kind, address):
    try:
        server = socket.socket(family, kind)
        server.bind(address)
        if kind == socket.SOCK_STREAM:
            server.listen(16)
        server.setblocking(False)
        return server
    except OSError:
        # A machine without IPv6.
        return None


def path(name):
    return os.path.join(folder, name)


servers = {
    "a TCP connection": listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
    "an IPv6 connection": listen(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)),
    "a UDP packet": listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
    "a unix connection": listen(socket.AF_UNIX, socket.SOCK_STREAM, path("stream.sock")),
    "a unix packet": listen(socket.AF_UNIX, socket.SOCK_DGRAM, path("packet.sock")),
    "an abstract connection": listen(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + abstract),
    "an abstract packet": listen(socket.AF_UNIX, socket.SOCK_DGRAM, "\0" + abstract + "-packet"),
}
for name in ("stream.sock", "packet.sock"):
    os.chmod(path(name), 0o777)
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}:
    signal.signal(number, lambda number, frame: events.append("signal %d" % number))

memory = ctypes.create_string_buffer(secret.encode())
ports = {
    "port": servers["a TCP connection"].getsockname()[1],
    "port6": servers["an IPv6 connection"].getsockname()[1] if servers["an IPv6 connection"] else 1,
    "udp_port": servers["a UDP packet"].getsockname()[1],
}
print(json.dumps({"address": ctypes.addressof(memory), "length": len(secret), **ports}), flush=True)


def collect():
    for name, server in servers.items():
        while server is not None:
            try:
                if server.type == socket.SOCK_STREAM:
                    server.accept()[0].close()
                else:
                    server.recv(65536)
            except OSError:
                break
            events.append(name)


while sys.stdin.readline():
    collect()
    if memory.value != secret.encode():
        events.append("a write to its memory")
        memory.value = secret.encode()
    print(json.dumps(events), flush=True)
    events.clear()
