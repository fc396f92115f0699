using System;
using NetVariants.Core;

namespace NetVariants.Generators.Reading;

/// <summary>What a step of the generator makes of one type, or its failure there: that costs this type's file and no other.</summary>
/// <param name="HintName">The name of the type's file, unique within the compilation.</param>
/// <param name="Value">What the step makes; null where that is nothing, or it failed.</param>
/// <param name="Failure">What NV9000's message names: the type, the exception and what that says; empty without a failure.</param>
internal sealed record StepResult<T>(string HintName, T? Value, EquatableArray<string> Failure = default)
    where T : class
{
    /// <summary>The result of a step that threw: thrown on, the exception would take every other type's file with it.</summary>
    public static StepResult<T> Failed(string hintName, string type, Exception exception) =>
        new(hintName, null, EquatableArray<string>.Of(type, exception.GetType().FullName!, exception.Message));
}
