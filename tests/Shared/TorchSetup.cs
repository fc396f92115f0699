using System.Runtime.CompilerServices;

namespace NetVariants.Tests;

/// <summary>Makes libtorch's convolutions right before a test uses TorchSharp by itself: in some virtual machines they are not.</summary>
internal static class TorchSetup
{
    [ModuleInitializer]
    internal static void EnsureLoaded() => LibTorch.EnsureLoaded();
}
