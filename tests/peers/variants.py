"""The network of a declaration, built with torchvision; values for its state, and a training step, to compare with."""

import re

import torch
from torch import nn

import convnext
import densenet
import mobile
import regnet
import resnet
import vgg
import vit

_FAMILIES = {
    "ConvNeXt": convnext.convnext,
    "DenseNet": densenet.densenet,
    "EfficientNet": mobile.efficientnet,
    "MobileNetV2": mobile.mobilenet_v2,
    "MobileNetV3": mobile.mobilenet_v3,
    "RegNet": regnet.regnet,
    "ResNet": resnet.resnet,
    "Vgg": vgg.vgg,
    "ViT": vit.vit,
}


def declared(declaration):
    """The network of a VariantInfo.Declaration: ResNetVariant("resnet14", "2,2,1,1", Block = ResNetBlock.Basic, NumClasses = 10)."""
    attribute, text = re.fullmatch(r"(\w+)Variant\((.*)\)", declaration).groups()
    layers = re.match(r'"[^"]*"(?:, "([^"]*)")?', text)[1] or ""
    options = {}
    for name, string, word in re.findall(r'(\w+) = (?:"([^"]*)"|([\w.+-]+))', text):
        keyword = re.sub(r"(?<![A-Z])(?<!^)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
        if not word:
            options[keyword] = string
        elif word in ("true", "false"):
            options[keyword] = word == "true"
        elif word[0].isalpha():
            options[keyword] = word.rpartition(".")[2].lower()
        else:
            options[keyword] = float(word) if any(c in word for c in ".eE") else int(word)
    # The size at which shapes and counts are computed is not part of the network, except where each position has a vector.
    if attribute != "ViT":
        options.pop("image_size", None)
    return _FAMILIES[attribute](layers, **options)


def scramble(model):
    """Gives everything that starts as 0 or 1 a value of its own, so that outputs depend on every entry of the state."""
    for name, tensor in model.state_dict().items():
        if name.endswith(("running_var", "num_batches_tracked")) or (name.endswith("weight") and tensor.dim() == 1):
            tensor.copy_(3 * torch.rand(tensor.shape) + 0.5)
        elif tensor.dim() == 1:
            tensor.copy_(0.3 * torch.randn(tensor.shape))
        elif not tensor.any():
            tensor.copy_(0.3 * torch.randn(tensor.shape))
        elif name.endswith("layer_scale"):
            tensor.copy_(0.3 * torch.rand(tensor.shape) + 0.1)
    return model


def step(model, images, labels, seed, learning_rate=0.001, momentum=0.9):
    """One training step; dropout draws from the seed. Returns the loss, the gradients and the state after it, sampled."""
    model.train()
    for module in model.modules():
        if getattr(module, "memory_efficient", False):
            # With it torchvision counts each batch twice in the running statistics: the plain step is compared.
            module.memory_efficient = False
    optimizer = torch.optim.SGD(model.parameters(), learning_rate, momentum)
    torch.manual_seed(seed)
    loss = nn.functional.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    gradients = {name: sampled(parameter.grad) for name, parameter in model.named_parameters()}
    return {"loss": loss, "gradient": gradients, "state": {name: sampled(tensor) for name, tensor in model.state_dict().items()}}


def sampled(tensor):
    """Of a tensor with more than a million values an even selection: it crosses the border in a tenth of the time."""
    most = 1 << 20
    return tensor if tensor.numel() <= most else tensor.flatten()[:: tensor.numel() // most | 1]
