"""Which BLAS PyTorch multiplies matrices with."""

import sys

import torch


def require_optimized():
    """Ends the process where that is Debian's reference BLAS, whose times compare with nothing."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    with open("/proc/self/maps", encoding="utf-8") as maps:
        if any("/blas/libblas." in line for line in maps):
            sys.exit("PyTorch uses the reference BLAS here, which is slow: sudo apt-get install libopenblas0-openmp")
