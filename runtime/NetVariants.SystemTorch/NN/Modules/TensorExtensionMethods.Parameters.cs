using TorchSharp.Modules;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>Makes a parameter of a tensor, which is empty afterwards.</summary>
    public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor);
}
