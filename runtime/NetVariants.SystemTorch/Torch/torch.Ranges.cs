using TorchSharp.Interop;

namespace TorchSharp;

// Ranges, windows, identities, and tensors shaped like another.
public static partial class torch
{
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.arange_start_step.Call(start, stop, step, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.linspace.Call((Scalar)start, (Scalar)end, steps, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);

    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Named(
            Aten.logspace.Call((Scalar)start, (Scalar)end, steps, @base, dtype, Argument.None, InitializeDevice(device)), requires_grad,
            null);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Named(Aten.eye_m.Call(rows, columns == -1 ? rows : columns, dtype, Argument.None, InitializeDevice(device)), requires_grad, names);

    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Named(Aten.empty_strided.Call(size, strides, dtype, Argument.None, InitializeDevice(device)), requires_grad, names);

    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.empty_like(dtype, device, requires_grad), requires_grad, names);

    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.zeros_like(dtype, device, requires_grad), requires_grad, names);

    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.ones_like(dtype, device, requires_grad), requires_grad, names);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Named(input.full_like(value, dtype, device, requires_grad), requires_grad, names);

    public static Tensor bartlett_window(
        long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.bartlett_window_periodic.Call(len, periodic, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);

    public static Tensor blackman_window(
        long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.blackman_window_periodic.Call(len, periodic, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);

    public static Tensor hamming_window(
        long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Named(
            Aten.hamming_window_periodic_alpha_beta.Call(len, periodic, alpha, beta, dtype, Argument.None, InitializeDevice(device)),
            requires_grad, null);

    public static Tensor hann_window(
        long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.hann_window_periodic.Call(len, periodic, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);

    public static Tensor kaiser_window(
        long len, bool periodic = true, float beta = 12f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Named(Aten.kaiser_window_beta.Call(len, periodic, beta, dtype, Argument.None, InitializeDevice(device)), requires_grad, null);
}
