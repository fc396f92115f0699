using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;

namespace NetVariants.Core.Tests;

/// <summary>Short ways to declare and compile variants.</summary>
internal static class Variants
{
    public static VariantDeclaration Vgg(string? layers, params (string Name, object Value)[] knobs) =>
        Declare("VggVariant", "vgg", layers, knobs);

    public static VariantDeclaration ResNet(string? layers, params (string Name, object Value)[] knobs) =>
        Declare("ResNetVariant", "resnet", layers, knobs);

    public static VariantDeclaration DenseNet(string? layers, params (string Name, object Value)[] knobs) =>
        Declare("DenseNetVariant", "densenet", layers, knobs);

    public static VariantDeclaration Declare(string attribute, string? name, string? layers, params (string Name, object Value)[] knobs) =>
        new(attribute, name, layers, new EquatableArray<Knob>(knobs.Select(knob => new Knob(knob.Name, knob.Value))));

    /// <summary>The declaration of a text as <c>VariantInfo.Declaration</c> has it.</summary>
    public static VariantDeclaration Read(string text) =>
        DeclarationText.Parse(text) ?? throw new ArgumentException($"no declaration: {text}", nameof(text));

    /// <summary>The network of a declaration without problems.</summary>
    public static ShapedNet Net(this VariantDeclaration declaration)
    {
        var variant = VariantCompiler.Compile(declaration);
        return variant.Net ?? throw new ArgumentException($"{variant.Problems[0]}", nameof(declaration));
    }

    /// <summary>The problems of a declaration, each as <c>NV2001 layers 3+2: x1 | a number of channels or M</c>.</summary>
    public static string[] Problems(this VariantDeclaration declaration) => VariantCompiler.Compile(declaration).Problems
        .Select(problem => $"{problem.Id} {problem.Argument} {problem.Start}+{problem.Length}: {string.Join(" | ", problem.Details)}")
        .ToArray();

    /// <summary>The variant for the emitter.</summary>
    public static EmittedVariant Valid(this VariantDeclaration declaration)
    {
        _ = declaration.Net();
        return new EmittedVariant.Valid(VariantCompiler.Compile(declaration));
    }
}
