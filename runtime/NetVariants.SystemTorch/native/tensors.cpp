// Handles, their queries, and the memory behind them.
#include "bridge.h"

#include <ATen/ops/from_blob.h>

#include <atomic>

namespace nv {
namespace {

std::atomic<int64_t> live{0};
std::atomic<int64_t> peak{0};

thread_local std::string last_error;

using Pointer = c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>;

Handle impl(void* handle) {
  return static_cast<Handle>(handle);
}

} // namespace

at::Tensor borrow(void* handle) {
  return at::Tensor(Pointer::reclaim_copy(impl(handle)));
}

Handle own(at::Tensor tensor) {
  if (!tensor.defined()) return nullptr;
  auto now = live.fetch_add(1, std::memory_order_relaxed) + 1;
  auto before = peak.load(std::memory_order_relaxed);
  while (now > before && !peak.compare_exchange_weak(before, now, std::memory_order_relaxed)) {
  }
  return tensor.unsafeReleaseTensorImpl();
}

void remember(const std::exception& error) noexcept {
  try {
    auto torch_error = dynamic_cast<const c10::Error*>(&error);
    last_error = torch_error ? torch_error->what_without_backtrace() : error.what();
  } catch (const std::exception&) {
    last_error.clear();
  }
}

} // namespace nv

// The text of this thread's last failure, valid until its next one.
NV_API const char* nv_error() {
  return nv::last_error.c_str();
}

NV_API void nv_tensor_free(void* handle) {
  nv::live.fetch_sub(1, std::memory_order_relaxed);
  nv::Pointer::reclaim(nv::impl(handle));
}

NV_API int64_t nv_tensor_live() {
  return nv::live.load(std::memory_order_relaxed);
}

NV_API int64_t nv_tensor_peak() {
  return nv::peak.load(std::memory_order_relaxed);
}

NV_API int64_t nv_tensor_dim(void* handle) {
  return nv::impl(handle)->dim();
}

NV_API int64_t nv_tensor_numel(void* handle) {
  return nv::impl(handle)->numel();
}

NV_API int32_t nv_tensor_dtype(void* handle) {
  return static_cast<int32_t>(c10::typeMetaToScalarType(nv::impl(handle)->dtype()));
}

NV_API int32_t nv_tensor_device_type(void* handle) {
  return static_cast<int32_t>(nv::impl(handle)->device().type());
}

NV_API int32_t nv_tensor_device_index(void* handle) {
  return nv::impl(handle)->device().index();
}

NV_API int32_t nv_tensor_is_sparse(void* handle) {
  return nv::impl(handle)->is_sparse();
}

NV_API int32_t nv_tensor_is_contiguous(void* handle) {
  return nv::impl(handle)->is_contiguous();
}

// `buffer` holds nv_tensor_dim numbers.
NV_API void nv_tensor_sizes(void* handle, int64_t* buffer) {
  auto sizes = nv::impl(handle)->sizes();
  std::copy(sizes.begin(), sizes.end(), buffer);
}

// Returns 0 where the layout has no strides.
NV_API int32_t nv_tensor_strides(void* handle, int64_t* buffer) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    auto strides = nv::impl(handle)->strides();
    std::copy(strides.begin(), strides.end(), buffer);
    return 1;
  });
}

NV_API int64_t nv_tensor_storage_offset(void* handle) {
  return nv::guarded<>(int64_t{-1}, [&] { return nv::borrow(handle).storage_offset(); });
}

NV_API void* nv_tensor_data(void* handle) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&] { return nv::borrow(handle).data_ptr(); });
}

// A tensor over memory that the caller keeps until `release(context)` is called, by whichever thread drops the last reference.
NV_API void* nv_tensor_wrap(
    void* data, const int64_t* sizes, int32_t dim, int32_t dtype, void (*release)(void*), void* context) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
    return nv::own(at::from_blob(
        data,
        at::IntArrayRef(sizes, dim),
        [release, context](void*) { release(context); },
        at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype))));
  });
}
