"""PyTorch's side of the speed benchmark: speed.py DECLARATION CLASSES IMAGE_SIZE BATCH_SIZE THREADS train|evaluate MEMORY_FORMAT.

Each line of standard input is answered by a number on standard output: a number of seconds by the milliseconds of a step, of at least one
and of all that fit into that time; "peak" by the most memory that the process ever had in RAM, in KiB.
"""

import re
import sys
import time

import torch
import torchvision
from torch.nn.functional import cross_entropy

import blas
import variants


def network(declaration, classes, image_size):
    """torchvision's own network of the declaration's name, or the declared one where it has none of that name."""
    name = re.search(r'"(\w+)"', declaration)[1]
    make = getattr(torchvision.models, name, None)
    if make is None:
        return variants.declared(declaration)
    # A vision transformer has a vector for each patch of its images.
    return make(num_classes=classes, **({"image_size": image_size} if name.startswith("vit_") else {}))


def training_step(model, images, labels):
    optimizer = torch.optim.SGD(model.train().parameters(), lr=0.001, momentum=0.9)

    def step():
        # Releasing gradients instead of zeroing them is the faster way, and PyTorch's default since 2.0.
        optimizer.zero_grad(set_to_none=True)
        loss = cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def evaluation(model, images):
    model.eval()

    def step():
        with torch.inference_mode():
            model(images)

    return step


def turn(step, seconds):
    """The milliseconds of a step. The first one finds the caches as another process has left them: it counts only where it takes all the
    time."""
    start = time.perf_counter()
    step()
    elapsed = time.perf_counter() - start
    if elapsed >= seconds:
        return 1000 * elapsed
    start, steps = time.perf_counter(), 0
    while True:
        step()
        steps += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return 1000 * elapsed / steps


def peak():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def main(declaration, classes, image_size, batch_size, threads, mode, memory_format):
    blas.require_optimized()
    torch.set_num_threads(int(threads))
    layout = getattr(torch, memory_format)
    model = network(declaration, int(classes), int(image_size)).to(memory_format=layout)
    images = torch.randn(int(batch_size), 3, int(image_size), int(image_size)).to(memory_format=layout)
    if mode == "train":
        step = training_step(model, images, torch.randint(int(classes), (int(batch_size),)))
    else:
        step = evaluation(model, images)
    for line in sys.stdin:
        print(peak() if line.strip() == "peak" else turn(step, float(line)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
