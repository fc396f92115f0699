// What belongs to the process: random generators, threads, devices, default dtype.
#include "bridge.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/DefaultDtype.h>

namespace {

at::Generator& generator(void* handle) {
  return *static_cast<at::Generator*>(handle);
}

c10::Device device(int32_t type, int32_t index) {
  return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

} // namespace

// The device's default generator: shared state behind a handle of its own.
NV_API void* nv_generator_default(int32_t type, int32_t index) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
    return new at::Generator(at::globalContext().defaultGenerator(device(type, index)));
  });
}

// A generator with state of its own, seeded like the default one that it is cloned from.
NV_API void* nv_generator_new(int32_t type, int32_t index) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
    return new at::Generator(at::globalContext().defaultGenerator(device(type, index)).clone());
  });
}

NV_API void nv_generator_free(void* handle) {
  delete static_cast<at::Generator*>(handle);
}

NV_API int32_t nv_generator_set_seed(void* handle, uint64_t seed) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    std::lock_guard<std::mutex> lock(generator(handle).mutex());
    generator(handle).set_current_seed(seed);
    return 1;
  });
}

NV_API uint64_t nv_generator_seed(void* handle) {
  return generator(handle).current_seed();
}

NV_API void* nv_generator_state(void* handle) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&]() -> void* { return nv::own(generator(handle).get_state()); });
}

NV_API int32_t nv_generator_set_state(void* handle, void* state) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    std::lock_guard<std::mutex> lock(generator(handle).mutex());
    generator(handle).set_state(nv::borrow(state));
    return 1;
  });
}

// Seeds the default generators of all devices.
NV_API void nv_manual_seed(uint64_t seed) {
  at::manual_seed(seed);
}

NV_API int32_t nv_threads() {
  return at::get_num_threads();
}

NV_API int32_t nv_set_threads(int32_t count) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    at::set_num_threads(count);
    return 1;
  });
}

NV_API int32_t nv_interop_threads() {
  return at::get_num_interop_threads();
}

NV_API int32_t nv_set_interop_threads(int32_t count) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    at::set_num_interop_threads(count);
    return 1;
  });
}

NV_API int32_t nv_cuda_devices() {
  return at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0;
}

// Device -1 is the current one.
NV_API int32_t nv_cuda_synchronize(int32_t index) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    auto& hooks = at::detail::getCUDAHooks();
    hooks.deviceSynchronize(static_cast<c10::DeviceIndex>(index < 0 ? hooks.current_device() : index));
    return 1;
  });
}

NV_API int32_t nv_set_default_dtype(int32_t dtype) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype)));
    return 1;
  });
}
