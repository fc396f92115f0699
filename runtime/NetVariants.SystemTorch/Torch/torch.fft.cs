using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Which direction of a transform is divided by its length.</summary>
public enum FFTNormType
{
    /// <summary>The inverse one.</summary>
    Backward = 0,

    /// <summary>The forward one.</summary>
    Forward = 1,

    /// <summary>Both, by the length's square root.</summary>
    Ortho = 2,
}

public static partial class torch
{
    /// <summary>Discrete Fourier transforms.</summary>
    public static partial class fft
    {
#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning

        public static Tensor fft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_fft2.Call(input, s, dim ?? LastTwo, Text(norm));

        public static Tensor fft_(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_fft.Call(input, n == -1 ? Argument.None : n, dim, Text(norm));

        public static Tensor fftfreq(long n, double d = 1, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Aten.fft_fftfreq.Call(n, d, dtype, Argument.None, InitializeDevice(device)).requires_grad_(requires_grad);

        public static Tensor fftn(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_fftn.Call(input, s, dim, Text(norm));

        public static Tensor fftshift(Tensor input, long[] dim = null) => Aten.fft_fftshift.Call(input, dim);

        public static Tensor hfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_hfft.Call(input, n == -1 ? Argument.None : n, dim, Text(norm));

        public static Tensor hfft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_hfft2.Call(input, s, dim ?? LastTwo, Text(norm));

        public static Tensor hfftn(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_hfftn.Call(input, s, dim, Text(norm));

        public static Tensor ifft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_ifft.Call(input, n == -1 ? Argument.None : n, dim, Text(norm));

        public static Tensor ifft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_ifft2.Call(input, s, dim ?? LastTwo, Text(norm));

        public static Tensor ifftn(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_ifftn.Call(input, s, dim, Text(norm));

        public static Tensor ifftshift(Tensor input, long[] dim = null) => Aten.fft_ifftshift.Call(input, dim);

        public static Tensor ihfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_ihfft.Call(input, n == -1 ? Argument.None : n, dim, Text(norm));

        public static Tensor ihfft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_ihfft2.Call(input, s, dim ?? LastTwo, Text(norm));

        public static Tensor ihfftn(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_ihfftn.Call(input, s, dim, Text(norm));

        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_irfft.Call(input, n == -1 ? Argument.None : n, dim, Text(norm));

        public static Tensor irfft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_irfft2.Call(input, s, dim ?? LastTwo, Text(norm));

        public static Tensor irfftn(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_irfftn.Call(input, s, dim, Text(norm));

        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_rfft.Call(input, n == -1 ? Argument.None : n, dim, Text(norm));

        public static Tensor rfft2(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_rfft2.Call(input, s, dim ?? LastTwo, Text(norm));

        public static Tensor rfftfreq(long n, double d = 1, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            Aten.fft_rfftfreq.Call(n, d, dtype, Argument.None, InitializeDevice(device)).requires_grad_(requires_grad);

        public static Tensor rfftn(Tensor input, long[] s = null, long[] dim = null, FFTNormType norm = FFTNormType.Backward) =>
            Aten.fft_rfftn.Call(input, s, dim, Text(norm));

#nullable restore annotations

        private static readonly long[] LastTwo = [-2, -1];

        private static string Text(FFTNormType norm) => norm switch
        {
            FFTNormType.Forward => "forward",
            FFTNormType.Ortho => "ortho",
            _ => "backward",
        };
    }
}
