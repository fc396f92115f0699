"""Exports a torchvision network with torch.onnx.export, saves its weights, and then times it in eager mode whenever it is asked to.

Arguments: the declaration, the side of the image, the number of threads, the ONNX file to write (opset 13, batch 1), the .pth file to
write.
After "ready", each line of standard input is a number of images to compute one by one; each line of standard output the milliseconds of
one.
"""

import sys
import time

import torch

import blas
import variants

declaration, side, threads, exported, weights = sys.argv[1:]
blas.require_optimized()
torch.set_num_threads(int(threads))
torch.manual_seed(1)
model = variants.scramble(variants.declared(declaration)).eval()
torch.save(model.state_dict(), weights)
image = torch.randn(1, 3, int(side), int(side))
torch.onnx.export(model, image, exported, opset_version=13, input_names=["input"], output_names=["logits"])
print("ready", flush=True)
with torch.no_grad():
    for line in sys.stdin:
        started = time.perf_counter()
        for _ in range(int(line)):
            model(image)
        print((time.perf_counter() - started) * 1000 / int(line), flush=True)
