"""Checkpoints as programs save them: a state dict somewhere in a grammar of Python objects, and what PyTorch makes of each.

make(folder, seed, count, declarations) writes the files, cases.json beside them, and gives the state of each network that
PyTorch loaded one into. A case says
  file         the checkpoint
  network      the declaration that it is for
  key          where the state dict is, as LoadOptions.Key; null where that is left to be found
  prefix       what its names begin with, or ""
  old_names    whether DenseNet's names are those of torchvision 0.1
  converts     whether its numbers are of another type than the network's
  counters     whether it has num_batches_tracked
  accepted     whether PyTorch loads it: torch.load, taking off the prefix and renaming, load_state_dict
  entries      the keys and names in it: what a message may name
"""

import argparse
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import json
import os
import pathlib
import random
import re
import types
import uuid
import warnings
import zipfile

import numpy as np
import torch
from torch import nn

import variants


class Phase(enum.Enum):
    TRAIN = "train"
    TEST = 2


class Meter:
    class Kind(enum.IntEnum):
        SUM = 0

    def __init__(self):
        self.kind, self.history = Meter.Kind.SUM, [0.5, 0.25]


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a, self.b = 1, [2]


class Easy(dict):
    """A dictionary with attributes, as many configuration libraries have."""

    __getattr__ = dict.get


class Weights(collections.OrderedDict):
    pass


Point = collections.namedtuple("Point", "x y")


@dataclasses.dataclass
class Config:
    lr: float = 0.1
    steps: list = dataclasses.field(default_factory=list)


