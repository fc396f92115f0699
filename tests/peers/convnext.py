"""ConvNeXts: torchvision's own, with the options that its constructor lacks put in afterwards."""

import torch.nn.functional as F
from torch import nn
from torchvision.models.convnext import CNBlock, CNBlockConfig, ConvNeXt, LayerNorm2d

import common
import mixing


def convnext(
    layers,
    widths="",
    layer_scale=1e-6,
    kernel=7,
    mlp_ratio=4,
    stem_patch=4,
    activation="gelu",
    norm_eps=0,
    global_pool="avg",
    stochastic_depth_prob=0.1,
    dropout=0,
    num_classes=1000,
    in_channels=3,
):
    depths = common.integers(layers)
    widths = common.integers(widths) or [96 << stage for stage in range(len(depths))]
    eps = norm_eps or 1e-6
    is_single = sum(depths) == 1  # which torchvision divides by zero for
    built = [2] if is_single else depths
    settings = [CNBlockConfig(width, after, depth) for width, after, depth in zip(widths, widths[1:] + [None], built)]
    model = ConvNeXt(settings, 0.0, layer_scale, num_classes, norm_layer=lambda channels: LayerNorm2d(channels, eps))
    if is_single:
        del model.features[1][1]
    model.features[0][0] = nn.Conv2d(in_channels, widths[0], stem_patch, stem_patch)
    blocks = [module for module in model.modules() if isinstance(module, CNBlock)]
    for index, block in enumerate(blocks):
        dim = block.block[0].in_channels
        block.block[0] = nn.Conv2d(dim, dim, kernel, padding=kernel // 2, groups=dim)
        block.block[2] = nn.LayerNorm(dim, eps)
        block.block[3], block.block[5] = nn.Linear(dim, mlp_ratio * dim), nn.Linear(mlp_ratio * dim, dim)
        block.block[4] = mixing.ACTIVATIONS[activation]()
        block.stochastic_depth = mixing.DropPath(stochastic_depth_prob * index / max(1, len(blocks) - 1))
    if global_pool != "avg":
        model.avgpool = mixing.GlobalPool(global_pool)
        if global_pool == "catavgmax":
            model.classifier[0], model.classifier[2] = LayerNorm2d(2 * widths[-1], eps), nn.Linear(2 * widths[-1], num_classes)
    if dropout:
        model.classifier[2].register_forward_pre_hook(lambda module, inputs: F.dropout(inputs[0], dropout, module.training))
    for module in model.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.trunc_normal_(module.weight, std=0.02)
            nn.init.zeros_(module.bias)
    return model
