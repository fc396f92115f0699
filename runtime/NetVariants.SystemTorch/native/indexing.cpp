// tensor[...] with slices, which libtorch offers as a function and not as an operator.
#include "bridge.h"

#include <ATen/TensorIndexing.h>

#include <vector>

namespace {

using at::indexing::Slice;
using at::indexing::TensorIndex;

// Mirrors TorchSharp.torch.TensorIndex: an integer selects, three integers (start, stop, step) slice, a string is an ellipsis.
std::vector<TensorIndex> indices(const nv::Value* values, int32_t count) {
  std::vector<TensorIndex> list;
  list.reserve(count);
  for (int32_t k = 0; k < count; ++k) {
    const auto& value = values[k];
    switch (value.kind) {
      case nv::Kind::None: list.emplace_back(at::indexing::None); break;
      case nv::Kind::String: list.emplace_back(at::indexing::Ellipsis); break;
      case nv::Kind::Bool: list.emplace_back(value.integer != 0); break;
      case nv::Kind::Int: list.emplace_back(value.integer); break;
      case nv::Kind::Tensor: list.emplace_back(nv::borrow(value.pointer)); break;
      case nv::Kind::Ints: {
        auto slice = static_cast<int64_t*>(value.pointer);
        list.emplace_back(Slice(slice[0], slice[1], slice[2]));
        break;
      }
      default: TORCH_CHECK(false, "unknown kind of index: ", static_cast<int32_t>(value.kind));
    }
  }
  return list;
}

} // namespace

NV_API void* nv_index(void* handle, const nv::Value* values, int32_t count) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&]() -> void* { return nv::own(nv::borrow(handle).index(indices(values, count))); });
}

NV_API int32_t nv_index_put(void* handle, const nv::Value* values, int32_t count, void* source) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    nv::borrow(handle).index_put_(indices(values, count), nv::borrow(source));
    return 1;
  });
}
