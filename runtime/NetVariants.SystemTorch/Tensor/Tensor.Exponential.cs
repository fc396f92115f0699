using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Powers of e, roots, and the functions built upon them.
    public partial class Tensor
    {
        public Tensor exp() => Aten.exp.Call(this);
        public Tensor exp_() => Aten.exp_.InPlace(this);
        public Tensor exp2() => Aten.exp2.Call(this);
        public Tensor expm1() => Aten.expm1.Call(this);
        public Tensor expm1_() => Aten.expm1_.InPlace(this);
        public Tensor log() => Aten.log.Call(this);
        public Tensor log_() => Aten.log_.InPlace(this);
        public Tensor log2() => Aten.log2.Call(this);
        public Tensor log2_() => Aten.log2_.InPlace(this);
        public Tensor log10() => Aten.log10.Call(this);
        public Tensor log10_() => Aten.log10_.InPlace(this);
        public Tensor log1p() => Aten.log1p.Call(this);
        public Tensor log1p_() => Aten.log1p_.InPlace(this);
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Call(this, other);
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Call(this, other);
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Call(this, dim);

        public Tensor sqrt() => Aten.sqrt.Call(this);
        public Tensor sqrt_() => Aten.sqrt_.InPlace(this);
        public Tensor rsqrt() => Aten.rsqrt.Call(this);
        public Tensor rsqrt_() => Aten.rsqrt_.InPlace(this);
        public Tensor square() => Aten.square.Call(this);
        public Tensor reciprocal() => Aten.reciprocal.Call(this);
        public Tensor reciprocal_() => Aten.reciprocal_.InPlace(this);

        public Tensor sigmoid() => Aten.sigmoid.Call(this);
        public Tensor sigmoid_() => Aten.sigmoid_.InPlace(this);
        public Tensor logit(double? eps = null) => Aten.logit.Call(this, eps);
        public Tensor erf() => Aten.erf.Call(this);
        public Tensor erf_() => Aten.erf_.InPlace(this);
        public Tensor erfc() => Aten.erfc.Call(this);
        public Tensor erfc_() => Aten.erfc_.InPlace(this);
        public Tensor erfinv() => Aten.erfinv.Call(this);
        public Tensor erfinv_() => Aten.erfinv_.InPlace(this);
        public Tensor sinc() => Aten.sinc.Call(this);
        public Tensor sinc_() => Aten.sinc_.InPlace(this);
        public Tensor i0() => Aten.i0.Call(this);

        public Tensor digamma() => Aten.digamma.Call(this);
        public Tensor digamma_() => Aten.digamma_.InPlace(this);
        public Tensor polygamma(long p) => Aten.polygamma.Call(p, this);
        public Tensor polygamma_(long p) => Aten.polygamma_.InPlace(this, p);
        public Tensor lgamma() => Aten.lgamma.Call(this);
        public Tensor lgamma_() => Aten.lgamma_.InPlace(this);
        public Tensor mvlgamma(long p) => Aten.mvlgamma.Call(this, p);
        public Tensor mvlgamma_(long p) => Aten.mvlgamma_.InPlace(this, p);
        public Tensor igamma(Tensor other) => Aten.igamma.Call(this, other);
        public Tensor igammac(Tensor other) => Aten.igammac.Call(this, other);
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Call(this, y);
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Call(this, y);
        public Tensor xlogy_(Scalar y) => Aten.xlogy__Scalar_Other.InPlace(this, y);
        public Tensor xlogy_(Tensor y) => Aten.xlogy__Tensor.InPlace(this, y);
    }
}
