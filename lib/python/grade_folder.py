"""Run a grader, which starts foreign code itself, in a folder as a container would have it, and read the reward that it wrote."""

import os
import sys

GRADER = os.path.join("tests", "grade.py")
WORK, LOGS = "app", os.path.join("logs", "verifier")
MAX_REWARD = 1000


def grade(files):
    """Put the files into the current folder and run the grader. What it came to: its exit status, and its reward or None."""
    home = os.getcwd()
    for folder in (WORK, LOGS):
        os.makedirs(folder)
    for path, text in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(text)
    environment = dict(os.environ, WORK_DIR=os.path.join(home, WORK), LOGS_DIR=os.path.join(home, LOGS))
    pid = os.fork()
    if pid == 0:
        try:
            os.execve(sys.executable, [sys.executable, "-I", "-B", os.path.join(home, GRADER)], environment)
        finally:
            os._exit(70)
    status = os.waitpid(pid, 0)[1]
    rewards = [name for name in ("reward.txt", "reward.json") if os.path.lexists(os.path.join(LOGS, name))]
    reward = read_reward(os.path.join(LOGS, "reward.txt")) if rewards == ["reward.txt"] else None
    return {"kind": "graded", "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None, "reward": reward}


def read_reward(path):
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(number, "rb") as file:
        return file.read(MAX_REWARD).decode("utf-8", "replace")
