"""RegNets: torchvision's own, with the options that its constructor lacks put in afterwards."""

import math
from functools import partial

import torch.nn.functional as F
from torch import nn
from torchvision.models.regnet import BlockParams, RegNet, ResBottleneckBlock

import common
import mixing


def regnet(
    layers,
    depth=0,
    w0=0,
    wa=0.0,
    wm=0.0,
    widths="",
    group_width=8,
    bottleneck_multiplier=1.0,
    se_ratio=0.0,
    stem="imagenet",
    stem_width=32,
    activation="relu",
    norm="batchnorm",
    norm_eps=0,
    norm_momentum=0.1,
    global_pool="avg",
    stochastic_depth_prob=0,
    dropout=0,
    num_classes=1000,
    in_channels=3,
):
    """RegNet of depth, w0, wa and wm, or of the stages "1,3,6,6"."""
    if layers:
        depths = common.integers(layers)
        widths = common.integers(widths) or [64 << stage for stage in range(len(depths))]
        group_widths = [min(group_width, round(width * bottleneck_multiplier)) for width in widths]
        stages = len(depths)
        params = BlockParams(depths, widths, group_widths, [bottleneck_multiplier] * stages, [2] * stages, se_ratio or None)
    else:
        params = BlockParams.from_init_params(depth, w0, wa, wm, group_width, bottleneck_multiplier, se_ratio or None)
    model = RegNet(
        params, num_classes, stem_width, norm_layer=mixing.norm_of(norm, norm_eps, norm_momentum), activation=_activation(activation),
    )  # fmt: skip
    if in_channels != 3 or stem == "small":
        model.stem[0] = nn.Conv2d(in_channels, stem_width, 3, 1 if stem == "small" else 2, 1, bias=False)
        nn.init.normal_(model.stem[0].weight, 0, math.sqrt(2 / (9 * stem_width)))
    if global_pool != "avg":
        model.avgpool = mixing.GlobalPool(global_pool)
        if global_pool == "catavgmax":
            model.fc = nn.Linear(2 * model.fc.in_features, num_classes)
            nn.init.normal_(model.fc.weight, 0, 0.01)
            nn.init.zeros_(model.fc.bias)
    if dropout:
        model.fc.register_forward_pre_hook(lambda module, inputs: F.dropout(inputs[0], dropout, module.training))
    blocks = [module for module in model.modules() if isinstance(module, ResBottleneckBlock)]
    for index, block in enumerate(blocks):
        if stochastic_depth_prob and index:
            block.__class__ = _DroppedBlock
            block.drop_path = mixing.DropPath(stochastic_depth_prob * index / (len(blocks) - 1))
    return model


class _DroppedBlock(ResBottleneckBlock):
    def forward(self, x):
        shortcut = x if self.proj is None else self.proj(x)
        return self.activation(shortcut + self.drop_path(self.f(x)))


def _activation(name):
    """A class as torchvision asks for it, which may be told to work in place."""
    return nn.ReLU if name == "relu" else partial(_pure, mixing.ACTIVATIONS[name])


def _pure(make, inplace=False):
    return make()
