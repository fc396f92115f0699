"""Networks of block strings: torchvision's MobileNetV2, MobileNetV3 and EfficientNet.

Where a torchvision constructor can say the text, it is what runs. Other texts are put together from torchvision's modules, with its names:
blocks of other kinds, kernels, groups and activations, squeezing layers of other sizes, other stems.
"""

import math
import re
from functools import partial

import torch
from torch import nn
from torchvision.models._utils import _make_divisible as divisible
from torchvision.models.efficientnet import EfficientNet, FusedMBConvConfig, MBConvConfig
from torchvision.models.mobilenetv2 import MobileNetV2
from torchvision.models.mobilenetv3 import InvertedResidualConfig, MobileNetV3
from torchvision.ops.misc import Conv2dNormActivation, SqueezeExcitation

import common
import mixing

SETTINGS = dict(mixing.SETTINGS, nsw="silu")


class Entry:
    """ir_r2_k5_s2_e6_c24_se0.25_nre"""

    def __init__(self, text):
        self.kind, *settings = text.split("_")
        self.r, self.k, self.s, self.d, self.e, self.x, self.g, self.se = 1, 3, 1, 1, 1.0, 0, 0, 0.0
        self.activation, self.skip = None, self.kind != "cn"
        for setting in settings:
            if setting in SETTINGS:
                self.activation = SETTINGS[setting]
            elif setting in ("skip", "noskip"):
                self.skip = setting == "skip"
            else:
                key, number = re.fullmatch(r"([a-z]+)([\d.]+)", setting).groups()
                setattr(self, key, float(number) if key in ("e", "se") else int(number))
        self.fused = self.kind in ("cn", "er")
        self.plain = self.kind == "cn" and not self.skip


def layers(activation, norm):
    return partial(Conv2dNormActivation, norm_layer=norm, activation_layer=lambda **_: mixing.ACTIVATIONS[activation](), inplace=None)


class Block(nn.Module):
    """A residual block of any settings. `name` holds its layers; `flat` says that its last convolution and normalization have no module of
    their own."""

    def __init__(self, entry, inputs, expanded, outputs, stride, squeezing, name, flat, layer, norm, drop):
        super().__init__()
        whole = entry.fused and expanded == inputs
        expanded = outputs if whole else expanded
        chain = [] if entry.fused or expanded == inputs else [layer(inputs, expanded, kernel_size=1)]
        groups = entry.g or (1 if entry.fused else expanded)
        step = 1 if entry.d > 1 else stride
        chain.append(
    layer(
        inputs if entry.fused else expanded,
        expanded,
        kernel_size=entry.k,
        stride=step,
        groups=groups,
         dilation=entry.d))
        if entry.se:
            chain.append(squeezing(inputs, expanded))
        if not whole:
            last = Conv2dNormActivation(expanded, outputs, kernel_size=1, norm_layer=norm, activation_layer=None)
            chain += list(last) if flat else [last]
        self.name, self.adds = name, entry.skip and stride == 1 and inputs == outputs
        self.add_module(name, nn.Sequential(*chain))
        self.drop_path = mixing.DropPath(drop)

    def forward(self, x):
        y = getattr(self, self.name)(x)
        # Not in place: ReLU keeps its result.
        return self.drop_path(y) + x if self.adds else y


class Mobile(nn.Module):
    def __init__(self, entries, width, expand, squeezing, name, flat, by_stage,
                 stem, last, activation, norm, small, in_channels, probability):
        super().__init__()
        usual = layers(activation, norm)
        rows, inputs = [[usual(in_channels, stem, stride=1 if small else 2)]], stem
        count, index = sum(entry.r for entry in entries if not entry.plain), 0
        for entry in entries:
            row, layer = [], layers(entry.activation or activation, norm)
            for block in range(entry.r):
                outputs, stride = width(entry.c), entry.s if block == 0 else 1
                if entry.plain:
                    step = 1 if entry.d > 1 else stride
                    row.append(layer(inputs, outputs, kernel_size=entry.k, stride=step, groups=entry.g or 1, dilation=entry.d))
                else:
                    expanded = inputs if entry.kind in ("cn", "ds") else width(entry.x) if entry.x else expand(inputs, entry.e)
                    squeeze = partial(squeezing, entry.se, mixing.ACTIVATIONS[entry.activation or activation])
                    drop = probability * index / count
                    row.append(Block(entry, inputs, expanded, outputs, stride, squeeze, name, flat, layer, norm, drop))
                    index += 1
                inputs = outputs
            rows.append([nn.Sequential(*row)] if by_stage else row)
        ends = entries[-1].plain and entries[-1].k == 1
        self.channels = inputs if ends else last(inputs)
        if not ends:
            rows.append([usual(inputs, self.channels, kernel_size=1)])
        self.features = nn.Sequential(*[module for row in rows for module in row])

    def finish(self, classifier, linear):
        self.classifier = nn.Sequential(*classifier)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Linear):
                linear(module)
                nn.init.zeros_(module.bias)
        return self

    def forward(self, x):
        return self.classifier(torch.flatten(nn.functional.adaptive_avg_pool2d(self.features(x), 1), 1))


def _gate(squeeze, activation, scale, expanded):
    return SqueezeExcitation(expanded, squeeze, activation=activation, scale_activation=scale)


def _hard_gate(share, activation, inputs, expanded):
    return _gate(divisible(int(expanded * share), 8), nn.ReLU, nn.Hardsigmoid, expanded)


