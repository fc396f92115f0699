using System.Threading;
using NetVariants.Core;
using NetVariants.Core.Emission;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>From what a type says to its file's text.</summary>
internal static class TargetExpander
{
    /// <summary>The text; null where nothing can be added to the type.</summary>
    public static string? Expand(Target target, CancellationToken cancellation)
    {
        var result = TargetValidator.Validate(target, cancellation);
        return result.Type is { } type ? Emitter.Emit(type, new EquatableArray<EmittedVariant>(result.Variants), cancellation) : null;
    }
}
