// Gradients and the thread's gradient modes: the parts of autograd that are not operators.
#include "bridge.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

namespace {

// A null handle stands for "ones": autograd's undefined tensor.
std::vector<at::Tensor> list(void** handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t k = 0; k < count; ++k) tensors.push_back(handles[k] ? nv::borrow(handles[k]) : at::Tensor());
  return tensors;
}

} // namespace

NV_API int32_t nv_autograd_backward(
    void** outputs, int32_t output_count, void** gradients, int32_t gradient_count,
    int32_t retain_graph, int32_t create_graph, void** inputs, int32_t input_count) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    torch::autograd::backward(
        list(outputs, output_count), list(gradients, gradient_count), retain_graph != 0, create_graph != 0, list(inputs, input_count));
    return 1;
  });
}

// `results` receives input_count handles, null for an unused input.
NV_API int32_t nv_autograd_grad(
    void** outputs, int32_t output_count, void** inputs, int32_t input_count, void** gradients, int32_t gradient_count,
    int32_t retain_graph, int32_t create_graph, int32_t allow_unused, void** results) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    auto found = torch::autograd::grad(
        list(outputs, output_count), list(inputs, input_count), list(gradients, gradient_count),
        retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (int32_t k = 0; k < input_count; ++k) results[k] = nv::own(std::move(found[k]));
    return 1;
  });
}

// Null where there is none.
NV_API void* nv_autograd_gradient(void* handle) {
  return nv::own(nv::borrow(handle).grad());
}

NV_API int32_t nv_autograd_set_gradient(void* handle, void* gradient) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    nv::borrow(handle).mutable_grad() = gradient ? nv::borrow(gradient) : at::Tensor();
    return 1;
  });
}

NV_API int32_t nv_autograd_requires_grad(void* handle) {
  return nv::borrow(handle).requires_grad();
}

NV_API int32_t nv_autograd_set_requires_grad(void* handle, int32_t value) {
  return nv::guarded<>(int32_t{0}, [&]() -> int32_t {
    nv::borrow(handle).requires_grad_(value != 0);
    return 1;
  });
}

NV_API int32_t nv_grad_mode() {
  return c10::GradMode::is_enabled();
}

NV_API void nv_set_grad_mode(int32_t enabled) {
  c10::GradMode::set_enabled(enabled != 0);
}

NV_API int32_t nv_inference_mode() {
  return c10::InferenceMode::is_enabled();
}

// The guard restores the thread's state when it is freed, on the same thread.
NV_API void* nv_inference_mode_enter(int32_t enabled) {
  return new c10::InferenceMode(enabled != 0);
}

NV_API void nv_inference_mode_leave(void* guard) {
  delete static_cast<c10::InferenceMode*>(guard);
}

NV_API int32_t nv_anomaly() {
  return torch::autograd::AnomalyMode::is_enabled();
}

NV_API int32_t nv_anomaly_checks_nan() {
  return torch::autograd::AnomalyMode::should_check_nan();
}

NV_API void nv_set_anomaly(int32_t enabled, int32_t check_nan) {
  torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0);
}
