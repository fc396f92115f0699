"""Options that torchvision's constructors lack, written from timm's rules: modules and state dict have timm's names.

The networks compute what NetVariants declares, and keep for the backward pass what its modules keep: CBAM's squeezing layers see mean and
maximum as two pixels of one map.
"""

import math
import re

import torch
import torch.nn.functional as F
from torch import nn

ACTIVATIONS = {
    "relu": lambda: nn.ReLU(inplace=True),
    "relu6": nn.ReLU6,
    "leakyrelu": lambda: nn.LeakyReLU(inplace=True),
    "silu": nn.SiLU,
    "gelu": nn.GELU,
    "hardswish": nn.Hardswish,
    "mish": nn.Mish,
}
SETTINGS = dict(nre="relu", nr6="relu6", nlr="leakyrelu", nsi="silu", nge="gelu", nhs="hardswish", nmi="mish")


class LayerNorm2d(nn.LayerNorm):
    def forward(self, x):
        return F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps).permute(0, 3, 1, 2)


def norm_of(norm="batchnorm", eps=0, momentum=0.1):
    """A function from channels to a normalization."""
    if norm == "groupnorm":
        return lambda channels: nn.GroupNorm(32, channels, eps or 1e-5)
    if norm == "layernorm":
        return lambda channels: LayerNorm2d(channels, eps or 1e-6)
    return lambda channels: nn.BatchNorm2d(channels, eps or 1e-5, momentum)


class Blur(nn.Module):
    """The binomial filter [1, 2, 1] x [1, 2, 1] / 16 over a map with reflected borders."""

    def __init__(self, channels, stride):
        super().__init__()
        self.channels, self.stride = channels, stride
        line = torch.tensor([1.0, 2.0, 1.0]) / 4
        self.register_buffer("filt", torch.outer(line, line)[None, None], persistent=False)

    def forward(self, x):
        padded = F.pad(x, (1, 1, 1, 1), mode="reflect")
        return F.conv2d(padded, self.filt.expand(self.channels, 1, 3, 3), stride=self.stride, groups=self.channels)


def filter_of(kind, channels, stride):
    return Blur(channels, stride) if kind == "blur" else nn.AvgPool2d(stride)


def max_pool(kernel, padding, channels, kind):
    """A max-pool with stride 2, or what takes its place."""
    if kind == "blur":
        return nn.Sequential(nn.MaxPool2d(kernel, 1, padding), Blur(channels, 2))
    return nn.AvgPool2d(2) if kind == "avg" else nn.MaxPool2d(kernel, 2, padding)


class GlobalPool(nn.Module):
    def __init__(self, kind, side=1):
        super().__init__()
        self.kind, self.side = kind, side

    def forward(self, x):
        if self.kind == "avg":
            return F.adaptive_avg_pool2d(x, self.side)
        largest = F.adaptive_max_pool2d(x, self.side)
        if self.kind == "max":
            return largest
        mean = F.adaptive_avg_pool2d(x, self.side)
        return 0.5 * (mean + largest) if self.kind == "avgmax" else torch.cat([mean, largest], 1)


