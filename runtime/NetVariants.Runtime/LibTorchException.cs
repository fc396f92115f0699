using System;

namespace NetVariants;

/// <summary>Thrown when libtorch or TorchSharp's native library does not load. The message names the cause and the remedy.</summary>
public sealed class LibTorchException : Exception
{
    internal LibTorchException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
