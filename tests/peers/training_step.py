"""PyTorch's side of the training-step benchmark: training_step.py DECLARATION IMAGE_SIZE BATCH_SIZE THREADS.

For each number N read from standard input it takes N steps and prints the milliseconds a step.
"""

import sys
import time

import torch
from torch.nn.functional import cross_entropy

import variants


def main(declaration, image_size, batch_size, threads):
    torch.set_num_threads(threads)
    model = variants.declared(declaration).train()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
    images = torch.randn(batch_size, 3, image_size, image_size)
    labels = torch.randint(10, (batch_size,))
    for line in sys.stdin:
        steps = int(line)
        start = time.perf_counter()
        for _ in range(steps):
            # Freeing gradients instead of zeroing them is the faster way, and PyTorch's default since 2.0.
            optimizer.zero_grad(set_to_none=True)
            loss = cross_entropy(model(images), labels)
            loss.backward()
            optimizer.step()
            loss.item()
        print(1000 * (time.perf_counter() - start) / steps, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
