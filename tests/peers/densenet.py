"""torchvision's DenseNet with the options that its constructor lacks.

Where the constructor can say the declaration, it is what runs. Otherwise the network is assembled from the parts of torchvision's
densenet.py (_DenseBlock, _Transition, DenseNet.forward), with its names and its initialization.
"""

from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.densenet import DenseNet, _DenseBlock, _Transition

import common
import mixing


def densenet(
    layers,
    anti_alias="none",
    global_pool="avg",
    dropout=0,
    activation="relu",
    norm="batchnorm",
    norm_eps=0,
    norm_momentum=0.1,
    stem="imagenet",
    growth_rate=32,
    num_init_features=64,
    **options,
):
    deep = stem in ("deep", "deeptiered")
    model = _densenet(layers, growth_rate=growth_rate, num_init_features=num_init_features, stem="imagenet" if deep else stem, **options)
    if deep:
        unit = growth_rate // 4
        first, second = (3 * unit, 6 * unit) if stem == "deeptiered" else (growth_rate, growth_rate)
        sizes = [(model.features.conv0.in_channels, first, 2), (first, second, 1), (second, num_init_features, 1)]
        modules = OrderedDict()
        for index, (inputs, outputs, stride) in enumerate(sizes):
            modules[f"conv{index}"] = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
            nn.init.kaiming_normal_(modules[f"conv{index}"].weight)
            modules[f"norm{index}"], modules[f"relu{index}"] = nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
        rest = [(name, module) for name, module in model.features.named_children() if name not in ("conv0", "norm0", "relu0")]
        model.features = nn.Sequential(OrderedDict(list(modules.items()) + rest))
    if anti_alias != "none":
        model.features.pool0 = mixing.max_pool(3, 1, num_init_features, anti_alias)
    if activation != "relu" or global_pool != "avg" or dropout:
        model.__class__ = _HeadedDenseNet
        model.act, model.pool, model.dropout = nn.ReLU(inplace=True), mixing.GlobalPool(global_pool), dropout
        if global_pool == "catavgmax":
            model.classifier = nn.Linear(2 * model.classifier.in_features, model.classifier.out_features)
            nn.init.zeros_(model.classifier.bias)
    return common.remixed(model, activation, mixing.norm_of(norm, norm_eps, norm_momentum))


class _HeadedDenseNet(DenseNet):
    def forward(self, x):
        x = torch.flatten(self.pool(self.act(self.features(x))), 1)
        return self.classifier(F.dropout(x, self.dropout, self.training) if self.dropout else x)


def _densenet(
    layers, growth_rate=32, num_init_features=64, bn_size=4, drop_rate=0, memory_efficient=False, num_classes=1000, compression=0.5,
    stem="imagenet", in_channels=3
):
    """DenseNet of "6,12,24,16": here with any compression (Huang et al. 2017, section 3: the floor of theta * m)."""
    layers = common.integers(layers)
    if (in_channels, compression, stem) == (3, 0.5, "imagenet"):
        return DenseNet(growth_rate, layers, num_init_features, bn_size, drop_rate, num_classes, memory_efficient)
    model, small = common.bare(DenseNet), stem == "small"
    model.features = nn.Sequential(
        OrderedDict(
            conv0=common.stem(in_channels, num_init_features, small),
            norm0=nn.BatchNorm2d(num_init_features),
            relu0=nn.ReLU(inplace=True),
        )
    )
    if not small:
        model.features.add_module("pool0", nn.MaxPool2d(kernel_size=3, stride=2, padding=1))
    features = num_init_features
    for index, count in enumerate(layers, 1):
        model.features.add_module(f"denseblock{index}", _DenseBlock(count, features, bn_size, growth_rate, drop_rate, memory_efficient))
        features += count * growth_rate
        if index < len(layers):
            model.features.add_module(f"transition{index}", _Transition(features, int(features * compression)))
            features = int(features * compression)
    model.features.add_module("norm5", nn.BatchNorm2d(features))
    model.classifier = nn.Linear(features, num_classes)
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
        elif isinstance(module, nn.Linear):
            nn.init.constant_(module.bias, 0)
    return model
