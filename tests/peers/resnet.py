"""torchvision's ResNet with the options that its constructor lacks.

Where the constructor can say the declaration, it is what runs. Otherwise the network is assembled from the parts of torchvision's
resnet.py (the blocks, ResNet._make_layer), with its names and its initialization; options that torchvision does not have are in mixing.py.
"""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

import common
import mixing


def resnet(
    layers,
    block="basic",
    widths="",
    stem="imagenet",
    num_classes=1000,
    groups=1,
    width_per_group=64,
    zero_init_residual=False,
    replace_stride_with_dilation="",
    in_channels=3,
    **options,
):
    """ResNet of "2,2,2,2": here of any number of stages and any widths, the stem as wide as the first stage."""
    if options or "_" in layers or stem in ("deep", "deeptiered"):
        entries = common.items(layers)
        dilations = common.integers(replace_stride_with_dilation) or [0] * (len(entries) - 1)
        widths = common.integers(widths) or [64 << stage for stage in range(len(entries))]
        return _mixed_resnet(entries, block, widths, stem, num_classes, groups, width_per_group,
                             zero_init_residual, dilations, in_channels, **options)
    block = {"basic": BasicBlock, "bottleneck": Bottleneck}[block]
    layers = common.integers(layers)
    widths = common.integers(widths) or [64 << stage for stage in range(len(layers))]
    dilations = [entry == 1 for entry in common.integers(replace_stride_with_dilation)] or [False] * (len(layers) - 1)
    if (in_channels, widths, stem) == (3, [64, 128, 256, 512], "imagenet"):
        return ResNet(block, layers, num_classes, zero_init_residual, groups, width_per_group, dilations)
    model = common.bare(_StagedResNet)
    model._norm_layer, model.inplanes, model.dilation = nn.BatchNorm2d, widths[0], 1
    model.groups, model.base_width, model.stages = groups, width_per_group, len(layers)
    small = stem == "small"
    model.conv1 = common.stem(in_channels, widths[0], small)
    model.bn1 = nn.BatchNorm2d(widths[0])
    model.relu = nn.ReLU(inplace=True)
    if not small:
        model.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
    for stage, (width, blocks) in enumerate(zip(widths, layers, strict=True)):
        stride, dilate = (1, False) if stage == 0 else (2, dilations[stage - 1])
        model.add_module(f"layer{stage + 1}", model._make_layer(block, width, blocks, stride, dilate))
    model.avgpool = nn.AdaptiveAvgPool2d((1, 1))
    model.fc = nn.Linear(widths[-1] * block.expansion, num_classes)
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif zero_init_residual and isinstance(module, (BasicBlock, Bottleneck)):
            nn.init.constant_((module.bn2 if block is BasicBlock else module.bn3).weight, 0)
    return model


def _mixed_resnet(
    entries,
    block,
    widths,
    stem,
    num_classes,
    groups,
    width_per_group,
    zero_init_residual,
    dilations,
    in_channels,
    activation="relu",
    norm="batchnorm",
    norm_eps=0,
    norm_momentum=0.1,
    attention="none",
    se_ratio=1 / 16,
    stochastic_depth_prob=0,
    anti_alias="none",
    global_pool="avg",
    dropout=0,
    stem_width=0,
    replace_stem_pool=False,
    avg_down=False,
    down_kernel_size=1,
    reduce_first=1,
    output_stride=32,
):
    net = dict(
        block=block, widths=widths, groups=groups, width_per_group=width_per_group, zero_init_residual=zero_init_residual,
        activation=activation, attention=attention, se_ratio=se_ratio, stochastic_depth_prob=stochastic_depth_prob,
        anti_alias=anti_alias, avg_down=avg_down, down_kernel_size=down_kernel_size, reduce_first=reduce_first,
        norm=mixing.norm_of(norm, norm_eps, norm_momentum),
    )  # fmt: skip
    stages = [mixing.stage_of(entry, number, net) for number, entry in enumerate(entries)]
    return mixing.ResNet(stages, net, stem, stem_width, replace_stem_pool, output_stride,
                         dilations, in_channels, num_classes, global_pool, dropout)


class _StagedResNet(ResNet):
    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        if hasattr(self, "maxpool"):
            x = self.maxpool(x)
        for stage in range(self.stages):
            x = getattr(self, f"layer{stage + 1}")(x)
        return self.fc(torch.flatten(self.avgpool(x), 1))
