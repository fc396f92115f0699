using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Core;
using NetVariants.Core.Emission;
using NetVariants.Experiments;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Tool.Networks;

/// <summary>Makes live models of declarations: compiles the C# that the generator writes for them, and loads it.</summary>
internal static class ModelCompiler
{
    private const string Space = "NetVariants.Tool.Compiled", Zoo = "Zoo", Create = "Create";

    /// <summary>The network, ready to be trained.</summary>
    public static Candidate Compile(Network network)
    {
        var zoo = new TargetType(Space, default, Zoo, default, IsStatic: true);
        var text = Emitter.Emit(zoo, EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(network.Variant)));
        var create = Load(Assemble(network.Name, text)).GetType($"{Space}.{Zoo}")!
            .GetMethod(Create, [typeof(string), typeof(Device), typeof(ScalarType?)])!
            .CreateDelegate<Func<string, Device?, ScalarType?, Module<Tensor, Tensor>>>();
        return new Candidate(network.Info, device => create(network.Name, device, null));
    }

    private static MemoryStream Assemble(string name, string text)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            $"{Space}.{Guid.NewGuid():N}",
            [
                CSharpSyntaxTree.ParseText(text, options),
                CSharpSyntaxTree.ParseText($"namespace {Space};\npublic static partial class {Zoo};\n", options),
            ],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        MemoryStream assembly = new();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            var error = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidDataException(
                $"The class of '{name}' does not compile ({error}): please report this with the declaration.");
        }

        assembly.Position = 0;
        return assembly;
    }

    private static Assembly Load(MemoryStream assembly) => AssemblyLoadContext.Default.LoadFromStream(assembly);

    /// <summary>What this program itself runs on.</summary>
    private static MetadataReference[] References() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetExtension(file) == ".dll").Select(file => MetadataReference.CreateFromFile(file)),
    ];
}
