"""Answers the tests' questions with PyTorch: one process for many questions, since importing torch takes seconds.

Each line of standard input is a JSON object:
  program   Python text to run; it finds torch, nn, F, torchvision, this folder's modules and the inputs as variables
  inputs    a tensor file (tensor_file.py), or null. A name "group.rest" becomes the entry "rest" of the dictionary `group`
  results   Python expressions, evaluated after the program
  answer    the tensor file to write: one entry for each result. A number is a tensor without dimensions; the entries of a
            list, tuple or dictionary are called "result.0" or "result.key"
Each line of standard output is {} once the answer is written, or {"error": the traceback}.
"""

import json
import os
import sys
import traceback

import torch
import torch.nn.functional as F
import torchvision
from torch import nn

import counts
import distributions
import tensor_file
import terms
import variants

_GLOBALS = {
    "F": F,
    "counts": counts,
    "distributions": distributions,
    "nn": nn,
    "terms": terms,
    "torch": torch,
    "torchvision": torchvision,
    "variants": variants,
}


def _bind(tensors):
    variables = {}
    for name, tensor in tensors.items():
        group, dot, rest = name.partition(".")
        if dot:
            variables.setdefault(group, {})[rest] = tensor
        else:
            variables[name] = tensor
    return variables


def _flatten(name, value):
    if isinstance(value, torch.Tensor):
        yield name, value
    elif isinstance(value, (bool, int, float)):
        yield name, torch.tensor(value, dtype=torch.float64 if isinstance(value, float) else None)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _flatten(f"{name}.{key}", entry)
    elif isinstance(value, (list, tuple)):
        for index, entry in enumerate(value):
            yield from _flatten(f"{name}.{index}", entry)
    else:
        raise TypeError(f"{name} is a {type(value).__name__}, which no tensor holds")


def _answer(question):
    variables = dict(_GLOBALS)
    if question["inputs"]:
        variables.update(_bind(tensor_file.read(question["inputs"])))
    exec(compile(question["program"], "<program>", "exec"), variables)
    answer = {}
    for result in question["results"]:
        answer.update(_flatten(result, eval(result, variables)))
    tensor_file.write(question["answer"], answer)


def main():
    # Only answers may go to standard output: what a program prints goes to standard error.
    replies, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr
    for line in sys.stdin:
        try:
            _answer(json.loads(line))
            reply = {}
        except Exception:
            reply = {"error": traceback.format_exc()}
        print(json.dumps(reply), file=replies, flush=True)


if __name__ == "__main__":
    main()
