"""Trainings by PyTorch's own parts, batch by batch as NetVariants' Trainer takes them."""

import math

import torch
from torch.nn.functional import cross_entropy


def fit(model, optimizer, scheduler, clip, smoothing, averaged, images, labels, orders, batch_size, held, held_labels):
    """The training and validation loss of each epoch, and the state of lowest validation loss."""
    train, validation, best, state = [], [], math.inf, None
    for order in orders:
        model.train()
        total = 0.0
        for batch in batches(order, batch_size):
            optimizer.zero_grad()
            loss = cross_entropy(model(images[batch]), labels[batch], label_smoothing=smoothing)
            loss.backward()
            if clip:
                clip()
            optimizer.step()
            if averaged:
                averaged.update(model)
            if scheduler:
                scheduler.step()
            total += loss.item() * len(batch)
        train.append(total / len(order))
        evaluated = averaged.model if averaged else model
        evaluated.eval()
        with torch.no_grad():
            validation.append(cross_entropy(evaluated(held), held_labels).item())
        if hasattr(scheduler, "epoch"):
            scheduler.epoch(validation[-1])
        if validation[-1] < best:
            best, state = validation[-1], {name: tensor.clone() for name, tensor in evaluated.state_dict().items()}
    return torch.tensor(train, dtype=torch.float64), torch.tensor(validation, dtype=torch.float64), state


def losses(model, optimizer, images, labels, order, batch_size):
    """The loss of each step of an epoch."""
    model.train()
    values = []
    for batch in batches(order, batch_size):
        optimizer.zero_grad()
        loss = cross_entropy(model(images[batch]), labels[batch])
        loss.backward()
        optimizer.step()
        values.append(loss.item())
    return torch.tensor(values, dtype=torch.float64)


def batches(order, size):
    return order.split(size)


def groups(model, decay):
    """Biases and normalizations, which have one dimension, are not decayed."""
    parameters = list(model.parameters())
    return [
        {"params": [parameter for parameter in parameters if parameter.ndim > 1], "weight_decay": decay},
        {"params": [parameter for parameter in parameters if parameter.ndim <= 1], "weight_decay": 0.0},
    ]


class by_epoch:
    """A scheduler that counts epochs, told of each step."""

    def __init__(self, scheduler, steps):
        self.scheduler, self.steps, self.done = scheduler, steps, 0

    def step(self):
        self.done += 1
        if self.done % self.steps == 0:
            self.scheduler.step()


class by_loss:
    """A scheduler that is told the validation loss of each epoch."""

    def __init__(self, scheduler, steps):
        self.scheduler = scheduler

    def step(self):
        pass

    def epoch(self, loss):
        self.scheduler.step(loss)


class Average:
    """torch.optim.swa_utils.AveragedModel with an exponential mean that warms up, buffers included."""

    def __init__(self, model, decay):
        def mean(averaged, value, count):
            present = min(decay, count.item() / (9 + count.item()))  # (1 + n) / (10 + n): the copy below counts as the first.
            return present * averaged + (1 - present) * value if value.is_floating_point() else value

        self.averaged = torch.optim.swa_utils.AveragedModel(model, avg_fn=mean, use_buffers=True)
        self.model = self.averaged.module
        # AveragedModel copies at its first update; the mean starts with the weights before it.
        self.averaged.n_averaged += 1

    def update(self, model):
        self.averaged.update_parameters(model)


def warmup_cosine(step, steps, warmup):
    """Linear to the peak, half a cosine to zero, taken at the middle of each step."""
    progress = (step + 0.5) / steps
    return progress / warmup if progress < warmup else (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup))) / 2
