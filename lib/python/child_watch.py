"""Watch a job's process until it ends or its time is up, and take what it says, within bounds."""

import errno
import os
import select
import signal
import time

MAX_RESULT = 16 << 20
LOOK_MS = 20
CHUNK = 1 << 16


class Watcher:
    """Wakes up when a child ends, whatever becomes of its pipes.

    `memory_of` gives the bytes that a child holds, where its own limits do not bound them; else 0.
    """

    def __init__(self, memory_of):
        self.memory_of = memory_of
        self.wake_read, wake_write = os.pipe()
        os.set_blocking(self.wake_read, False)
        os.set_blocking(wake_write, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)

    def watch(self, pid, limits, result_read, output_read):
        started = time.monotonic()
        deadline = started + limits["wall_ms"] / 1000.0
        streams = {result_read: Stream(MAX_RESULT), output_read: Stream(limits["output_kb"] << 10)}
        poller = select.poll()
        for number in streams:
            os.set_blocking(number, False)
            poller.register(number, select.POLLIN)
        poller.register(self.wake_read, select.POLLIN)
        most = limits["memory_mb"] << 20
        # Where memory has to be looked at, that is done often.
        pause = LOOK_MS if self.memory_of(pid) > 0 else float("inf")
        timed_out = False
        while not has_exited(pid):
            left = deadline - time.monotonic()
            timed_out = left <= 0
            if timed_out or self.memory_of(pid) > most:
                break
            for number, _ in poller.poll(min(left * 1000.0 + 1, pause)):
                if number == self.wake_read:
                    drain(self.wake_read)
                elif not streams[number].read(number):
                    poller.unregister(number)
        end(pid)
        status = os.waitpid(pid, 0)[1]
        for number, stream in streams.items():
            while stream.read(number):
                pass
            os.close(number)
        return {
            "timed_out": timed_out,
            "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "ms": (time.monotonic() - started) * 1000.0,
            "result": streams[result_read].text(),
            "output": streams[output_read].text(),
            "output_cut": streams[output_read].cut,
        }


class Stream:
    """What came out of a pipe, up to a limit; the rest is read and thrown away."""

    def __init__(self, limit):
        self.limit = limit
        self.data = bytearray()
        self.cut = False

    def read(self, number):
        """Read once; false where nothing is left for now."""
        try:
            chunk = os.read(number, CHUNK)
        except BlockingIOError:
            return False
        room = self.limit - len(self.data)
        self.cut = self.cut or len(chunk) > room
        self.data += chunk[:room]
        return bool(chunk)

    def text(self):
        return self.data.decode("utf-8", "backslashreplace")


def has_exited(pid):
    """Whether the child has ended; it stays a zombie, so that its number cannot be taken by another."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def end(pid):
    for target in (os.killpg, os.kill):
        # It has a group of its own only where it may have children.
        try:
            target(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        except PermissionError as error:
            if error.errno != errno.EPERM:
                raise


def reap():
    """Take note of the end of what is left of a job."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            continue
    except ChildProcessError:
        return


def drain(number):
    try:
        while os.read(number, CHUNK):
            continue
    except BlockingIOError:
        return
