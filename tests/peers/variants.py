"""torchvision's families with the knobs that torchvision's constructors lack.

Where a torchvision constructor can say the declaration, it is what runs: the oracle is then torchvision alone. Otherwise the
network is assembled from torchvision's own parts (vgg.py: VGG.forward, make_layers; resnet.py: the blocks and
ResNet._make_layer; densenet.py: _DenseBlock, _Transition, DenseNet.forward) with its names and its initialisation. Options that
torchvision does not
have are in mixing.py, networks of block strings in mobile.py.
"""

import contextlib
import re
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.densenet import DenseNet, _DenseBlock, _Transition
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet
from torchvision.models.vgg import VGG, make_layers
from torchvision.models.vision_transformer import VisionTransformer

import convnext
import mixing
import mobile
import regnet
import vit


def declared(declaration):
    """The network of a VariantInfo.Declaration: ResNetVariant("resnet14", "2,2,1,1", Block = ResNetBlock.Basic, NumClasses = 10)."""
    attribute, text = re.fullmatch(r"(\w+)Variant\((.*)\)", declaration).groups()
    layers = re.match(r'"[^"]*"(?:, "([^"]*)")?', text)[1] or ""
    knobs = {}
    for name, string, word in re.findall(r'(\w+) = (?:"([^"]*)"|([\w.+-]+))', text):
        keyword = re.sub(r"(?<![A-Z])(?<!^)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
        if not word:
            knobs[keyword] = string
        elif word in ("true", "false"):
            knobs[keyword] = word == "true"
        elif word[0].isalpha():
            knobs[keyword] = word.rpartition(".")[2].lower()
        else:
            knobs[keyword] = float(word) if any(c in word for c in ".eE") else int(word)
    # The size at which shapes and counts are computed is no part of the network, save where each position has a vector.
    if attribute != "ViT":
        knobs.pop("image_size", None)
    families = {"Vgg": vgg, "ResNet": resnet, "DenseNet": densenet}
    families |= {"MobileNetV2": mobilenet_v2, "MobileNetV3": mobilenet_v3, "EfficientNet": efficientnet}
    families |= {"RegNet": regnet.regnet, "ConvNeXt": convnext.convnext, "ViT": vit.vit}
    return families[attribute](layers, **knobs)


def mobilenet_v2(blocks, **knobs):
    return mobile.mobilenet_v2(_items(blocks), **knobs)


def mobilenet_v3(blocks, **knobs):
    return mobile.mobilenet_v3(_items(blocks), **knobs)


def efficientnet(blocks, **knobs):
    return mobile.efficientnet(_items(blocks), **knobs)


def vgg(layers, anti_alias="none", global_pool="avg", activation="relu", norm="batchnorm", norm_eps=0, norm_momentum=0.1, **knobs):
    model = _vgg(layers, 2 if global_pool == "catavgmax" else 1, **knobs)
    channels = knobs.get("in_channels", 3)
    for index, module in enumerate(model.features):
        if isinstance(module, nn.Conv2d):
            channels = module.out_channels
        elif isinstance(module, nn.MaxPool2d):
            model.features[index] = mixing.max_pool(2, 0, channels, anti_alias)
    if global_pool != "avg":
        model.avgpool = mixing.GlobalPool(global_pool, model.avgpool.output_size)
    return _remixed(model, activation, mixing.norm_of(norm, norm_eps, norm_momentum))


def _remixed(model, activation, norm):
    """The network with another activation and normalisation in the place of each ReLU and batch normalisation."""
    for name, module in model.named_children():
        if isinstance(module, nn.ReLU):
            setattr(model, name, mixing.ACTIVATIONS[activation]())
        elif isinstance(module, nn.BatchNorm2d):
            setattr(model, name, norm(module.num_features))
        else:
            _remixed(module, activation, norm)
    return model


def _vgg(layers, pooled, batch_norm=False, num_classes=1000, dropout=0.5,
         init_weights=True, in_channels=3, hidden_features=4096, avg_pool_size=7):
    """VGG of "64,M,...": here of any kernels, strides, groups and pools, with any width at the end and a classifier of any size."""
    tokens = _items(layers)
    if all(re.fullmatch(r"M|\d+", token) for token in tokens) and in_channels == 3:
        features = make_layers([token if token == "M" else int(token) for token in tokens], batch_norm=batch_norm)
        last = next(int(token) for token in reversed(tokens) if token != "M")
        if (last, hidden_features, avg_pool_size, pooled) == (512, 4096, 7, 1):
            return VGG(features, num_classes=num_classes, init_weights=init_weights, dropout=dropout)
    else:
        features, last = _vgg_features(tokens, in_channels, batch_norm)
    model = _bare(VGG)
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
        entries = _items(layers)
        dilations = _integers(replace_stride_with_dilation) or [0] * (len(entries) - 1)
        widths = _integers(widths) or [64 << stage for stage in range(len(entries))]
        return _mixed_resnet(entries, block, widths, stem, num_classes, groups, width_per_group,
                             zero_init_residual, dilations, in_channels, **options)
    block = {"basic": BasicBlock, "bottleneck": Bottleneck}[block]
    layers = _integers(layers)
    widths = _integers(widths) or [64 << stage for stage in range(len(layers))]
    dilations = [entry == 1 for entry in _integers(replace_stride_with_dilation)] or [False] * (len(layers) - 1)
    if (in_channels, widths, stem) == (3, [64, 128, 256, 512], "imagenet"):
        return ResNet(block, layers, num_classes, zero_init_residual, groups, width_per_group, dilations)
    model = _bare(_StagedResNet)
    model._norm_layer, model.inplanes, model.dilation = nn.BatchNorm2d, widths[0], 1
    model.groups, model.base_width, model.stages = groups, width_per_group, len(layers)
    small = stem == "small"
    model.conv1 = _stem(in_channels, widths[0], small)
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
        activation=activation,
        attention=attention, se_ratio=se_ratio, stochastic_depth_prob=stochastic_depth_prob, anti_alias=anti_alias, avg_down=avg_down,
        down_kernel_size=down_kernel_size, reduce_first=reduce_first, norm=mixing.norm_of(norm, norm_eps, norm_momentum),
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
    **knobs,
):
    deep = stem in ("deep", "deeptiered")
    model = _densenet(layers, growth_rate=growth_rate, num_init_features=num_init_features, stem="imagenet" if deep else stem, **knobs)
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
    return _remixed(model, activation, mixing.norm_of(norm, norm_eps, norm_momentum))