def mobilenet_v2(
    blocks, width_mult=1, round_nearest=8, last_channel=1280, stem="imagenet", activation="relu6", norm="batchnorm", norm_eps=0,
    norm_momentum=0.1,
    stochastic_depth_prob=0, dropout=0.2, in_channels=3, num_classes=1000,
):  # fmt: skip
    entries, norm = [Entry(item) for item in common.items(blocks)], mixing.norm_of(norm, norm_eps, norm_momentum)
    said = all(entry.kind in ("ir", "ds")
               and (entry.k, entry.x, entry.g, entry.d, entry.se, entry.activation, entry.skip) == (3, 0, 0, 1, 0, None, True)
               for entry in entries)
    if said and (last_channel, stem, activation, stochastic_depth_prob, in_channels) == (1280, "imagenet", "relu6", 0, 3):
        settings = [[entry.e, entry.c, entry.r, entry.s] for entry in entries]
        return MobileNetV2(num_classes, width_mult, settings, round_nearest, norm_layer=norm, dropout=dropout)

    def width(channels):
        return divisible(channels * width_mult, round_nearest)

    model = Mobile(
        entries, width, lambda inputs, ratio: max(1, round(inputs * ratio)), _hard_gate, "conv", True, False, width(32),
        lambda _: divisible(last_channel * max(1.0, width_mult),
                            round_nearest), activation, norm, stem == "small", in_channels, stochastic_depth_prob,
    )  # fmt: skip
    return model.finish([nn.Dropout(dropout), nn.Linear(model.channels, num_classes)],
                        lambda module: nn.init.normal_(module.weight, 0, 0.01))


def mobilenet_v3(
    blocks, width_mult=1, stem="imagenet", stem_width=16, last_channel=1280, activation="hardswish", norm="batchnorm", norm_eps=0.001,
    norm_momentum=0.01,
    stochastic_depth_prob=0, dropout=0.2, in_channels=3, num_classes=1000,
):  # fmt: skip
    entries, norm = [Entry(item) for item in common.items(blocks)], mixing.norm_of(norm, norm_eps, norm_momentum)

    def width(channels):
        return divisible(channels * width_mult, 8)

    said = all(entry.kind == "ir" and entry.x and entry.s < 3 and (entry.g, entry.skip) == (0, True) and entry.activation in (None, "relu")
               and entry.se in (0, 0.25) for entry in entries)  # fmt: skip
    if said and (stem, activation, stochastic_depth_prob, in_channels) == ("imagenet", "hardswish", 0, 3):
        settings, inputs = [], stem_width
        for entry in entries:
            for block in range(entry.r):
                settings.append(InvertedResidualConfig(
                    inputs, entry.k, entry.x, entry.c, entry.se > 0, "RE" if entry.activation else "HS", entry.s if block == 0 else 1,
                    entry.d, width_mult
                ))  # fmt: skip
                inputs = entry.c
        return MobileNetV3(settings, width(last_channel), num_classes, norm_layer=norm, dropout=dropout)
    model = Mobile(
        entries, width, lambda inputs, ratio: divisible(inputs * ratio, 8), _hard_gate, "block", False, False, width(stem_width),
        lambda inputs: 6 * inputs, activation, norm, stem == "small", in_channels, stochastic_depth_prob,
    )  # fmt: skip
    hidden = width(last_channel)
    head = [nn.Linear(model.channels, hidden), mixing.ACTIVATIONS[activation](), nn.Dropout(dropout), nn.Linear(hidden, num_classes)]
    return model.finish(head, lambda module: nn.init.normal_(module.weight, 0, 0.01))


def efficientnet(
    blocks, width_mult=1, depth_mult=1, stem="imagenet", stem_width=32, last_channel=0, activation="silu", norm="batchnorm", norm_eps=0,
    norm_momentum=0.1,
    stochastic_depth_prob=0.2, dropout=0.2, in_channels=3, num_classes=1000,
):  # fmt: skip
    entries, norm = [Entry(item) for item in common.items(blocks)], mixing.norm_of(norm, norm_eps, norm_momentum)

    def width(channels):
        return divisible(channels * width_mult, 8)

    for entry in entries:
        entry.r, entry.wide = math.ceil(entry.r * depth_mult), width(entry.c)
    said = all((entry.x, entry.g, entry.d, entry.skip, entry.activation) == (0, 0, 1, True, None)
               and entry.s < 3 and entry.se == (0 if entry.fused else 0.25)
               for entry in entries)
    if said and (stem, activation, in_channels) == ("imagenet", "silu", 3):
        settings, inputs = [], width(stem_width)
        for entry in entries:
            config = FusedMBConvConfig if entry.fused else MBConvConfig
            settings.append(config(entry.e, entry.k, entry.s, inputs, entry.wide, entry.r))
            inputs = entry.wide
        model = EfficientNet(settings, dropout, stochastic_depth_prob, num_classes, norm, last_channel or None)
        for module in model.modules():
            # The same distribution, with the draws of dropout.
            if hasattr(module, "stochastic_depth"):
                module.stochastic_depth = mixing.DropPath(module.stochastic_depth.p)
        return model
    model = Mobile(
        entries, width, lambda inputs, ratio: divisible(inputs * ratio, 8),
        lambda share, own, inputs, expanded: _gate(max(1, int(inputs * share)), own, nn.Sigmoid, expanded),
        "block", False, True, width(stem_width), lambda inputs: last_channel or 4 * inputs, activation, norm, stem == "small", in_channels,
        stochastic_depth_prob,
    )  # fmt: skip
    bound = 1 / math.sqrt(num_classes)
    return model.finish([nn.Dropout(dropout), nn.Linear(model.channels, num_classes)],
                        lambda module: nn.init.uniform_(module.weight, -bound, bound))
