using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NetVariants.Core.Compilation;
using NetVariants.Core.Families;

namespace NetVariants.Tool.Networks;

/// <summary>
/// The networks of NetVariants.Models. Their constants are read from the assembly's file: to load its classes would load TorchSharp.
/// </summary>
internal static class ModelCatalog
{
    private static readonly Lazy<IReadOnlyList<KnownNetwork>> s_all = new(Read);

    /// <summary>The assembly's file.</summary>
    public static string AssemblyFile => Path.Combine(AppContext.BaseDirectory, "NetVariants.Models.dll");

    /// <summary>All of them, by family.</summary>
    public static IReadOnlyList<KnownNetwork> All => s_all.Value;

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(network => network.Name);

    /// <summary>The network of a name, or of a class as <c>list</c> shows it, in any case; null where there is none.</summary>
    public static KnownNetwork? Find(string name) => All.FirstOrDefault(
        network => new[] { network.Name, network.Class }.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static IReadOnlyList<KnownNetwork> Read()
    {
        using var file = new PEReader(File.OpenRead(AssemblyFile));
        var reader = file.GetMetadataReader();
        var found = reader.TypeDefinitions.Select(handle => Read(reader, reader.GetTypeDefinition(handle))).OfType<KnownNetwork>();
        return [.. found.OrderBy(network => FamilyTable.Families.TakeWhile(family => family != network.Family).Count())];
    }

    private static KnownNetwork? Read(MetadataReader reader, TypeDefinition type)
    {
        Dictionary<string, object> constants = [];
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            if (field.Attributes.HasFlag(FieldAttributes.Literal) && !field.GetDefaultValue().IsNil)
                constants[reader.GetString(field.Name)] = ValueOf(reader, reader.GetConstant(field.GetDefaultValue()));
        }

        if (type.GetDeclaringType().IsNil || !constants.TryGetValue(nameof(VariantInfo.Declaration), out var text)
            || DeclarationText.Parse((string)text) is not { } declaration)
        {
            return null;
        }

        return new KnownNetwork(
            $"{reader.GetString(reader.GetTypeDefinition(type.GetDeclaringType()).Name)}.{reader.GetString(type.Name)}",
            declaration,
            (long)constants[nameof(VariantInfo.ParameterCount)],
            (long)constants[nameof(VariantInfo.Macs)],
            (int)constants[nameof(VariantInfo.LayerCount)],
            (long)constants[nameof(VariantInfo.ActivationBytes)]);
    }

    private static object ValueOf(MetadataReader reader, Constant constant) =>
        reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) ?? "";
}
