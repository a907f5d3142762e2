"""Run the seccomp filters of lib/python on records of calls, by the rules of the kernel, for an architecture by name."""

import json
import struct
import sys


def load(folder, machine):
    sys.path.insert(0, folder)
    import platform

    platform.machine = lambda: machine
    import seccomp
    import syscalls

    return seccomp, syscalls


def run(code, number, architecture, arguments):
    """What the filter returns for a call."""
    record = struct.pack("<IIQ6Q", number, architecture, 0, *[value & (1 << 64) - 1 for value in arguments])
    steps = [struct.unpack_from("HBBI", code, at) for at in range(0, len(code), 8)]
    value, at = 0, 0
    while True:
        kind, yes, no, operand = steps[at]
        at += 1
        if kind == 0x20:
            value = struct.unpack_from("<I", record, operand)[0]
        elif kind == 0x54:
            value &= operand
        elif kind == 0x06:
            return operand
        else:
            holds = {0x15: value == operand, 0x35: value >= operand, 0x45: value & operand != 0}[kind]
            at += yes if holds else no


def main():
    folder, machine = sys.argv[1:3]
    seccomp, syscalls = load(folder, machine)
    own = seccomp.AUDIT_ARCHITECTURES[machine]
    filters = {
        "kernel": seccomp.kernel_filter(metadata=True, programs=False),
        "kernel without metadata": seccomp.kernel_filter(metadata=False, programs=False),
        "kernel with programs": seccomp.kernel_filter(metadata=True, programs=True),
        "process": seccomp.process_filter(4242, programs=False),
        "process with programs": seccomp.process_filter(4242, programs=True),
        "process with children": seccomp.process_filter(4242, programs=True, children=True),
        "process with signals": seccomp.process_filter(4242, programs=True, children=True, signals=True),
    }
    answers = []
    for name, call, arguments, foreign in json.load(sys.stdin):
        number = call if isinstance(call, int) else syscalls.NUMBERS.get(call)
        if number is None:
            answers.append(None)
            continue
        arguments = (list(arguments) + [0] * 6)[:6]
        answers.append(run(filters[name], number, 0x40000028 if foreign else own, arguments))
    json.dump(answers, sys.stdout)


main()
