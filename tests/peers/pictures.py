"""Pictures of every kind that JPEG and PNG have, and PIL's and torchvision's view of them."""

import io
import os
import struct
import zlib

import numpy
import torch
from PIL import Image, ImageFilter, ImageOps
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


def chunk(name, data):
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(pixels, depth, colour, interlaced=False, chunks=b""):
    """A PNG of samples [height, width, channels], which PIL does not write itself: of 16 bits, or interlaced as Adam7."""
    height, width, _ = pixels.shape
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)] if interlaced else [(0, 0, 1, 1)]
    samples = pixels.astype(">u2" if depth == 16 else "u1")
    rows = b"".join(b"\0" + row.tobytes() for top, left, down, right in passes for row in samples[top::down, left::right] if row.size)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunks + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(folder, name, content):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


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
    make_rare(folder, wide, tall)
    scene(3, 300, 3).save(os.path.join(folder, "narrow.png"))
    scene(1, 1, 4).resize((1, 1)).save(os.path.join(folder, "dot.png"))
    scene(1500, 1100, 5).save(os.path.join(folder, "large.jpg"), quality=88)
    return sorted(os.listdir(folder))


def make_rare(folder, wide, tall):
    """What PIL reads but does not write."""
    ink = io.BytesIO()
    wide.convert("CMYK").save(ink, "JPEG", quality=90)
    ink = ink.getvalue()
    adobe = ink.index(b"\xff\xee")
    # The transformation, the segment's last byte, from none to YCCK; and a file without Adobe's segment.
    write(folder, "ycck.jpg", ink[: adobe + 15] + b"\x02" + ink[adobe + 16 :])
    write(folder, "inks-of-others.jpg", ink[:adobe] + ink[adobe + 16 :])
    jpeg = io.BytesIO()
    wide.save(jpeg, "JPEG", quality=90)
    jpeg = bytearray(jpeg.getvalue())
    jpeg[len(jpeg) // 2] ^= 0x55
    write(folder, "scratched.jpg", bytes(jpeg))
    samples = numpy.asarray(tall).astype(numpy.uint16)
    noise = numpy.random.default_rng(6).integers(0, 256, samples.shape, dtype=numpy.uint16)
    write(folder, "sixteen.png", png(samples * 256 + noise, 16, 2))
    write(folder, "interlaced.png", png(samples, 8, 2, interlaced=True))
    write(folder, "linear.png", png(samples, 8, 2, chunks=chunk(b"gAMA", struct.pack(">I", 100_000))))
    wide.quantize(16).save(os.path.join(folder, "sixteencolours.png"), bits=4, transparency=3)
    wide.convert("L").save(os.path.join(folder, "greykey.png"), transparency=100)
    wide.save(os.path.join(folder, "key.png"), transparency=wide.getpixel((5, 5)))


def turned(folder):
    """The same picture with each of EXIF's orientations, as JPEG and PNG, and upright as PIL turns it: {name: [height, width, 3]}."""
    picture, result = scene(37, 23, 8), {}
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        for kind in ("jpg", "png"):
            path = os.path.join(folder, f"turned{orientation}.{kind}")
            picture.save(path, exif=exif)
            result[f"turned{orientation}/{kind}"] = torch.from_numpy(numpy.array(ImageOps.exif_transpose(Image.open(path)).convert("RGB")))
    return result


def make_large(folder):
    """Pictures so large that decoders may reduce them, smooth ones and noise, which suffers most."""
    noise = numpy.random.default_rng(9).integers(0, 256, (1504, 2000, 3), dtype=numpy.uint8)
    Image.fromarray(noise).save(os.path.join(folder, "noise.jpg"), quality=95, subsampling=0)
    scene(1504, 2000, 10).save(os.path.join(folder, "tall.jpg"), quality=85)
    return ["noise.jpg", "tall.jpg"]


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
