using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Complex numbers.
    public partial class Tensor
    {
        public Tensor angle() => Aten.angle.Call(this);
        public Tensor conj() => Aten.conj.Call(this);
        public Tensor conj_physical() => Aten.conj_physical.Call(this);
        public Tensor conj_physical_() => Aten.conj_physical_.InPlace(this);
        public bool is_conj() => Aten.is_conj.CallBool(this);
        public bool is_neg() => Aten.is_neg.CallBool(this);
        public Tensor resolve_conj() => Aten.resolve_conj.Call(this);
        public Tensor resolve_neg() => Aten.resolve_neg.Call(this);
        public Tensor view_as_complex() => Aten.view_as_complex.Call(this);
        public Tensor view_as_real() => Aten.view_as_real.Call(this);

        public Tensor real => Aten.real.Call(this);
        public Tensor imag => Aten.imag.Call(this);
        public Tensor T => Aten.numpy_T.Call(this);
        public Tensor H => Aten.matrix_H.Call(this);
        public Tensor mT => Aten.mT.Call(this);
        public Tensor mH => Aten.mH.Call(this);

        public bool is_complex() => torch.is_complex(dtype);
    }
}
