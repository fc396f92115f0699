"""Checks ONNX files with onnx's own checker: one process for many files, since importing onnx takes a moment.

Each line of standard input is the path of a file, each line of standard output "ok" or what is wrong with it.
"""

import sys

import onnx

for line in sys.stdin:
    try:
        # By path, so that data next to the file is found; full_check infers the shapes too.
        onnx.checker.check_model(line.rstrip("\n"), full_check=True)
        print("ok", flush=True)
    except Exception as error:
        print(" ".join(str(error).split()), flush=True)
