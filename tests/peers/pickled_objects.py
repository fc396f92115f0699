"""Objects that programs pickle besides weights: numbers, containers, classes of their own, and what runs code when it is unpickled."""

import argparse
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import os
import pathlib
import re
import types
import uuid

import numpy as np
import torch
from torch import nn


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


class Objects:
    """Keys and objects by chance. Those that run code create the file `marker`."""

    def __init__(self, rng, marker):
        self.rng, self.marker = rng, marker

    def key(self):
        return self.rng.choice([
            "epoch", "arch", "best_acc1", "optimizer", "scheduler", "lr_schedulers", "args", "config", "metrics", "scaler", "rng",
            "history", "hyper_parameters", "date", "Größe", 0, ("a", 1),
        ])  # fmt: skip

    def value(self, depth):
        """An object; with a depth above 0 also a container of such objects."""
        rng = self.rng
        if depth == 0 or rng.random() < 0.7:
            return rng.choice(self._leaves())()
        items = [self.value(depth - 1) for _ in range(rng.randrange(4))]
        return rng.choice([
            lambda: items,
            lambda: tuple(items),
            lambda: dict(enumerate(items)),
            lambda: {self.key(): item for item in items},
            lambda: collections.OrderedDict((self.key(), item) for item in items),
            lambda: Easy({f"k{i}": item for i, item in enumerate(items)}),
            lambda: collections.defaultdict(list, {"k": items}),
            lambda: types.SimpleNamespace(items=items),
        ])()  # fmt: skip

    def _leaves(self):
        return [
            # Python's own.
            lambda: self.rng.randrange(-5, 10**6), lambda: 2**70, lambda: -(2**40), lambda: float("nan"), lambda: 1e-300, lambda: True,
            lambda: None, lambda: 1j, lambda: "text", lambda: "é" * 70000, lambda: b"bytes", lambda: bytearray(300), lambda: range(3),
            lambda: slice(1, None), lambda: Ellipsis, lambda: {1, "a"}, lambda: frozenset([2]),
            # Of the standard library.
            lambda: datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), lambda: datetime.date(2020, 1, 2),
            lambda: datetime.timedelta(seconds=3), lambda: decimal.Decimal("0.1"), lambda: fractions.Fraction(1, 3),
            lambda: uuid.UUID(int=5), lambda: pathlib.PurePosixPath("/data"), lambda: pathlib.Path("runs"),
            lambda: argparse.Namespace(lr=0.1, data=pathlib.Path("x"), sub=argparse.Namespace()), lambda: types.SimpleNamespace(a=1),
            # NumPy's.
            lambda: np.float64(0.5), lambda: np.int32(3), lambda: np.arange(6).reshape(2, 3), lambda: np.array(["a", "b"]),
            lambda: np.array([None, 1], dtype=object), lambda: np.dtype("float32"), lambda: np.dtype([("a", "i4")]),
            lambda: np.random.RandomState(1).get_state(),
            # PyTorch's.
            lambda: torch.Size([1, 2]), lambda: torch.device("cpu"), lambda: torch.float16,
            # Classes of a program, callables and collections.
            lambda: Phase.TRAIN, lambda: Meter(), lambda: Meter.Kind.SUM, lambda: Slotted(), lambda: Point(1, 2), lambda: Config(),
            lambda: functools.partial(max, 1), lambda: max, lambda: nn.ReLU, lambda: collections.Counter("aab"),
            lambda: collections.deque([1, 2], 5), lambda: re.compile("a+"), lambda: ValueError("no"),
            # Tensors, modules and optimizers.
            lambda: torch.tensor(0.5), lambda: torch.arange(3), lambda: torch.zeros(2, 2, dtype=torch.complex64),
            lambda: torch.eye(3).to_sparse(), lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
            lambda: torch.ones(1).expand(50), lambda: nn.Parameter(torch.ones(2)), lambda: torch.get_rng_state(), lambda: nn.Linear(2, 1),
            lambda: _circle(), lambda: self._optimizer().state_dict(), lambda: self._optimizer(),
            lambda: torch.optim.lr_scheduler.StepLR(self._optimizer(), 2).state_dict(),
            lambda: torch.cuda.amp.GradScaler(enabled=False).state_dict(),
            # What runs code.
            lambda: Touch(self.marker), lambda: Run(self.marker),
        ]  # fmt: skip

    def _optimizer(self):
        layer = nn.Linear(2, 1)
        optimizer = self.rng.choice([torch.optim.SGD, torch.optim.Adam])(layer.parameters(), lr=0.1)
        layer(torch.ones(1, 2)).sum().backward()
        optimizer.step()
        return optimizer


def _circle():
    first = {"name": "circle", "items": []}
    first["items"].append(first)
    return first
