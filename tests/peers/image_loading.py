"""torchvision's side of the loader benchmark: image_loading.py FOLDER BATCH WORKERS.

For each line read from standard input it loads the folder once as training batches and prints the images a second.
"""

import sys
import time

import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def main(folder, batch, workers):
    torch.set_num_threads(1)
    transform = transforms.Compose(
        [transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip(), transforms.ToTensor(),
                                      transforms.Normalize([0.5] * 3, [0.5] * 3)]
    )
    # The workers stay alive from pass to pass: starting them is not measured.
    loader = DataLoader(datasets.ImageFolder(folder, transform), batch, shuffle=True, num_workers=workers, persistent_workers=True)
    for _ in sys.stdin:
        start, images = time.perf_counter(), 0
        for pixels, _ in loader:
            images += len(pixels)
        print(images / (time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
