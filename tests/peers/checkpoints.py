"""Checkpoints as programs save them: a state dict somewhere in a grammar of Python objects, and what PyTorch makes of each.

make(folder, seed, count, declarations) writes the files, cases.json next to them, and gives the state of each network that
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

import collections
import json
import os
import random
import re
import warnings
import zipfile

import torch

import variants
from pickled_objects import Easy, Objects, Weights


def make(folder, seed, count, declarations):
    warnings.simplefilter("ignore")
    cases, states = [], {}
    for index in range(count):
        rng = random.Random(f"{seed} {index}")
        torch.manual_seed(rng.getrandbits(32))
        maker = _Maker(rng, folder)
        case, save = maker.case(index, rng.choice(declarations))
        save()
        state = maker.loaded(case)
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
        self.objects = Objects(rng, self.marker)

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
        entries = set(model.state_dict()) | {str(key) for key in [*state, *path]}
        case["entries"] = sorted(entries | (set(map(str, value)) if isinstance(value, dict) else set()))
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
            return tensors[:at] + [(name, self.objects.value(2))] + tensors[at + 1 :]
        if kind < 0.15:
            return tensors + [(rng.choice(["_extra_state", "n_averaged", "note"]), self.objects.value(2))]
        if kind < 0.17:
            return tensors + [(rng.choice([0, None, ("a", 1), 2.5, b"k"]), torch.zeros(1))]
        if kind < 0.19 and tensor.dim() > 0:
            repeated = tensor.detach().flatten()[:1].reshape([1] * tensor.dim()).expand(tensor.shape)
            return tensors[:at] + [(name, repeated)] + tensors[at + 1 :]
        if kind < 0.21:
            return tensors[:at] + [(name, tensor.detach().to_sparse() if tensor.dim() > 0 else tensor)] + tensors[at + 1 :]
        return tensors

    # What stands around it.

    def place(self, state):
        rng = self.rng
        path = rng.choice([
            [], [], ["state_dict"], ["state_dict"], ["model"], ["model"], ["model_state_dict"], ["net"], ["weights"], ["params"],
            ["model_ema"], ["checkpoint", "model"], ["model", "state_dict"], ["G"], ["my weights"], ["a.b", "c"], ["model", 0], [1],
            ["teacher", "backbone"],
        ])  # fmt: skip
        value = state
        for key in reversed(path):
            if isinstance(key, int):
                value = [self.objects.value(1) for _ in range(key)] + [value] + [self.objects.value(1) for _ in range(rng.randrange(2))]
                if rng.random() < 0.3:
                    value = tuple(value)
                continue
            entries = [(self.objects.key(), self.objects.value(2)) for _ in range(rng.randrange(6))]
            entries = [(k, v) for k, v in entries if k != key]
            entries.insert(rng.randint(0, len(entries)), (key, value))
            value = rng.choice([dict, dict, collections.OrderedDict, Easy])(entries)
        return path, value

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

    def loaded(self, case):
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
