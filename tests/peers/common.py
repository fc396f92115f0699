"""What the families' networks share: the entries of a list, a stem, other activations and normalizations."""

import re

from torch import nn

import mixing


def bare(kind):
    """An instance without torchvision's layers, for its methods."""
    model = kind.__new__(kind)
    nn.Module.__init__(model)
    return model


def stem(in_channels, width, small):
    if small:
        return nn.Conv2d(in_channels, width, kernel_size=3, stride=1, padding=1, bias=False)
    return nn.Conv2d(in_channels, width, kernel_size=7, stride=2, padding=3, bias=False)


def integers(text):
    return [int(item) for item in items(text)] if text else []


def items(text):
    """The entries of a list, one that is repeated ("3*256") as often as it says; blanks mean nothing."""
    entries = []
    for entry in re.sub(r"\s", "", text).split(","):
        count, _, item = entry.rpartition("*")
        entries += [item] * int(count or 1)
    return entries


def remixed(model, activation, norm):
    """The network with another activation and normalization instead of each ReLU and batch normalization."""
    for name, module in model.named_children():
        if isinstance(module, nn.ReLU):
            setattr(model, name, mixing.ACTIVATIONS[activation]())
        elif isinstance(module, nn.BatchNorm2d):
            setattr(model, name, norm(module.num_features))
        else:
            remixed(module, activation, norm)
    return model
