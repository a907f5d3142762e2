"""Attacks that a place for foreign code must withstand before it is used: tried for real, in a job like any other."""

import errno
import os
import signal
import socket


def attack(job):
    """The names of the attacks that reached their goal.

    `job["secret"]` is a file that anybody may read, `job["port"]` one of 127.0.0.1 that is listened on, `job["pid"]` the
    program's own.
    """
    attempts = {
        "reads files of the system": lambda: open(job["secret"]).close(),
        "writes outside its folder": lambda: open(job["secret"] + ".written", "w").close(),
        "reaches the network": lambda: socket.create_connection(("127.0.0.1", job["port"]), 1).close(),
        "starts processes": start_process,
        "starts programs": lambda: os.execv("/bin/sh", ["sh", "-c", "exit 0"]),
        "signals other processes": lambda: os.kill(job["pid"], 0),
        "signals its group": lambda: os.kill(0, signal.SIGCONT),
        "gains privileges": lambda: os.setuid(0) if os.getuid() != 0 else os.chroot("/"),
    }
    return [name for name, attempt in attempts.items() if succeeds(attempt)]


def start_process():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def succeeds(attempt):
    try:
        attempt()
    except OSError as error:
        # No memory for it is no refusal.
        return error.errno == errno.ENOMEM
    return True
