"""Images of every kind that JPEG, PNG, WebP, GIF and BMP have, and PIL's and torchvision's view of them."""

import io
import os
import struct
import zlib

import numpy
import torch
from PIL import Image, ImageFilter, ImageOps
from torchvision import transforms
from torchvision.transforms import functional

# Vector instructions saturate where libjpeg's plain code wraps around, which shows in damaged files alone.
os.environ["JSIMD_FORCENONE"] = "1"


def scene(width, height, seed):
    """An image with soft and hard edges, textures and colours, as photographs have."""
    generator = numpy.random.default_rng(seed)
    small = generator.integers(0, 256, (max(2, height // 24), max(2, width // 24), 3), dtype=numpy.uint8)
    image = Image.fromarray(small).resize((width, height), Image.BICUBIC)
    pixels = numpy.asarray(image).astype(numpy.int16)
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
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2),
               (0, 1, 2, 2), (1, 0, 2, 1)] if interlaced else [(0, 0, 1, 1)]
    samples = pixels.astype(">u2" if depth == 16 else "u1")
    rows = b"".join(b"\0" + row.tobytes() for top, left, down, right in passes for row in samples[top::down, left::right] if row.size)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunks + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(folder, name, content):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def make(folder):
    """Writes the images and returns their names."""
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
    make_others(folder, wide, tall)
    return sorted(os.listdir(folder))


def make_others(folder, wide, tall):
    """WebP, GIF and BMP, still and animated."""

    def path(name):
        return os.path.join(folder, name)

    wide.save(path("jfif.jfif"), "JPEG")
    alpha = wide.convert("RGBA")
    alpha.putalpha(wide.convert("L").point(lambda value: 0 if value < 100 else value))
    frames = [wide.transpose(Image.FLIP_LEFT_RIGHT), wide.transpose(Image.FLIP_TOP_BOTTOM)]
    wide.save(path("lossy.webp"), quality=80)
    tall.save(path("lossless.webp"), lossless=True)
    alpha.save(path("alpha.webp"), quality=80)
    alpha.save(path("exact.webp"), lossless=True, exact=True)
    wide.save(path("animated.webp"), save_all=True, append_images=frames)
    colours, few = wide.convert("P"), wide.quantize(16)
    colours.save(path("palette.gif"))
    colours.save(path("interlaced.gif"), interlace=1)
    wide.convert("L").save(path("grey.gif"))
    wide.save(path("animated.gif"), save_all=True, append_images=frames)
    few.save(path("transparent.gif"), transparency=3)
    few.save(path("disposed.gif"), save_all=True, append_images=[few.transpose(Image.FLIP_LEFT_RIGHT)], transparency=3, disposal=2)
    for name in ("palette", "transparent"):
        # A screen that is larger than its frame, and one that is smaller.
        with open(path(name + ".gif"), "rb") as file:
            content = file.read()
        write(folder, f"{name}-within.gif", content[:6] + struct.pack("<HH", 520, 400) + content[10:])
        write(folder, f"{name}-beyond.gif", content[:6] + struct.pack("<HH", 300, 200) + content[10:])
    with open(path("animated.webp"), "rb") as file:
        content = file.read()
    write(folder, "within.webp", content[:24] + struct.pack("<I", 519)[:3] + struct.pack("<I", 399)[:3] + content[30:])
    with open(path("transparent-within.gif"), "rb") as file:
        content = file.read()
    frame = content.index(b"," + struct.pack("<HHHH", 0, 0, 500, 375))
    write(folder, "offset.gif", content[:frame] + b"," + struct.pack("<HHHH", 13, 17, 500, 375) + content[frame + 9 :])
    wide.save(path("colours.bmp"))
    alpha.save(path("alpha.bmp"))
    colours.save(path("palette.bmp"))
    wide.convert("L").save(path("grey.bmp"))
    wide.convert("1").save(path("bits.bmp"))
    red, green, blue = (numpy.asarray(band).astype(numpy.uint16) for band in wide.split())
    write(folder, "sixteen.bmp", bmp(500, 375, 16, ((red >> 3) << 10 | (green >> 3) << 5 | blue >> 3)[::-1].astype("<u2").tobytes()))
    rows = [b"".join(bytes([1, value]) for value in row) for row in numpy.asarray(few)[::-1].tolist()]
    palette = b"".join(bytes(few.getpalette()[3 * i : 3 * i + 3])[::-1] + b"\0" for i in range(16))
    write(folder, "packed.bmp", bmp(500, 375, 8, b"\0\0".join(rows) + b"\0\1", compression=1, palette=palette))


def bmp(width, height, bits, data, compression=0, palette=b""):
    """A BMP of a kind that PIL does not write."""
    offset = 54 + len(palette)
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, len(palette) // 4, 0)
    return b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + header + palette + data


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
    """The same image with each of EXIF's orientations, as JPEG, PNG and WebP, and as PIL turns it: {name: [height, width, 3]}."""
    image, result = scene(37, 23, 8), {}
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        for kind in ("jpg", "png", "webp"):
            path = os.path.join(folder, f"turned{orientation}.{kind}")
            image.save(path, exif=exif)
            result[f"turned{orientation}/{kind}"] = upright(path)
    # As other programs write it: in another of TIFF's types, in either order of bytes.
    for name, number, code in (("byte", 1, "B"), ("long", 4, "I"), ("signed", 8, "h")):
        for order, head in (("<", b"II*\0"), (">", b"MM\0*")):
            value = struct.pack(order + code, 6).ljust(4, b"\0")
            tiff = head + struct.pack(order + "IHHHI", 8, 1, 0x0112, number, 1) + value + bytes(4)
            for kind in ("jpg", "png", "webp"):
                file = f"{name}{'le' if order == '<' else 'be'}.{kind}"
                path = os.path.join(folder, file)
                image.save(path, exif=b"Exif\0\0" + tiff)
                result[file.replace(".", "/")] = upright(path)
    return result


def upright(path):
    """An image as PIL turns it: [height, width, 3]."""
    return torch.from_numpy(numpy.array(ImageOps.exif_transpose(Image.open(path)).convert("RGB")))


def make_large(folder):
    """Images so large that decoders may reduce them, smooth ones and noise, which suffers most."""
    noise = numpy.random.default_rng(9).integers(0, 256, (1504, 2000, 3), dtype=numpy.uint8)
    Image.fromarray(noise).save(os.path.join(folder, "noise.jpg"), quality=95, subsampling=0)
    scene(1504, 2000, 10).save(os.path.join(folder, "tall.jpg"), quality=85)
    return ["noise.jpg", "tall.jpg"]


def damage(folder, changes, cuts):
    """Damaged files of every format, and PIL's pixels of them: {name: [height, width, 3]}, empty where PIL refuses the file."""
    random, image, result = numpy.random.default_rng(11), scene(64, 48, 3), {}
    kinds = {
        "jpg": {}, "progressive.jpg": {"progressive": True}, "png": {}, "palette.png": {}, "webp": {"quality": 80},
        "lossless.webp": {"lossless": True}, "gif": {}, "bmp": {},
    }  # fmt: skip
    for kind, options in kinds.items():
        stream = io.BytesIO()
        (image.convert("P") if kind in ("palette.png", "gif") else image).save(
            stream, kind.split(".")[-1].replace("jpg", "jpeg"), **options)
        whole = stream.getvalue()
        for i in range(changes + cuts):
            content = bytearray(whole)
            if i < changes:
                content[random.integers(len(content))] ^= 1 << random.integers(8)
            else:
                del content[len(content) - 2 - random.integers(len(content) - 2) :]
            name = f"{kind.replace('.', '-')}-{i}.{'changed' if i < changes else 'cut'}"
            write(folder, name, content)
            try:
                result[name.replace(".", "/")] = pixels(os.path.join(folder, name))
            except Exception:
                result[name.replace(".", "/")] = torch.empty(0, dtype=torch.uint8)
    return result


def pixels(path):
    """[height, width, 3]."""
    return torch.from_numpy(numpy.array(Image.open(path).convert("RGB")))


def grey(path):
    """[height, width]."""
    return torch.from_numpy(numpy.array(Image.open(path).convert("L")))


def evaluated(path, size, resize):
    """torchvision's transforms for evaluation on PIL's image, [size, size, 3]."""
    chain = transforms.Compose([transforms.Resize(resize), transforms.CenterCrop(size)])
    return torch.from_numpy(numpy.array(chain(Image.open(path).convert("RGB"))))


def part(path, top, left, height, width, size):
    """torchvision's resized crop on PIL's image."""
    return torch.from_numpy(numpy.array(functional.resized_crop(Image.open(path).convert("RGB"), top, left, height, width, [size, size])))


def jittered(path, size):
    """Each change of colour by itself."""
    image = functional.resize(Image.open(path).convert("RGB"), [size, size])
    changes = [
        functional.adjust_brightness(image, 1.3),
        functional.adjust_contrast(image, 0.6),
        functional.adjust_saturation(image, 1.7),
        functional.adjust_hue(image, 0.2),
        functional.adjust_hue(image, -0.1),
        functional.hflip(image),
    ]
    return torch.stack([torch.from_numpy(numpy.array(change)) for change in changes])
