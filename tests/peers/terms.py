"""Values and gradients of one-line terms."""

import torch
import torch.nn.functional as F
from torch import nn


def differentiate(term, **inputs):
    """Evaluates a term over named tensors.

    Returns its value and, for a floating-point value, each input's gradient under a cotangent of small whole numbers,
    which both sides can make without rounding.
    """
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
    value = eval(term, {"F": F, "nn": nn, "torch": torch}, leaves)
    if not value.is_floating_point():
        return {"value": value}
    if not value.requires_grad:
        return {"value": value}
    cotangent = (torch.arange(value.numel()) % 7 - 3).to(value.dtype).reshape(value.shape)
    value.backward(cotangent)
    gradients = {name: leaf.grad for name, leaf in leaves.items() if leaf.grad is not None}
    return {"value": value, "gradient": gradients}
