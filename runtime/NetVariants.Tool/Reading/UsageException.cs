using System;

namespace NetVariants.Tool.Reading;

/// <summary>Thrown when the command line names what is not there. The message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
