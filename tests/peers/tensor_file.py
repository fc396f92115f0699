"""Tensors in one file, in the safetensors layout (https://github.com/huggingface/safetensors#format).

Eight bytes: the header's length N, unsigned little-endian. N bytes: a JSON object, name -> {"dtype", "shape",
"data_offsets": [begin, end]}. Then the tensors' bytes, little-endian and row-major; offsets count from there.
Debian 12 has no package for the format, and it is small enough to need none.
"""

import json
import struct

import torch

_DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "BF16": torch.bfloat16,
    "F16": torch.float16,
    "I64": torch.int64,
    "I32": torch.int32,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}


def read(path):
    """The file's tensors by name, in the file's order."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        dtype, shape = _DTYPES[entry["dtype"]], entry["shape"]
        # frombuffer refuses an empty range.
        flat = torch.empty(0, dtype=torch.uint8)
        if end > begin:
            flat = torch.frombuffer(data, dtype=torch.uint8, count=end - begin, offset=begin)
        # A copy of its own: tensors may lie unaligned in the file.
        tensors[name] = flat.clone().view(dtype).reshape(shape)
    return tensors


def write(path, tensors):
    """Writes tensors, a dictionary from name to tensor, to the file."""
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        flat = tensor.detach().contiguous().reshape(-1).view(torch.uint8).numpy()
        header[name] = {"dtype": _NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + flat.nbytes]}
        blobs.append(flat)
        offset += flat.nbytes
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for blob in blobs:
            file.write(blob.data)