class _HeadedDenseNet(DenseNet):
    def forward(self, x):
        x = torch.flatten(self.pool(self.act(self.features(x))), 1)
        return self.classifier(F.dropout(x, self.dropout, self.training) if self.dropout else x)


def _densenet(
    layers, growth_rate=32, num_init_features=64, bn_size=4, drop_rate=0, num_classes=1000, compression=0.5, stem="imagenet", in_channels=3
):
    """DenseNet of "6,12,24,16": here with any compression (Huang et al. 2017, section 3: the floor of theta * m)."""
    layers = _integers(layers)
    if (in_channels, compression, stem) == (3, 0.5, "imagenet"):
        return DenseNet(growth_rate, layers, num_init_features, bn_size, drop_rate, num_classes)
    model, small = _bare(DenseNet), stem == "small"
    model.features = nn.Sequential(
        OrderedDict(
            conv0=_stem(in_channels, num_init_features, small),
            norm0=nn.BatchNorm2d(num_init_features),
            relu0=nn.ReLU(inplace=True),
        )
    )
    if not small:
        model.features.add_module("pool0", nn.MaxPool2d(kernel_size=3, stride=2, padding=1))
    features = num_init_features
    for index, count in enumerate(layers, 1):
        model.features.add_module(f"denseblock{index}", _DenseBlock(count, features, bn_size, growth_rate, drop_rate))
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


def _bare(kind):
    """An instance without torchvision's layers, for its methods."""
    model = kind.__new__(kind)
    nn.Module.__init__(model)
    return model


def _stem(in_channels, width, small):
    if small:
        return nn.Conv2d(in_channels, width, kernel_size=3, stride=1, padding=1, bias=False)
    return nn.Conv2d(in_channels, width, kernel_size=7, stride=2, padding=3, bias=False)


def _integers(text):
    return [int(item) for item in _items(text)] if text else []


def _items(text):
    """The entries of a list, one that is repeated ("3*256") as often as it says; blanks mean nothing."""
    items = []
    for entry in re.sub(r"\s", "", text).split(","):
        count, _, item = entry.rpartition("*")
        items += [item] * int(count or 1)
    return items


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


def step(model, images, labels, seed, learning_rate=0.001, momentum=0.9):
    """One training step; dropout draws from the seed. Returns the loss, the gradients and the state after it, sampled."""
    model.train()
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


def kept_bytes_of_an_image(model, channels, size):
    """What one image takes, told from two and three: a batch of one is none to a normalisation of a single pixel.

    torchvision's dense blocks begin with a copy of what they get, ours with the map itself. After a pool, which does not keep what it
    gives, that is all the same; the small stem's ReLU keeps it, and then torchvision keeps both. That copy is not counted.
    """
    two = kept_bytes(model, channels, size, 2)
    is_kept_twice = (isinstance(model, DenseNet) and not hasattr(model.features, "pool0")
                     and isinstance(model.features.relu0, (nn.ReLU, nn.LeakyReLU)))
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
