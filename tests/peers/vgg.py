"""torchvision's VGG with the options that its constructor lacks.

Where the constructor can say the declaration, it is what runs. Otherwise the network is assembled from the parts of torchvision's vgg.py
(VGG.forward, make_layers), with its names and its initialization.
"""

import re

from torch import nn
from torchvision.models.vgg import VGG, make_layers

import common
import mixing


def vgg(layers, anti_alias="none", global_pool="avg", activation="relu", norm="batchnorm", norm_eps=0, norm_momentum=0.1, **options):
    model = _vgg(layers, 2 if global_pool == "catavgmax" else 1, **options)
    channels = options.get("in_channels", 3)
    for index, module in enumerate(model.features):
        if isinstance(module, nn.Conv2d):
            channels = module.out_channels
        elif isinstance(module, nn.MaxPool2d):
            model.features[index] = mixing.max_pool(2, 0, channels, anti_alias)
    if global_pool != "avg":
        model.avgpool = mixing.GlobalPool(global_pool, model.avgpool.output_size)
    return common.remixed(model, activation, mixing.norm_of(norm, norm_eps, norm_momentum))


def _vgg(layers, pooled, batch_norm=False, num_classes=1000, dropout=0.5,
         init_weights=True, in_channels=3, hidden_features=4096, avg_pool_size=7):
    """VGG of "64,M,...": here of any kernels, strides, groups and pools, with any width at the end and a classifier of any size."""
    tokens = common.items(layers)
    if all(re.fullmatch(r"M|\d+", token) for token in tokens) and in_channels == 3:
        features = make_layers([token if token == "M" else int(token) for token in tokens], batch_norm=batch_norm)
        last = next(int(token) for token in reversed(tokens) if token != "M")
        if (last, hidden_features, avg_pool_size, pooled) == (512, 4096, 7, 1):
            return VGG(features, num_classes=num_classes, init_weights=init_weights, dropout=dropout)
    else:
        features, last = _vgg_features(tokens, in_channels, batch_norm)
    model = common.bare(VGG)
    model.features = features
    model.avgpool = nn.AdaptiveAvgPool2d((avg_pool_size, avg_pool_size))
    model.classifier = nn.Sequential(
        nn.Linear(pooled * last * avg_pool_size**2, hidden_features),
        nn.ReLU(True),
        nn.Dropout(p=dropout),
        nn.Linear(hidden_features, hidden_features),
        nn.ReLU(True),
        nn.Dropout(p=dropout),
        nn.Linear(hidden_features, num_classes),
    )
    if init_weights:
        for module in model.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
                nn.init.constant_(module.bias, 0)
            elif isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, 0, 0.01)
                nn.init.constant_(module.bias, 0)
    return model


def _vgg_features(tokens, channels, batch_norm):
    """Layers of "64k5s2g4" (kernel, stride, groups), M and A, and the channels after the last."""
    layers = []
    for token in tokens:
        if token in ("M", "A"):
            layers.append({"M": nn.MaxPool2d, "A": nn.AvgPool2d}[token](kernel_size=2, stride=2))
            continue
        width = int(re.match(r"\d+", token).group())
        settings = {letter: int(number) for letter, number in re.findall(r"([ksg])(\d+)", token)}
        kernel = settings.get("k", 3)
        layers.append(nn.Conv2d(channels, width, kernel, settings.get("s", 1), kernel // 2, groups=settings.get("g", 1)))
        layers += [nn.BatchNorm2d(width), nn.ReLU(inplace=True)] if batch_norm else [nn.ReLU(inplace=True)]
        channels = width
    return nn.Sequential(*layers), channels
