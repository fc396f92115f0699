"""Vision transformers: torchvision's own, with the options that its constructor lacks put in afterwards."""

import math
from functools import partial

import torch
from torch import nn
from torchvision.models.vision_transformer import EncoderBlock, VisionTransformer

import mixing


class ScaledBlock(EncoderBlock):
    """torchvision's block whose branches have a factor for each channel and are dropped image by image."""

    def mix(self, dim, layer_scale, drop):
        if layer_scale:
            self.layer_scale_1 = nn.Parameter(torch.full((dim,), layer_scale))
            self.layer_scale_2 = nn.Parameter(torch.full((dim,), layer_scale))
        self.drop = mixing.DropPath(drop, dimensions=3)

    def forward(self, tokens):
        attended = self.ln_1(tokens)
        attended, _ = self.self_attention(attended, attended, attended, need_weights=False)
        attended = self.dropout(attended)
        if hasattr(self, "layer_scale_1"):
            attended = attended * self.layer_scale_1
        attended = self.drop(attended) + tokens
        inner = self.mlp(self.ln_2(attended))
        if hasattr(self, "layer_scale_2"):
            inner = inner * self.layer_scale_2
        return attended + self.drop(inner)


class MixedTransformer(VisionTransformer):
    """torchvision's network with registers besides the class token, of which the head reads the token or the patches' mean."""

    def mix(self, reg_tokens, pool):
        self.pool, self.prefix = pool, 1 + reg_tokens
        self.seq_length += reg_tokens
        if reg_tokens:
            dim = self.class_token.shape[2]
            self.reg_token = nn.Parameter(torch.empty(1, reg_tokens, dim).normal_(std=1e-6))
            length = self.encoder.pos_embedding.shape[1] + reg_tokens
            self.encoder.pos_embedding = nn.Parameter(torch.empty(1, length, dim).normal_(std=0.02))

    def forward(self, images):
        tokens = [self.class_token.expand(images.shape[0], -1, -1)]
        if self.prefix > 1:
            tokens.append(self.reg_token.expand(images.shape[0], -1, -1))
        # Views of one tensor, as ours: a copy would be kept.
        patches = self.conv_proj(images).permute(0, 2, 3, 1).flatten(1, 2)
        tokens = self.encoder(torch.cat([*tokens, patches], 1))
        patches = tokens[:, self.prefix:]
        # PyTorch 1.13's own mean saves its input.
        return self.heads(patches.sum(1) * (1.0 / patches.shape[1]) if self.pool == "mean" else tokens[:, 0])


def vit(
    layers,
    patch_size=16,
    num_layers=12,
    num_heads=12,
    hidden_dim=768,
    mlp_dim=3072,
    representation_size=0,
    reg_tokens=0,
    pool="token",
    layer_scale=0,
    activation="gelu",
    norm_eps=0,
    stochastic_depth_prob=0,
    dropout=0.0,
    attention_dropout=0.0,
    num_classes=1000,
    in_channels=3,
    image_size=224,
):
    kind = MixedTransformer if reg_tokens or pool != "token" else VisionTransformer
    model = kind(
        image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, num_classes,
        representation_size or None, norm_layer=partial(nn.LayerNorm, eps=norm_eps or 1e-6),
    )  # fmt: skip
    if kind is MixedTransformer:
        model.mix(reg_tokens, pool)
    if in_channels != 3:
        model.conv_proj = nn.Conv2d(in_channels, hidden_dim, patch_size, patch_size)
        nn.init.trunc_normal_(model.conv_proj.weight, std=math.sqrt(1 / (in_channels * patch_size**2)))
        nn.init.zeros_(model.conv_proj.bias)
    for index, block in enumerate(model.encoder.layers):
        block.mlp[1] = mixing.ACTIVATIONS[activation]()
        if layer_scale or stochastic_depth_prob:
            block.__class__ = ScaledBlock
            block.mix(hidden_dim, layer_scale, stochastic_depth_prob * index / max(1, num_layers - 1))
    return model
