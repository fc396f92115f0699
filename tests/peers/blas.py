"""What PyTorch multiplies matrices by."""

import sys

import torch


def require_optimized():
    """Ends the process where that is Debian's reference BLAS, which takes ten times as long as any that is in use."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    with open("/proc/self/maps", encoding="utf-8") as maps:
        if any("/blas/libblas." in line for line in maps):
            sys.exit("PyTorch multiplies matrices by the reference BLAS here: sudo apt-get install libopenblas0-openmp")
