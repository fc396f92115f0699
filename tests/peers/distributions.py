"""Whether two samples come from one distribution."""

import math

import torch


def kolmogorov_smirnov(a, b):
    """The two-sample Kolmogorov-Smirnov statistic sqrt(nm/(n+m)) * max |F_a - F_b|.

    For samples of one distribution it exceeds t with a probability of about 2 * exp(-2 t^2): 2.5 in one case of 130,000.
    """
    a, b = a.flatten().double().sort().values, b.flatten().double().sort().values
    points = torch.cat([a, b])
    share_a = torch.searchsorted(a, points, right=True).double() / len(a)
    share_b = torch.searchsorted(b, points, right=True).double() / len(b)
    return math.sqrt(len(a) * len(b) / (len(a) + len(b))) * (share_a - share_b).abs().max().item()


def thin(tensor, count):
    """At most `count` of a tensor's numbers, evenly spaced: enough for a statistic, little to send."""
    flat = tensor.detach().flatten()
    return flat[:: max(1, len(flat) // count)][:count]