class SE(nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        squeeze = max(8, int(channels * ratio + 4) // 8 * 8)
        self.fc1, self.fc2 = nn.Conv2d(channels, squeeze, 1), nn.Conv2d(squeeze, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(F.relu(self.fc1(x.mean((2, 3), keepdim=True)))))


class ESE(nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        self.fc = nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        return x * F.hardsigmoid(self.fc(x.mean((2, 3), keepdim=True)))


class ECA(nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        t = int((math.log2(channels) + 1) / 2)
        kernel = max(3, t + 1 - t % 2)
        self.conv = nn.Conv1d(1, 1, kernel, padding=kernel // 2, bias=False)

    def forward(self, x):
        return x * torch.sigmoid(self.conv(x.mean((2, 3)).unsqueeze(1))).transpose(1, 2).unsqueeze(-1)


class CBAM(nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        squeeze = max(1, int(channels * ratio + 0.5))
        self.channel, self.spatial = nn.Module(), nn.Module()
        self.channel.fc1 = nn.Conv2d(channels, squeeze, 1, bias=False)
        self.channel.fc2 = nn.Conv2d(squeeze, channels, 1, bias=False)
        self.spatial.conv = nn.Sequential()
        self.spatial.conv.add_module("conv", nn.Conv2d(2, 1, 7, padding=3, bias=False))
        self.spatial.conv.add_module("bn", nn.BatchNorm2d(1))

    def forward(self, x):
        both = torch.cat([x.mean((2, 3), keepdim=True), x.amax((2, 3), keepdim=True)], 2)
        x = x * torch.sigmoid(self.channel.fc2(F.relu(self.channel.fc1(both))).sum(2, keepdim=True))
        return x * torch.sigmoid(self.spatial.conv(torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)))


ATTENTION = {"none": None, "se": SE, "ese": ESE, "eca": ECA, "cbam": CBAM}


class DropPath(nn.Module):
    def __init__(self, probability, dimensions=4):
        super().__init__()
        self.probability, self.ones = probability, [1] * (dimensions - 1)

    def forward(self, x):
        if not self.training or self.probability == 0:
            return x
        return x * F.dropout(x.new_ones(x.shape[0], *self.ones), self.probability)


class SamePool(nn.Module):
    """The mean of each pixel and its neighbours below and to the right, with zeros beyond the border."""

    def forward(self, x):
        return F.avg_pool2d(F.pad(x, (0, 1, 0, 1)), 2, 1)


class Block(nn.Module):
    """A residual block. `stage` has the stage's settings, `net` those of the network."""

    def __init__(self, net, stage, inputs, stride, first_dilation, dilation, drop):
        super().__init__()
        norm, bottleneck = net["norm"], stage["bottleneck"]
        outputs = stage["width"] * (4 if bottleneck else 1)
        width = int(stage["width"] * net["width_per_group"] / 64) * stage["groups"] if bottleneck else outputs
        first, kind = width // net["reduce_first"], net["anti_alias"]
        filters = kind != "none" and (stride > 1 or (kind == "blur" and first_dilation != dilation))
        step = 1 if filters else stride
        if bottleneck:
            self.conv1, self.bn1 = nn.Conv2d(inputs, first, 1, bias=False), norm(first)
            self.conv2 = nn.Conv2d(first, width, 3, step, first_dilation, first_dilation, stage["groups"], bias=False)
            self.bn2 = norm(width)
            self.conv3, self.bn3 = nn.Conv2d(width, outputs, 1, bias=False), norm(outputs)
        else:
            self.conv1, self.bn1 = nn.Conv2d(inputs, first, 3, step, first_dilation, first_dilation, bias=False), norm(first)
            self.conv2, self.bn2 = nn.Conv2d(first, outputs, 3, 1, dilation, dilation, bias=False), norm(outputs)
        self.bottleneck, self.act = bottleneck, ACTIVATIONS[stage["activation"]]()
        self.aa = filter_of(kind, width if bottleneck else first, stride) if filters else nn.Identity()
        attention = ATTENTION[stage["attention"]]
        self.se = attention(outputs, net["se_ratio"]) if attention else nn.Identity()
        self.drop_path = DropPath(drop)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(*self._shortcut(net, inputs, outputs, stride, first_dilation, dilation))
        if net["zero_init_residual"]:
            nn.init.zeros_((self.bn3 if bottleneck else self.bn2).weight)

    @staticmethod
    def _shortcut(net, inputs, outputs, stride, first_dilation, dilation):
        keeps = stride == 1 and dilation == 1
        if net["avg_down"]:
            pool = nn.Identity() if keeps else SamePool() if stride == 1 else nn.AvgPool2d(
                max(2, stride), stride, ceil_mode=True, count_include_pad=False)
            return pool, nn.Conv2d(inputs, outputs, 1, bias=False), net["norm"](outputs)
        kernel = 1 if keeps else net["down_kernel_size"]
        spacing = first_dilation if kernel > 1 else 1
        padding = spacing * (kernel - 1) // 2
        return nn.Conv2d(inputs, outputs, kernel, stride, padding, spacing, bias=False), net["norm"](outputs)

    def forward(self, x):
        y = self.act(self.bn1(self.conv1(x)))
        if self.bottleneck:
            y = self.bn3(self.conv3(self.aa(self.act(self.bn2(self.conv2(y))))))
        else:
            y = self.bn2(self.conv2(self.aa(y)))
        y = self.drop_path(self.se(y))
        y += x if self.downsample is None else self.downsample(x)
        return self.act(y)


class ResNet(nn.Module):
    def __init__(self, stages, net, stem, stem_width, replace_stem_pool, output_stride,
                 dilations, in_channels, num_classes, global_pool, dropout):
        super().__init__()
        norm, kind = net["norm"], net["anti_alias"]
        deep = stem in ("deep", "deeptiered")
        width = stem_width or (64 if deep else stages[0]["width"])
        inputs = 2 * width if deep else width
        act = ACTIVATIONS[net["activation"]]
        if deep:
            first = 3 * (width // 4) if stem == "deeptiered" else width
            self.conv1 = nn.Sequential(
                nn.Conv2d(in_channels, first, 3, 2, 1, bias=False), norm(first), act(),
                nn.Conv2d(first, width, 3, 1, 1, bias=False), norm(width), act(),
                nn.Conv2d(width, inputs, 3, 1, 1, bias=False),
            )  # fmt: skip
        elif stem == "small":
            self.conv1 = nn.Conv2d(in_channels, width, 3, 1, 1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, 2, 3, bias=False)
        self.bn1, self.act1 = norm(inputs), act()
        if replace_stem_pool:
            modules = [nn.Conv2d(inputs, inputs, 3, 2 if kind == "none" else 1, 1, bias=False)]
            modules += [] if kind == "none" else [filter_of(kind, inputs, 2)]
            self.maxpool = nn.Sequential(*modules, norm(inputs), act())
        else:
            self.maxpool = nn.Identity() if stem == "small" else max_pool(3, 1, inputs, kind)
        self.stages, blocks = len(stages), sum(stage["blocks"] for stage in stages)
        reached, dilation, index = 1 if stem == "small" else 4, 1, 0
        for number, stage in enumerate(stages):
            stride, first_dilation = stage["stride"] or (1 if number == 0 else 2), dilation
            if (number and dilations[number - 1]) or (output_stride < 32 and reached >= output_stride):
                dilation, stride = dilation * stride, 1
            reached *= stride
            layer = nn.Sequential()
            for block in range(stage["blocks"]):
                drop = net["stochastic_depth_prob"] * index / (blocks - 1) if blocks > 1 else 0
                layer.append(Block(net, stage, inputs, stride if block == 0 else 1, dilation if block else first_dilation, dilation, drop))
                inputs, index = stage["width"] * (4 if stage["bottleneck"] else 1), index + 1
            self.add_module(f"layer{number + 1}", layer)
        self.pool, self.dropout = GlobalPool(global_pool), dropout
        self.fc = nn.Linear(inputs * (2 if global_pool == "catavgmax" else 1), num_classes)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x):
        x = self.maxpool(self.act1(self.bn1(self.conv1(x))))
        for stage in range(self.stages):
            x = getattr(self, f"layer{stage + 1}")(x)
        x = torch.flatten(self.pool(x), 1)
        return self.fc(F.dropout(x, self.dropout, self.training) if self.dropout else x)


def stage_of(text, number, net):
    """The settings of "6_se_w32": those that it leaves out are the network's."""
    blocks, *settings = text.split("_")
    stage = dict(blocks=int(blocks), bottleneck=net["block"] == "bottleneck", width=net["widths"][number], stride=None)
    stage.update(attention=net["attention"], activation=net["activation"], groups=net["groups"])
    for setting in settings:
        if setting in SETTINGS:
            stage["activation"] = SETTINGS[setting]
        elif setting in ATTENTION:
            stage["attention"] = setting
        elif setting in ("basic", "bottle"):
            stage["bottleneck"] = setting == "bottle"
        else:
            letter, value = re.fullmatch(r"([wsg])(\d+)", setting).groups()
            stage[{"w": "width", "s": "stride", "g": "groups"}[letter]] = int(value)
    return stage
