using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // What optimizers do to each parameter at each step. A Scalar is an object; these overloads, which calls with a number prefer, make none.
    public partial class Tensor
    {
        internal Tensor mul_(double factor) => Aten.mul__Scalar.InPlace(this, factor);
        internal Tensor add_(Tensor target, double alpha) => Aten.add__Tensor.InPlace(this, target, alpha);
        internal Tensor addcmul_(Tensor tensor1, Tensor tensor2, double value) => Aten.addcmul_.InPlace(this, tensor1, tensor2, value);
        internal Tensor addcdiv_(Tensor tensor1, Tensor tensor2, double value) => Aten.addcdiv_.InPlace(this, tensor1, tensor2, value);
    }
}
