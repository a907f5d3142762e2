"""Run a short script beside the files of a task, as `python3 probe.py` in their folder would, without starting Python anew."""

import os
import sys
import traceback
import types

NAME = "probe.py"


def run(files, script, folder):
    """Run it and end the process: with 0, or with 1 after a traceback. Does not return."""
    put_files(files)
    sys.path.insert(0, folder)
    sys.argv[:] = [NAME]
    sys.dont_write_bytecode = True
    # The two streams that were inherited may hold what is not the script's.
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.stderr = sys.stdout
    main = types.ModuleType("__main__")
    main.__file__ = os.path.join(folder, NAME)
    sys.modules["__main__"] = main
    status = 0
    try:
        exec(compile(script, NAME, "exec", dont_inherit=True), main.__dict__)
    except SystemExit as leaving:
        status = 1 if leaving.code else 0
    except BaseException as error:
        # Its own frame is left out, which the script has not.
        trace = error.__traceback__.tb_next
        lines = traceback.format_exception(type(error), error, trace)
        print("".join(lines).replace(folder + os.sep, ""), end="")
        status = 1
    sys.stdout.flush()
    os._exit(status)


def put_files(files):
    """Put the files of a task into the folder, which is the current one."""
    for name, text in files.items():
        # What is no Unicode goes in as it is: importing it then fails as Python has it.
        with open(name, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(text)
