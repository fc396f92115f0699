using System;

namespace NetVariants.Core.Emission;

/// <summary>A member that every model has, valid or not, besides its constants.</summary>
/// <param name="Name">Its name in metadata.</param>
/// <param name="ParameterTypes">The types of its parameters in parentheses; empty for a property.</param>
/// <param name="Declaration">Its declaration without the body, where a writer stands and for a class of some name.</param>
internal sealed record ModelMember(string Name, string ParameterTypes, Func<SourceWriter, string, string> Declaration)
{
    /// <summary>The model's facts.</summary>
    public static ModelMember Info { get; } = new("Info", "", (_, _) => $"public static {EmittedNames.VariantInfo} Info");

    /// <summary>The factory.</summary>
    public static ModelMember Create { get; } = new(
        MemberNames.Create,
        $"({DeviceAndType.Types})",
        (writer, type) => $"public static {type} {MemberNames.Create}({DeviceAndType.Parameters(writer)})");

    /// <summary>The computation; a valid model's result can be several tensors.</summary>
    public static ModelMember Forward { get; } = new(
        "forward",
        "(TorchSharp.torch.Tensor)",
        (writer, _) => $"public override {writer.Torch.Tensor} forward({writer.Torch.Tensor} input)");

    /// <summary>The constructor.</summary>
    public static ModelMember Constructor { get; } = new(
        ".ctor", $"({DeviceAndType.Types})", (writer, type) => $"public {type}({DeviceAndType.Parameters(writer)})");

    /// <summary>All of them, in the order in which clashes with a user's members are reported.</summary>
    public static EquatableArray<ModelMember> All { get; } = EquatableArray<ModelMember>.Of(Info, Create, Forward, Constructor);

    /// <summary>Its entry in <see cref="MemberNames"/>.</summary>
    public string Signature { get; } = Name + ParameterTypes;
}
