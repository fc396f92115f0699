"""What a network costs: multiply-accumulates, and the bytes that its forward pass keeps for the backward pass."""

import contextlib

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.densenet import DenseNet
from torchvision.models.vision_transformer import VisionTransformer

import mixing


def multiply_accumulates(model, image):
    """Multiply-accumulates of convolutions and linear layers for a batch of one, counted while the model runs; those of filters without
    weights too."""
    total = 0

    def count(module, inputs, output):
        nonlocal total
        # Each output number sums over one output channel's weights.
        total += output.numel() * module.weight[0].numel()

    def count_attention(module, inputs, outputs):
        nonlocal total
        # Its two projections, then the products of queries with keys and of weights with values.
        images, length, width = outputs[0].shape
        total += images * length * (4 * width**2 + 2 * length * width)

    def count_filter(module, inputs, output):
        nonlocal total
        total += output.numel() * module.filt[0].numel()

    hooks = [module.register_forward_hook(count) for module in model.modules() if isinstance(module, (nn.Conv1d, nn.Conv2d, nn.Linear))]
    hooks += [module.register_forward_hook(count_attention) for module in model.modules() if isinstance(module, nn.MultiheadAttention)]
    hooks += [module.register_forward_hook(count_filter) for module in model.modules() if isinstance(module, mixing.Blur)]
    with torch.no_grad():
        model.eval()(image)
    for hook in hooks:
        hook.remove()
    return total


def kept_bytes_of_an_image(model, channels, size):
    """What one image takes, told from two and three: a batch of one is none to a normalization of a single pixel.

    torchvision's dense blocks begin with a copy of what they get, ours with the map itself. After a pool, which does not keep what it
    gives, that makes no difference; the small stem's ReLU keeps it, and then torchvision keeps both, unless `memory_efficient` makes
    the copy again. The second one is not counted.
    """
    two = kept_bytes(model, channels, size, 2)
    is_kept_twice = (isinstance(model, DenseNet) and not hasattr(model.features, "pool0")
                     and isinstance(model.features.relu0, (nn.ReLU, nn.LeakyReLU))
                     and not model.features.denseblock1.denselayer1.memory_efficient)
    copied = 4 * model.features.conv0.out_channels * size**2 if is_kept_twice else 0
    if isinstance(model, VisionTransformer):
        tokens, channels_of_token = model.seq_length, model.hidden_dim
        if getattr(model, "pool", "token") == "token":
            # The head reads a view of one token, which keeps all tokens.
            copied -= 4 * (tokens - 1) * channels_of_token
        for layer in model.encoder.layers:
            heads, dropout = layer.self_attention.num_heads, layer.self_attention.dropout
            if not dropout:
                # Of the weights libtorch 2.10 keeps the logarithm of each row's sum.
                copied += 4 * heads * tokens * (tokens - 1)
            elif heads == 1:
                # It scales both queries and keys, and values are a view of what the three are taken from.
                copied -= 2 * 4 * tokens * channels_of_token
    return two - (kept_bytes(model, channels, size, 3) - two) - copied


@contextlib.contextmanager
def as_libtorch_2_computes():
    """Functions by the operations that TorchSharp on libtorch 2.10 has for them, where those save other tensors than PyTorch 1.13's."""
    pool = F.adaptive_avg_pool2d
    mish = F.mish

    def mean(x):
        # PyTorch 1.13's own mean saves its input.
        return x.sum((2, 3), keepdim=True) * (1.0 / (x.shape[2] * x.shape[3]))

    F.adaptive_avg_pool2d = lambda x, side: mean(x) if side in (1, (1, 1)) else pool(x, side)
    F.mish = lambda x, inplace=False: x * torch.tanh(F.softplus(x))
    try:
        yield
    finally:
        F.adaptive_avg_pool2d = pool
        F.mish = mish


def kept_bytes(model, channels, size, images):
    """The bytes of all distinct tensors, parameters and buffers apart, that the forward pass of some images keeps for the backward pass."""
    own = {tensor.data_ptr() for tensor in [*model.parameters(), *model.buffers()]}
    kept = {}

    def keep(tensor):
        # A number that a tensor is multiplied by is kept as a tensor of double precision.
        is_number = tensor.dim() == 0 and tensor.dtype == torch.float64
        if tensor.data_ptr() not in own and not is_number:
            size = tensor.numel() * tensor.element_size()
            kept[tensor.data_ptr(), tensor.dtype] = max(kept.get((tensor.data_ptr(), tensor.dtype), 0), size)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor), as_libtorch_2_computes():
        output = model.train()(torch.randn(images, channels, size, size))
    assert output.grad_fn is not None
    return sum(kept.values())