class Touch:
    """Whoever unpickles this by the book creates a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


class Run:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch '{self.path}'",)


def make(folder, seed, count, declarations):
    warnings.simplefilter("ignore")
    cases, states = [], {}
    for index in range(count):
        rng = random.Random(f"{seed} {index}")
        torch.manual_seed(rng.getrandbits(32))
        maker = _Maker(rng, folder)
        case, save = maker.case(index, rng.choice(declarations))
        save()
        state = maker.judge(case)
        case["accepted"] = state is not None
        if state is not None:
            states[str(index)] = state
        if os.path.exists(maker.marker):
            os.remove(maker.marker)
        del case["path"]
        cases.append(case)
    with open(os.path.join(folder, "cases.json"), "w") as file:
        json.dump(cases, file)
    return states


class _Maker:
    def __init__(self, rng, folder):
        self.rng, self.folder = rng, folder
        self.marker = os.path.join(folder, "executed")

    def case(self, index, declaration):
        rng = self.rng
        model = variants.declared(declaration)
        for name, tensor in model.state_dict().items():
            tensor.copy_(torch.randn(tensor.shape).abs() + 0.1 if tensor.is_floating_point() else torch.tensor(rng.randrange(1000)))
        case = {
            "file": f"{index}.pth",
            "network": declaration,
            "prefix": rng.choice(["", "", "", "module.", "model.", "backbone.", "encoder_q.", "_orig_mod.module.", "net.0."]),
            "old_names": declaration.startswith("DenseNet") and rng.random() < 0.4,
            "converts": rng.random() < 0.15,
            "counters": rng.random() < 0.7,
        }
        state = self.state(model, case)
        path, value = self.place(state)
        case["path"] = path
        # Where the path is unusual it has to be said; elsewhere it may be.
        case["key"] = ".".join(map(str, path)) if path and rng.random() < 0.5 else None
        case["entries"] = sorted(set(model.state_dict()) | {str(key) for key in state} | {str(
            key) for key in path} | (set(map(str, value)) if isinstance(value, dict) else set()))
        # Of bytes nothing is kept.
        case["entries"] += ["a bytes object"]
        return case, lambda: self.save(value, os.path.join(self.folder, case["file"]))

    # The state dict.

    def state(self, model, case):
        rng = self.rng
        original = model.state_dict(keep_vars=rng.random() < 0.2)
        items = [(k, v) for k, v in original.items() if case["counters"] or not k.endswith("num_batches_tracked")]
        if case["old_names"]:
            items = [(re.sub(r"(denselayer\d+\.(?:norm|conv))([12])\.", r"\1.\2.", k), v) for k, v in items]
        items = [(case["prefix"] + k, v) for k, v in items]
        dtype = rng.choice([torch.float16, torch.bfloat16, torch.float64]) if case["converts"] else None
        layout = rng.choice(["plain", "plain", "shared", "sliced", "transposed", "channels_last", "mixed"])
        tensors = [(k, self.tensor(v if dtype is None or not v.is_floating_point() else v.to(dtype), layout)) for k, v in items]
        if layout == "shared":
            tensors = self.share(tensors)
        tensors = self.damage(tensors)
        kind = rng.choice(["same", "same", "dict", "dict", "ordered", "subclass", "default", "easy"])
        if kind == "same":
            state = collections.OrderedDict(tensors)
            state._metadata = original._metadata
            return state
        if kind == "default":
            state = collections.defaultdict(list)
            state.update(tensors)
            return state
        return {"dict": dict, "ordered": collections.OrderedDict, "subclass": Weights, "easy": Easy}[kind](tensors)

    def tensor(self, tensor, layout):
        if layout == "mixed":
            layout = self.rng.choice(["plain", "sliced", "transposed", "channels_last", "attribute"])
        if layout == "sliced" and tensor.dim() > 0:
            room = torch.zeros([2 * n + 1 for n in tensor.shape], dtype=tensor.dtype)
            view = room[tuple(slice(1, None, 2) for _ in tensor.shape)]
            view.copy_(tensor.detach())
            return view
        if layout == "transposed" and tensor.dim() > 1:
            return tensor.detach().transpose(0, 1).contiguous().transpose(0, 1)
        if layout == "channels_last" and tensor.dim() == 4:
            return tensor.detach().contiguous(memory_format=torch.channels_last)
        if layout == "attribute":
            tensor = tensor.detach().clone()
            tensor.note = "kept"
        return tensor

    def share(self, tensors):
        flat = torch.cat([v.detach().flatten() for _, v in tensors if v.dtype == torch.float32] or [torch.zeros(0)])
        shared, offset = [], 0
        for name, tensor in tensors:
            if tensor.dtype == torch.float32:
                shared.append((name, flat[offset : offset + tensor.numel()].view(tensor.shape)))
                offset += tensor.numel()
            else:
                shared.append((name, tensor))
        return shared

    def damage(self, tensors):
        rng = self.rng
        kind, at = rng.random(), rng.randrange(len(tensors))
        name, tensor = tensors[at]
        if kind < 0.03:
            return tensors[:at] + tensors[at + 1 :]
        if kind < 0.06:
            return tensors + [("extra.weight", torch.zeros(2))]
        if kind < 0.09:
            return tensors[:at] + [(name, torch.zeros(3, 1))] + tensors[at + 1 :]
        if kind < 0.12:
            return tensors[:at] + [(name, self.value(2))] + tensors[at + 1 :]
        if kind < 0.15:
            return tensors + [(rng.choice(["_extra_state", "n_averaged", "note"]), self.value(2))]
        if kind < 0.17:
            return tensors + [(rng.choice([0, None, ("a", 1), 2.5, b"k"]), torch.zeros(1))]
        if kind < 0.19 and tensor.dim() > 0:
            return tensors[:at] + [(name, tensor.detach().flatten()[:1].reshape([1] * \
                                    tensor.dim()).expand(tensor.shape))] + tensors[at + 1 :]
        if kind < 0.21:
            return tensors[:at] + [(name, tensor.detach().to_sparse() if tensor.dim() > 0 else tensor)] + tensors[at + 1 :]
        return tensors

    # What stands around it.

    def place(self, state):
        rng = self.rng
        path = rng.choice(
            [
                [], [], ["state_dict"], ["state_dict"], ["model"], ["model"], ["model_state_dict"], ["net"], ["weights"], ["params"],
                ["model_ema"],
                ["checkpoint", "model"], ["model", "state_dict"], ["G"], ["my weights"], [
                    "a.b", "c"], ["model", 0], [1], ["teacher", "backbone"],
            ]
        )
        value = state
        for key in reversed(path):
            if isinstance(key, int):
                value = [self.value(1) for _ in range(key)] + [value] + [self.value(1) for _ in range(rng.randrange(2))]
                if rng.random() < 0.3:
                    value = tuple(value)
                continue
            entries = [(self.key(), self.value(2)) for _ in range(rng.randrange(6))]
            entries = [(k, v) for k, v in entries if k != key]
            entries.insert(rng.randint(0, len(entries)), (key, value))
            value = rng.choice([dict, dict, collections.OrderedDict, Easy])(entries)
        return path, value

    def key(self):
        return self.rng.choice(
            ["epoch", "arch", "best_acc1", "optimizer", "scheduler", "lr_schedulers", "args", "config",
                "metrics", "scaler", "rng", "history", "hyper_parameters", "date", "Größe", 0, ("a", 1)]
        )

    def value(self, depth):
        rng = self.rng
        leaf = [
            lambda: rng.randrange(-5, 10**6), lambda: 2**70, lambda: - \
                                  (2**40), lambda: float("nan"), lambda: 1e-300, lambda: True, lambda: None, lambda: 1j,
            lambda: "text", lambda: "é" * \
                70000, lambda: b"bytes", lambda: bytearray(300), lambda: range(3), lambda: slice(1, None), lambda: Ellipsis,
            lambda: {
    1, "a"}, lambda: frozenset(
        [2]), lambda: datetime.datetime(
            2020, 1, 2, tzinfo=datetime.timezone.utc), lambda: datetime.date(
                2020, 1, 2),
            lambda: datetime.timedelta(
    seconds=3), lambda: decimal.Decimal("0.1"), lambda: fractions.Fraction(
        1, 3), lambda: uuid.UUID(
            int=5),
            lambda: pathlib.PurePosixPath("/data"), lambda: pathlib.Path("runs"), lambda: argparse.Namespace(lr=0.1,
                                          data=pathlib.Path("x"), sub=argparse.Namespace()),
            lambda: types.SimpleNamespace(a=1), lambda: np.float64(0.5), lambda: np.int32(
                3), lambda: np.arange(6).reshape(2, 3), lambda: np.array(["a", "b"]),
            lambda: np.array([None, 1], dtype=object), lambda: np.dtype("float32"), lambda: np.dtype(
                [("a", "i4")]), lambda: np.random.RandomState(1).get_state(),
            lambda: torch.Size([1, 2]), lambda: torch.device(
                "cpu"), lambda: torch.float16, lambda: Phase.TRAIN, lambda: Meter(), lambda: Meter.Kind.SUM, lambda: Slotted(),
            lambda: Point(1, 2), lambda: Config(), lambda: functools.partial(
                max, 1), lambda: max, lambda: nn.ReLU, lambda: collections.Counter("aab"),
            lambda: collections.deque([1, 2], 5), lambda: re.compile(
                "a+"), lambda: ValueError("no"), lambda: torch.tensor(0.5), lambda: torch.arange(3),
            lambda: torch.zeros(2, 2, dtype=torch.complex64), lambda: torch.eye(
                3).to_sparse(), lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
            lambda: torch.ones(1).expand(50), lambda: nn.Parameter(
    torch.ones(2)), lambda: torch.get_rng_state(), lambda: nn.Linear(
        2, 1), lambda: self.circle(),
            lambda: self.optimizer().state_dict(), lambda: self.optimizer(), lambda: torch.optim.lr_scheduler.StepLR(self.optimizer(),
            2).state_dict(),
            lambda: torch.cuda.amp.GradScaler(enabled=False).state_dict(), lambda: Touch(self.marker), lambda: Run(self.marker),
        ]
        if depth == 0 or rng.random() < 0.7:
            return rng.choice(leaf)()
        items = [self.value(depth - 1) for _ in range(rng.randrange(4))]
        return rng.choice(
            [
                lambda: items, lambda: tuple(items), lambda: dict(enumerate(items)), lambda: {self.key(): item for item in items},
                lambda: collections.OrderedDict((self.key(), item) for item in items), lambda: Easy({
                                                f"k{i}": item for i, item in enumerate(items)}),
                lambda: collections.defaultdict(list, {"k": items}), lambda: types.SimpleNamespace(items=items),
            ]
        )()

    def circle(self):
        first = {"name": "circle", "items": []}
        first["items"].append(first)
        return first

    def optimizer(self):
        layer = nn.Linear(2, 1)
        optimizer = self.rng.choice([torch.optim.SGD, torch.optim.Adam])(layer.parameters(), lr=0.1)
        layer(torch.ones(1, 2)).sum().backward()
        optimizer.step()
        return optimizer

    def save(self, value, path):
        rng = self.rng
        form = rng.choice(["zip", "zip", "zip", "legacy", "legacy", "deflated"])
        protocol = rng.choice([1, 2, 2, 2, 3, 4, 5])
        try:
            torch.save(value, path, pickle_protocol=protocol, _use_new_zipfile_serialization=form != "legacy")
        except TypeError:
            # Protocol 1 has no form for objects with __slots__.
            torch.save(value, path, pickle_protocol=2, _use_new_zipfile_serialization=form != "legacy")
        if form != "deflated":
            return
        with zipfile.ZipFile(path) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)

    def judge(self, case):
        """The state that PyTorch gives the network, flat and by name; None where it refuses."""
        try:
            state = torch.load(os.path.join(self.folder, case["file"]))
            for key in case["path"]:
                state = state[key]
            if case["prefix"] or case["old_names"]:
                state = {self.rename(key, case): tensor for key, tensor in state.items()}
            model = variants.declared(case["network"])
            model.load_state_dict(state)
        except Exception:
            return None
        return torch.cat([tensor.double().flatten() for _, tensor in sorted(model.state_dict().items())])

    @staticmethod
    def rename(key, case):
        if not isinstance(key, str):
            return key
        key = key[len(case["prefix"]) :] if key.startswith(case["prefix"]) else key
        return re.sub(r"(denselayer\d+\.(?:norm|conv))\.([12])\.", r"\1\2.", key) if case["old_names"] else key
