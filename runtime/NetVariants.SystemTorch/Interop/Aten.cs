namespace TorchSharp.Interop;

/// <summary>The operators that the API calls. A dot of the schema's name is an underscore here.</summary>
internal static partial class Aten
{
    internal static readonly Operator
        is_leaf = new("is_leaf"),
        retain_grad = new("retain_grad"),
        add_Tensor = new("add.Tensor"),
        add_Scalar = new("add.Scalar"),
        add__Tensor = new("add_.Tensor"),
        mul_Tensor = new("mul.Tensor"),
        sum = new("sum"),
        randn = new("randn"),
        zeros = new("zeros");
}
