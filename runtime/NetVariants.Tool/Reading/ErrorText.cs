using System;

namespace NetVariants.Tool.Reading;

/// <summary>Messages of exceptions, for people.</summary>
internal static class ErrorText
{
    /// <summary>The message without the parameter's name, which .NET puts behind it.</summary>
    public static string Of(ArgumentException error)
    {
        var end = error.ParamName is null ? -1 : error.Message.LastIndexOf(" (Parameter ", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }
}
