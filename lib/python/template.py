"""A process that has everything ready for the jobs of one scenario: confined once, with the imports made and the tests
compiled. It runs none of the scenario's code itself: for each job it forks a child, which starts from here again.

A template without a scenario serves what needs no preparation: parsing, and new interpreters.
"""

import gc
import json
import os
import tempfile

import child
import child_watch
import isolation
import scenario

CHUNK = 1 << 16
THREAD_COUNTS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def serve(job, place, box, requests, replies):
    """In the forked process: confine it, prepare, and do jobs until there are no more. Does not return."""
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        requests, replies = keep_only(requests, replies)
        os.chdir(box)
        take_environment(box)
        if place.packages:
            # Libraries of numbers start a thread a core, each with memory of its own; a run may not have that much.
            os.environ.update({name: "1" for name in THREAD_COUNTS})
        bare = "tests" not in job
        place.confine_template(box, job["limits"], programs=bare)
        template = Template(place, box, None if bare else scenario.Scenario(job, box))
        gc.freeze()
        send(replies, {"ready": True})
        while True:
            job = read_job(requests)
            if job is None:
                os._exit(0)
            send(replies, template.run(job))
    except BaseException as error:
        try:
            send(replies, {"failed": ("%s: %s" % (type(error).__name__, error))[:2000]})
        finally:
            os._exit(71)


def take_environment(box):
    """Give this process, and so its jobs, the environment that all of them have; the hash seed is the harness's own."""
    seed = os.environ.get("PYTHONHASHSEED", "0")
    os.environ.clear()
    os.environ.update(HOME=box, LANG="C.UTF-8", PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED=seed, TMPDIR=box)
    tempfile.tempdir = None


def read_job(number):
    """The next job; None where there are no more."""
    parts = []
    while not parts or not parts[-1].endswith(b"\n"):
        chunk = os.read(number, CHUNK)
        if not chunk:
            return None
        parts.append(chunk)
    return json.loads(b"".join(parts))


def send(number, message):
    data = json.dumps(message).encode("ascii") + b"\n"
    while data:
        data = data[os.write(number, data):]


def keep_only(*numbers):
    """The descriptors at the lowest numbers after the three streams, and all others closed."""
    moved = []
    # Out of the way first, so that none is put over another.
    high = [os.dup2(number, 200 + at, inheritable=False) for at, number in enumerate(numbers)]
    for at, number in enumerate(high):
        moved.append(os.dup2(number, 3 + at, inheritable=False))
    os.closerange(3 + len(moved), 65536)
    return moved


class Template:
    def __init__(self, place, box, scenario):
        self.place = place
        self.box = box
        self.scenario = scenario
        self.watcher = child_watch.Watcher(place.memory_of)

    def run(self, job):
        # What the job's report must carry. It is nowhere but in this list, out of which each side takes its own: foreign
        # code may look through the frames from which it was called.
        secret = [os.urandom(16).hex()]
        result_read, result_write = os.pipe()
        output_read, output_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            child.run_child(job, secret, self, result_write, output_write)
        os.close(result_write)
        os.close(output_write)
        answer = self.watcher.watch(pid, job["limits"], result_read, output_read)
        self.place.end_others()
        child_watch.reap()
        # A box that a job left anything in is emptied before the next; where that fails, this process ends.
        if os.stat(self.box).st_mode & 0o777 != 0o700 or next(os.scandir(self.box), None) is not None:
            isolation.empty(self.box)
        answer["id"], answer["nonce"] = job["id"], secret.pop()
        if self.scenario is not None:
            self.scenario.learn(answer["result"], answer["nonce"])
        return answer
