"""Tells what torchvision makes of declarations: one line of JSON for each line of the file that is the argument.

    {"parameters", "bytes", "macs", "activations", "state": [[name, sizes…]…], "runs": [whether it runs at each of the sizes asked for]}

A line is a declaration, a tab, and image sizes separated by commas; the counts of multiply-accumulates and of the activations' bytes are
for the first, and 0 where the network does not run there.
"""

import json
import re
import sys
import warnings

import torch

import counts
import variants

warnings.filterwarnings("ignore")  # a zero-sized weight needs no initialization, and says so


def runs(model, channels, size):
    try:
        with torch.no_grad():
            model(torch.zeros(1, channels, size, size))
        return True
    except RuntimeError:
        return False


with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        declaration, sizes = line.rstrip("\n").split("\t")
        channels = int((re.search(r"InChannels = (\d+)", declaration) or [0, 3])[1])
        model = variants.declared(declaration).eval()
        state = model.state_dict()
        running = [runs(model, channels, int(size)) for size in sizes.split(",")]
        image = torch.zeros(1, channels, *[int(sizes.split(",")[0])] * 2)
        print(json.dumps({
            "parameters": sum(parameter.numel() for parameter in model.parameters()),
            "bytes": sum(tensor.numel() * tensor.element_size() for tensor in state.values()),
            "macs": counts.multiply_accumulates(model, image) if running[0] else 0,
            "activations": counts.kept_bytes_of_an_image(model, channels, image.shape[2]) if running[0] else 0,
            "state": [[name, *tensor.shape] for name, tensor in state.items()],
            "runs": running,
        }))
