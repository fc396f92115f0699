// What the managed side and libtorch exchange: blittable values, opaque handles, and an error text per thread.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/stack.h>

#include <cstdint>
#include <exception>
#include <string>

#define NV_API extern "C" __attribute__((visibility("default")))

namespace nv {

// Mirrors TorchSharp.Interop.NativeKind.
enum class Kind : int32_t {
  None = 0,
  Tensor = 1,
  Int = 2,
  Double = 3,
  Bool = 4,
  Complex = 5,
  String = 6,
  Device = 7,
  Generator = 8,
  Ints = 9,
  Doubles = 10,
  Bools = 11,
  Tensors = 12,
  OptionalTensors = 13,
  Names = 14,
};

// Mirrors TorchSharp.Interop.NativeValue. `count` is a list's length, the bytes of a string or of names (each ends in zero), or a device's index.
struct Value {
  Kind kind;
  int32_t count;
  union {
    int64_t integer;
    double real;
    void* pointer;
  };
};

// A handle is the tensor's implementation with one reference, without the box that at::Tensor would add.
using Handle = at::TensorImpl*;

at::Tensor borrow(void* handle);
Handle own(at::Tensor tensor);

void remember(const std::exception& error) noexcept;

// No C++ exception may cross into the runtime: it is remembered, and `failed` is returned.
template <typename Body, typename Result>
Result guarded(Result failed, Body&& body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) {
    remember(error);
    return failed;
  }
}

} // namespace nv
