"""PyTorch's side of the weight-loading benchmark: weight_loading.py PATH.

Saves a new VGG-16 to PATH, prints a line, and then for each line read from standard input loads the file into the network and prints the
milliseconds.
"""

import sys
import time

import torch
import torchvision


def main(path):
    model = torchvision.models.vgg16()
    torch.save(model.state_dict(), path)
    print("saved", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        model.load_state_dict(torch.load(path))
        print(1000 * (time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
