"""Writes the state dicts of three networks of torchvision, one line "name sizes" an entry, next to this file.

    /usr/bin/python3 make.py          torchvision 0.14.1 made the files that are here
"""

import pathlib

from torchvision.models.densenet import DenseNet
from torchvision.models.resnet import Bottleneck, ResNet
from torchvision.models.vgg import vgg11_bn

NETWORKS = {
    "vgg11_bn": vgg11_bn(),
    "resnext": ResNet(Bottleneck, [1, 2, 1, 2], groups=32, width_per_group=4, replace_stride_with_dilation=[False, True, True]),
    "densenet": DenseNet(growth_rate=48, block_config=(1, 3, 2), num_init_features=96),
}

for name, network in NETWORKS.items():
    lines = (" ".join([entry, *map(str, tensor.shape)]) for entry, tensor in network.state_dict().items())
    pathlib.Path(__file__).with_name(f"{name}.txt").write_text("\n".join(lines) + "\n")
