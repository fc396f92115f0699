// Any ATen operator, found by its schema name and run boxed through the dispatcher: no C++ is written per operator.
#include "bridge.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <vector>

namespace nv {
namespace {

struct Operator {
  c10::OperatorHandle handle;
  const c10::FunctionSchema* schema;
};

std::vector<at::Tensor> tensors(const Value& value) {
  auto handles = static_cast<void**>(value.pointer);
  std::vector<at::Tensor> list;
  list.reserve(value.count);
  for (int32_t k = 0; k < value.count; ++k) list.push_back(borrow(handles[k]));
  return list;
}

c10::List<c10::optional<at::Tensor>> optional_tensors(const Value& value) {
  auto handles = static_cast<void**>(value.pointer);
  c10::List<c10::optional<at::Tensor>> list;
  list.reserve(value.count);
  for (int32_t k = 0; k < value.count; ++k) {
    list.push_back(handles[k] ? c10::optional<at::Tensor>(borrow(handles[k])) : c10::nullopt);
  }
  return list;
}

// Each name ends in a zero byte. In a boxed call a dimension's name is a string in a namespace of its own.
c10::List<std::string> names(const Value& value) {
  c10::List<std::string> list;
  auto text = static_cast<const char*>(value.pointer);
  for (auto end = text + value.count; text < end;) {
    std::string name(text);
    text += name.size() + 1;
    list.push_back("dimname::" + name);
  }
  return list;
}

void push(at::Stack& stack, const Value& value) {
  switch (value.kind) {
    case Kind::None: stack.emplace_back(); break;
    case Kind::Tensor: stack.emplace_back(borrow(value.pointer)); break;
    case Kind::Int: stack.emplace_back(value.integer); break;
    case Kind::Double: stack.emplace_back(value.real); break;
    case Kind::Bool: stack.emplace_back(value.integer != 0); break;
    case Kind::Complex: {
      auto parts = static_cast<const double*>(value.pointer);
      stack.emplace_back(c10::complex<double>(parts[0], parts[1]));
      break;
    }
    case Kind::String: stack.emplace_back(std::string(static_cast<const char*>(value.pointer), value.count)); break;
    case Kind::Device:
      stack.emplace_back(c10::Device(static_cast<c10::DeviceType>(value.integer), static_cast<c10::DeviceIndex>(value.count)));
      break;
    case Kind::Generator: stack.emplace_back(*static_cast<at::Generator*>(value.pointer)); break;
    case Kind::Ints: stack.emplace_back(at::ArrayRef<int64_t>(static_cast<int64_t*>(value.pointer), value.count)); break;
    case Kind::Doubles: stack.emplace_back(at::ArrayRef<double>(static_cast<double*>(value.pointer), value.count)); break;
    case Kind::Bools: {
      c10::List<bool> list;
      for (int32_t k = 0; k < value.count; ++k) list.push_back(static_cast<int64_t*>(value.pointer)[k] != 0);
      stack.emplace_back(std::move(list));
      break;
    }
    case Kind::Tensors: stack.emplace_back(tensors(value)); break;
    case Kind::OptionalTensors: stack.emplace_back(optional_tensors(value)); break;
    case Kind::Names: stack.emplace_back(names(value)); break;
    default: TORCH_CHECK(false, "unknown kind of argument: ", static_cast<int32_t>(value.kind));
  }
}

Value result(c10::IValue&& value) {
  Value out{Kind::None, 0, {0}};
  if (value.isTensor()) {
    out.kind = Kind::Tensor;
    out.pointer = own(std::move(value).toTensor());
  } else if (value.isInt()) {
    out.kind = Kind::Int;
    out.integer = value.toInt();
  } else if (value.isDouble()) {
    out.kind = Kind::Double;
    out.real = value.toDouble();
  } else if (value.isBool()) {
    out.kind = Kind::Bool;
    out.integer = value.toBool();
  } else if (value.isComplexDouble()) {
    auto number = value.toComplexDouble();
    out.kind = Kind::Complex;
    out.pointer = new double[2]{number.real(), number.imag()};
  } else if (value.isTensorList()) {
    auto list = value.toTensorVector();
    auto handles = new Handle[list.size()];
    for (size_t k = 0; k < list.size(); ++k) handles[k] = own(std::move(list[k]));
    out.kind = Kind::Tensors;
    out.count = static_cast<int32_t>(list.size());
    out.pointer = handles;
  } else {
    TORCH_CHECK(value.isNone(), "unsupported kind of result: ", value.tagKind());
  }
  return out;
}

} // namespace
} // namespace nv

// Null when this libtorch has no such operator.
NV_API void* nv_operator_find(const char* name, const char* overload) {
  return nv::guarded<>(static_cast<void*>(nullptr), [&]() -> void* {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    return new nv::Operator{handle, &handle.schema()};
  });
}

// Arguments that the caller leaves out at the end take the schema's defaults. Returns the number of results
// (those beyond `capacity` are dropped: an in-place operator's result is its receiver), or -1.
NV_API int32_t nv_operator_call(void* op, const nv::Value* arguments, int32_t count, nv::Value* results, int32_t capacity) {
  return nv::guarded<>(int32_t{-1}, [&]() -> int32_t {
    auto& target = *static_cast<nv::Operator*>(op);
    const auto& declared = target.schema->arguments();
    at::Stack stack;
    stack.reserve(declared.size());
    for (int32_t k = 0; k < count; ++k) nv::push(stack, arguments[k]);
    for (size_t k = count; k < declared.size(); ++k) {
      TORCH_CHECK(declared[k].default_value().has_value(), target.schema->name(), " needs its argument ", declared[k].name());
      stack.push_back(*declared[k].default_value());
    }
    target.handle.callBoxed(stack);
    auto produced = static_cast<int32_t>(stack.size());
    for (int32_t k = 0; k < produced && k < capacity; ++k) results[k] = nv::result(std::move(stack[k]));
    return produced;
  });
}

// Frees what a result of kind Tensors or Complex points to; the tensors in it belong to the caller.
NV_API void nv_result_free(nv::Value* value) {
  if (value->kind == nv::Kind::Tensors) delete[] static_cast<nv::Handle*>(value->pointer);
  if (value->kind == nv::Kind::Complex) delete[] static_cast<double*>(value->pointer);
}
