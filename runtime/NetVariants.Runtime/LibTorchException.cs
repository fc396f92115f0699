using System;

namespace NetVariants;

/// <summary>Thrown when libtorch or TorchSharp's native library does not load. The message tells the cause and what to do.</summary>
public sealed class LibTorchException : Exception
{
    internal LibTorchException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
