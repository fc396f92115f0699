using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions.</summary>
    public static partial class special
    {
        public static Tensor airy_ai(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_airy_ai.Call(input) : Aten.special_airy_ai_out.Into(@out, input);

        public static Tensor bessel_j0(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_bessel_j0.Call(input) : Aten.special_bessel_j0_out.Into(@out, input);

        public static Tensor bessel_j1(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_bessel_j1.Call(input) : Aten.special_bessel_j1_out.Into(@out, input);

        public static Tensor bessel_y0(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_bessel_y0.Call(input) : Aten.special_bessel_y0_out.Into(@out, input);

        public static Tensor bessel_y1(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_bessel_y1.Call(input) : Aten.special_bessel_y1_out.Into(@out, input);

        public static Tensor chebyshev_polynomial_t(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_chebyshev_polynomial_t.Call(x, n) : Aten.special_chebyshev_polynomial_t_out.Into(@out, x, n);

        public static Tensor chebyshev_polynomial_u(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_chebyshev_polynomial_u.Call(x, n) : Aten.special_chebyshev_polynomial_u_out.Into(@out, x, n);

        public static Tensor chebyshev_polynomial_v(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_chebyshev_polynomial_v.Call(x, n) : Aten.special_chebyshev_polynomial_v_out.Into(@out, x, n);

        public static Tensor chebyshev_polynomial_w(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_chebyshev_polynomial_w.Call(x, n) : Aten.special_chebyshev_polynomial_w_out.Into(@out, x, n);

        public static Tensor digamma(Tensor input) => Aten.special_digamma.Call(input);
        public static Tensor entr(Tensor input) => Aten.special_entr.Call(input);
        public static Tensor erf(Tensor input) => Aten.special_erf.Call(input);
        public static Tensor erfc(Tensor input) => Aten.special_erfc.Call(input);
        public static Tensor erfcx(Tensor input) => Aten.special_erfcx.Call(input);
        public static Tensor erfinv(Tensor input) => Aten.special_erfinv.Call(input);
        public static Tensor exp2(Tensor input) => Aten.special_exp2.Call(input);
        public static Tensor expit(Tensor input) => Aten.special_expit.Call(input);
        public static Tensor expm1(Tensor input) => Aten.special_expm1.Call(input);
        public static Tensor gammainc(Tensor input, Tensor other) => Aten.special_gammainc.Call(input, other);
        public static Tensor gammaincc(Tensor input, Tensor other) => Aten.special_gammaincc.Call(input, other);
        public static Tensor gammaln(Tensor input) => Aten.special_gammaln.Call(input);

        public static Tensor hermite_polynomial_h(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_hermite_polynomial_h.Call(x, n) : Aten.special_hermite_polynomial_h_out.Into(@out, x, n);

        public static Tensor hermite_polynomial_he(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_hermite_polynomial_he.Call(x, n) : Aten.special_hermite_polynomial_he_out.Into(@out, x, n);

        public static Tensor i0(Tensor input) => Aten.special_i0.Call(input);
        public static Tensor i0e(Tensor input) => Aten.special_i0e.Call(input);
        public static Tensor i1(Tensor input) => Aten.special_i1.Call(input);
        public static Tensor i1e(Tensor input) => Aten.special_i1e.Call(input);

        public static Tensor laguerre_polynomial_l(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_laguerre_polynomial_l.Call(x, n) : Aten.special_laguerre_polynomial_l_out.Into(@out, x, n);

        public static Tensor legendre_polynomial_p(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_legendre_polynomial_p.Call(x, n) : Aten.special_legendre_polynomial_p_out.Into(@out, x, n);

        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);
        public static Tensor logit(Tensor input) => input.logit();

        public static Tensor modified_bessel_i0(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_modified_bessel_i0.Call(input) : Aten.special_modified_bessel_i0_out.Into(@out, input);

        public static Tensor modified_bessel_i1(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_modified_bessel_i1.Call(input) : Aten.special_modified_bessel_i1_out.Into(@out, input);

        public static Tensor modified_bessel_k0(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_modified_bessel_k0.Call(input) : Aten.special_modified_bessel_k0_out.Into(@out, input);

        public static Tensor modified_bessel_k1(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_modified_bessel_k1.Call(input) : Aten.special_modified_bessel_k1_out.Into(@out, input);

        public static Tensor multigammaln(Tensor input, long p) => Aten.special_multigammaln.Call(input, p);
        public static Tensor ndtr(Tensor input) => Aten.special_ndtr.Call(input);
        public static Tensor ndtri(Tensor input) => Aten.special_ndtri.Call(input);
        public static Tensor polygamma(long n, Tensor input) => Aten.special_polygamma.Call(n, input);
        public static Tensor psi(Tensor input) => Aten.special_psi.Call(input);

        public static Tensor scaled_modified_bessel_k0(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_scaled_modified_bessel_k0.Call(
                input) : Aten.special_scaled_modified_bessel_k0_out.Into(@out, input);

        public static Tensor scaled_modified_bessel_k1(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_scaled_modified_bessel_k1.Call(
                input) : Aten.special_scaled_modified_bessel_k1_out.Into(@out, input);

        public static Tensor shifted_chebyshev_polynomial_t(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_shifted_chebyshev_polynomial_t.Call(
                x, n) : Aten.special_shifted_chebyshev_polynomial_t_out.Into(@out, x, n);

        public static Tensor shifted_chebyshev_polynomial_u(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_shifted_chebyshev_polynomial_u.Call(
                x, n) : Aten.special_shifted_chebyshev_polynomial_u_out.Into(@out, x, n);

        public static Tensor shifted_chebyshev_polynomial_v(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_shifted_chebyshev_polynomial_v.Call(
                x, n) : Aten.special_shifted_chebyshev_polynomial_v_out.Into(@out, x, n);

        public static Tensor shifted_chebyshev_polynomial_w(Tensor x, Tensor n, Tensor? @out = null) =>
            @out is null ? Aten.special_shifted_chebyshev_polynomial_w.Call(
                x, n) : Aten.special_shifted_chebyshev_polynomial_w_out.Into(@out, x, n);

        public static Tensor sigmoid(Tensor input) => input.sigmoid();
        public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
        public static Tensor sinc(Tensor input) => Aten.special_sinc.Call(input);
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

        public static Tensor spherical_bessel_j0(Tensor input, Tensor? @out = null) =>
            @out is null ? Aten.special_spherical_bessel_j0.Call(input) : Aten.special_spherical_bessel_j0_out.Into(@out, input);

        public static Tensor xlog1py(Tensor input, Tensor other) => Aten.special_xlog1py.Call(input, other);
        public static Tensor zeta(Tensor x, Tensor q) => Aten.special_zeta.Call(x, q);
    }
}
