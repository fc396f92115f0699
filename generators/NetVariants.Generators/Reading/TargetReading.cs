using System;
using System.Threading;

namespace NetVariants.Generators.Reading;

/// <summary>The outcome of reading a type: a target, or the generator's own failure.</summary>
/// <param name="HintName">The name of the type's generated file.</param>
/// <param name="Target">What the type says.</param>
/// <param name="Failure">Why it could not be read.</param>
internal sealed record TargetReading(string HintName, Target? Target, GeneratorFailure? Failure)
{
    /// <summary>Expands the target into its file's text.</summary>
    /// <remarks>An unexpected exception becomes data: thrown on, it would take every other type's file with it.</remarks>
    public GeneratedFile Expand(Func<Target, CancellationToken, string?> expand, CancellationToken cancellation)
    {
        if (Target is null)
            return new GeneratedFile(HintName, null, Failure);
        try
        {
            return new GeneratedFile(HintName, expand(Target, cancellation), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new GeneratedFile(HintName, null, GeneratorFailure.FromException(Target.DisplayName, exception));
        }
    }
}
