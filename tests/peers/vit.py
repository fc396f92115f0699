"""Vision transformers: torchvision's own, with the options that its constructor lacks put in afterwards."""

import math
from functools import partial

from torch import nn
from torchvision.models.vision_transformer import EncoderBlock, VisionTransformer

import mixing


def vit(
    layers,
    patch_size=16,
    num_layers=12,
    num_heads=12,
    hidden_dim=768,
    mlp_dim=3072,
    representation_size=0,
    activation="gelu",
    norm_eps=0,
    dropout=0.0,
    attention_dropout=0.0,
    num_classes=1000,
    in_channels=3,
    image_size=224,
):
    model = VisionTransformer(
        image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, num_classes, representation_size or
        None,
        norm_layer=partial(nn.LayerNorm, eps=norm_eps or 1e-6),
    )  # fmt: skip
    if in_channels != 3:
        model.conv_proj = nn.Conv2d(in_channels, hidden_dim, patch_size, patch_size)
        nn.init.trunc_normal_(model.conv_proj.weight, std=math.sqrt(1 / (in_channels * patch_size**2)))
        nn.init.zeros_(model.conv_proj.bias)
    for module in model.modules():
        if isinstance(module, EncoderBlock):
            module.mlp[1] = mixing.ACTIVATIONS[activation]()
    return model
