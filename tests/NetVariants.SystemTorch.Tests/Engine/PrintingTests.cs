using System;
using System.Globalization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Style = TorchSharp.TensorStringStyle;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class PrintingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_tensor_says_shape_type_and_device() =>
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());

    [Fact]
    public void Julia_aligns_columns() => Assert.Equal(
        "[2x2], type = Float32, device = cpu\n   1 -2.5\n 100    0\n",
        Text(tensor(new[,] { { 1f, -2.5f }, { 100, 0 } }), Style.Julia));

    [Fact]
    public void Julia_puts_indices_over_matrices() => Assert.Equal(
        "[2x1x2], type = Int64, device = cpu\n[0,..,..] =\n 0 1\n\n[1,..,..] =\n 2 3\n",
        Text(arange(4).reshape(2, 1, 2), Style.Julia));

    [Fact]
    public void Numpy_nests_brackets_and_shortens() => Assert.Equal(
        "[[0, 1, 2, ... 7, 8, 9]\n [10, 11, 12, ... 17, 18, 19]]",
        Text(arange(20).reshape(2, 10), Style.Numpy));

    [Fact]
    public void CSharp_writes_an_initializer() => Assert.Equal(
        "[2x2], type = Float32, device = cpu, value = float [,] {{1f, 1f},\n {1f, 1f}}",
        Text(ones(2, 2), Style.CSharp));

    [Fact]
    public void Numbers_follow_format_and_culture()
    {
        var pi = tensor(3.14159f);
        Assert.Equal("[], type = Float32, device = cpu, value = 3.1", pi.ToString(Style.Julia, "F1", cultureInfo: CultureInfo.InvariantCulture));
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        Assert.Equal("3,1416", pi.ToString(Style.Numpy, "g5", cultureInfo: comma));
    }

    [Fact]
    public void Long_rows_end_in_dots() =>
        Assert.EndsWith(" 0 1 2 3 ...\n", Text(arange(50), Style.Julia, width: 12), StringComparison.Ordinal);

    [Fact]
    public void Default_is_no_style_to_set() =>
        Assert.Throws<ArgumentException>(() => torch.TensorStringStyle = Style.Default);

    private static string Text(Tensor tensor, Style style, int? width = null) =>
        tensor.ToString(style, width: width, cultureInfo: CultureInfo.InvariantCulture, newLine: "\n");
}
