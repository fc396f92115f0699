using NetVariants.Core;
using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Reading;

/// <summary>What an attribute derives from, by value.</summary>
/// <param name="Name">The base's name in messages.</param>
/// <param name="Chain">The base's declaration, that of its base, and so on.</param>
/// <param name="DiagnosticInfo">Why it is no base; null where it is one.</param>
internal sealed record BaseReading(string Name, EquatableArray<VariantDeclaration> Chain, BaseFault? DiagnosticInfo);

/// <summary>Why a type is no base.</summary>
/// <param name="Id">The diagnostic's id; empty where the compiler reports that there is no such type.</param>
/// <param name="Details">What its message fills in.</param>
internal sealed record BaseFault(string Id, EquatableArray<string> Details);
