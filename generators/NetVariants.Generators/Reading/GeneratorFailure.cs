using System;

namespace NetVariants.Generators.Reading;

/// <summary>An unexpected exception, as the data that NV9000 shows.</summary>
/// <param name="Target">The type that was being generated.</param>
/// <param name="Exception">The exception's type.</param>
/// <param name="Message">The exception's message.</param>
internal sealed record GeneratorFailure(string Target, string Exception, string Message)
{
    /// <summary>The data of <paramref name="exception"/>.</summary>
    public static GeneratorFailure FromException(string target, Exception exception) =>
        new(target, exception.GetType().FullName!, exception.Message);
}
