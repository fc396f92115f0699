namespace NetVariants.Generators.Reading;

/// <summary>What the generator adds for one type.</summary>
/// <param name="HintName">The file's name, unique within the compilation.</param>
/// <param name="Text">The file's text; null where nothing can be added.</param>
/// <param name="Failure">The generator's own failure, which costs this file and no other.</param>
internal sealed record GeneratedFile(string HintName, string? Text, GeneratorFailure? Failure);
