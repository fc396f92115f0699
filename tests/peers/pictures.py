"""Pictures of every kind that JPEG and PNG have, and PIL's and torchvision's view of them."""

import os

import numpy
import torch
from PIL import Image, ImageFilter
from torchvision import transforms
from torchvision.transforms import functional


def scene(width, height, seed):
    """A picture with soft and hard edges, textures and colours, as photographs have."""
    generator = numpy.random.default_rng(seed)
    small = generator.integers(0, 256, (max(2, height // 24), max(2, width // 24), 3), dtype=numpy.uint8)
    picture = Image.fromarray(small).resize((width, height), Image.BICUBIC)
    pixels = numpy.asarray(picture).astype(numpy.int16)
    pixels += generator.integers(-12, 13, pixels.shape, dtype=numpy.int16)
    for _ in range(6):
        x, y = generator.integers(0, width), generator.integers(0, height)
        pixels[y : y + height // 5, x : x + width // 4] = generator.integers(0, 256, 3)
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8)).filter(ImageFilter.GaussianBlur(0.6))


def make(folder):
    """Writes the pictures and returns their names."""
    wide, tall = scene(500, 375, 1), scene(281, 423, 2)
    exif = Image.Exif()
    exif[0x0112] = 6
    wide.save(os.path.join(folder, "wide.jpg"), quality=90)
    tall.save(os.path.join(folder, "tall.jpg"), quality=75, progressive=True)
    wide.save(os.path.join(folder, "full.jpg"), quality=95, subsampling=0)
    wide.save(os.path.join(folder, "turned.jpg"), quality=90, exif=exif)
    wide.convert("L").save(os.path.join(folder, "grey.jpg"))
    wide.convert("CMYK").save(os.path.join(folder, "inks.jpg"), quality=90)
    tall.save(os.path.join(folder, "colours.png"))
    rgba = wide.convert("RGBA")
    rgba.putalpha(wide.convert("L"))
    rgba.save(os.path.join(folder, "alpha.png"))
    tall.convert("P").save(os.path.join(folder, "palette.png"))
    tall.convert("L").save(os.path.join(folder, "grey.png"))
    tall.convert("LA").save(os.path.join(folder, "greyalpha.png"))
    tall.convert("1").save(os.path.join(folder, "bits.png"))
    scene(3, 300, 3).save(os.path.join(folder, "narrow.png"))
    scene(1, 1, 4).resize((1, 1)).save(os.path.join(folder, "dot.png"))
    scene(1500, 1100, 5).save(os.path.join(folder, "large.jpg"), quality=88)
    return sorted(os.listdir(folder))


def pixels(path):
    """[height, width, 3]."""
    return torch.from_numpy(numpy.array(Image.open(path).convert("RGB")))


def evaluated(path, size, resize):
    """torchvision's transforms for evaluation on PIL's picture, [size, size, 3]."""
    chain = transforms.Compose([transforms.Resize(resize), transforms.CenterCrop(size)])
    return torch.from_numpy(numpy.array(chain(Image.open(path).convert("RGB"))))


def part(path, top, left, height, width, size):
    """torchvision's resized crop on PIL's picture."""
    return torch.from_numpy(numpy.array(functional.resized_crop(Image.open(path).convert("RGB"), top, left, height, width, [size, size])))


def jittered(path, size):
    """Each change of colour by itself."""
    picture = functional.resize(Image.open(path).convert("RGB"), [size, size])
    changes = [
        functional.adjust_brightness(picture, 1.3),
        functional.adjust_contrast(picture, 0.6),
        functional.adjust_saturation(picture, 1.7),
        functional.adjust_hue(picture, 0.2),
        functional.adjust_hue(picture, -0.1),
        functional.hflip(picture),
    ]
    return torch.stack([torch.from_numpy(numpy.array(change)) for change in changes])
