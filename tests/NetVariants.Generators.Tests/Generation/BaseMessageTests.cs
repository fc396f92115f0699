using System.Globalization;
using System.Threading.Tasks;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>What is said where a base and what is written over it do not go together.</summary>
public sealed class BaseMessageTests
{
    private const string Usings = "using NetVariants; ";

    [Theory]
    [InlineData(
        "[ResNetVariant(\"a\", Base = {|NV1009:typeof(B)|})] public partial class A; [ResNetVariant(\"b\", \"1\", Base = "
            + "{|NV1009:typeof(A)|})] public partial class B;",
        "'A' is a base of itself (A → B → A): remove Base from one of them, and give that one everything it needs")]
    [InlineData(
        "[ResNetVariant(\"a\", \"2\", Attention = Attention.SE, SERatio = 0.25)] public partial class A; [ResNetVariant(\"b\", Base = "
            + "typeof(A), Attention = {|NV2009:Attention.None|})] public partial class B;",
        "'SERatio' is the width of a squeezing layer, and no stage has Attention.SE or Attention.CBAM; the base sets SERatio: write "
            + "SERatio = 0.0625 to undo that")]
    [InlineData(
        "[ViTVariant(\"a\", PatchSize = 8)] public partial class A; "
            + "[ViTVariant(\"b\", Base = typeof(A), ImageSize = {|NV2002:225|})] public partial class B;",
        "'PatchSize = 8' is out of range: expected a divisor of ImageSize, 225; the base sets PatchSize")]
    [InlineData(
        "[RegNetVariant(\"a\", \"1\", Widths = \"64\")] public partial class A; "
            + "[RegNetVariant(\"b\", Base = typeof(A), GroupWidth = {|NV2002:48|})] public partial class B;",
        "'64' is out of range: expected a multiple of GroupWidth, 48, or less; the base sets Widths")]
    [InlineData(
        "[RegNetVariant(\"a\", \"1,1\")] public partial class A; "
            + "[RegNetVariant(\"b\", Base = typeof(A), Depth = {|NV2009:13|}, W0 = 24, Wa = 36, Wm = 2.5)] public partial class B;",
        "'Depth' is one of the numbers that stages follow from, and 'layers' gives the stages: leave out Depth, W0, Wa and Wm, or write "
            + "\"\" for 'layers'")]
    [InlineData(
        "[RegNetVariant(\"a\", Depth = 13, W0 = 24, Wa = 36, Wm = 2.5)] public partial class A; "
            + "[RegNetVariant(\"b\", {|NV2009:\"1,1\"|}, Base = typeof(A))] public partial class B;",
        "'Depth' is one of the numbers that stages follow from, and 'layers' gives the stages: leave out Depth, W0, Wa and Wm, or write "
            + "\"\" for 'layers'; the base sets Depth, W0, Wa and Wm: write Depth = 0, W0 = 0, Wa = 0, Wm = 0 to undo that")]
    [InlineData(
        "[ResNetVariant(\"a\", \"1\", Block = ResNetBlock.Bottleneck, Groups = 4)] public partial class A; "
            + "[ResNetVariant(\"b\", Base = typeof(A), Block = {|NV2005:ResNetBlock.Basic|})] public partial class B;",
        "'Groups' does not apply to the block 'Basic': write Groups = 1 over the base's, or choose another block")]
    [InlineData(
        "[ResNetVariant(\"a\", \"1,1\", Widths = \"32,64\", Norm = Norm.GroupNorm)] public partial class A; "
            + "[ResNetVariant(\"b\", Base = typeof(A), Widths = {|NV3003:\"32,63\"|})] public partial class B;",
        "'layer2.0.bn1' shares 63 input and 63 output channels out among 32 groups: make both multiples of 32, or write Norm = "
            + "Norm.LayerNorm")]
    [InlineData(
        "[VggVariant(\"a\", \"64,M,M,M\")] public partial class A; "
            + "[VggVariant(\"b\", Base = typeof(A), ImageSize = {|NV3001:4|}, Dropout = 0.1)] public partial class B;",
        "'features.4' (MaxPool2d 2×2, stride 2) gets a map of [N, 64, 1, 1], too small for it, at ImageSize 4: at least 8 is needed")]
    [InlineData(
        "[VggVariant(\"vgg\", \"64,M\")] public partial class Vgg; [ResNetVariant(\"net\", Base = {|NV1010:typeof(Vgg)|})] public partial "
            + "class Net;",
        "'Vgg' cannot be the base of ResNet variants: it belongs to the VGG family")]
    [InlineData(
        "[ResNetVariant(\"b\", Base = {|NV1011:typeof(A)|})] public partial class B; "
            + "[ResNetVariant(\"a\", \"1\")] public class {|NV1001:A|};",
        "The base 'A' is in error (NV1001: 'A' is not partial, so the generated part of 'A' has no place: add the modifier 'partial'): "
            + "repair it first")]
    [InlineData(
        "[RegNetVariant(\"a\", Depth = 13, W0 = 24, Wa = 36, Wm = 2.5)] public partial class A; "
            + "[RegNetVariant(\"b\", Base = typeof(A), W0 = {|NV2009:0|})] public partial class B;",
        "'Depth' is one of the numbers that stages follow from, and W0 is missing: write it too; the base sets Depth: leave out 'W0'")]
    [InlineData(
        "[RegNetVariant(\"a\", Depth = 13, W0 = 24, Wa = 36, Wm = 2.5)] public partial class A; "
            + "[RegNetVariant(\"b\", {|NV2003:\"\"|}, Base = typeof(A), Depth = 0, W0 = 0, Wa = 0, Wm = 0)] public partial class B;",
        "'layers' is empty: expected a number of blocks, or Depth, W0, Wa and Wm in its place, or Base = typeof(X) for the layers of X")]
    [InlineData(
        "[RegNetVariant(\"a\", \"1,1\", Widths = \"64,128\")] public partial class A; "
            + "[RegNetVariant(\"b\", {|NV2009:\"\"|}, Base = typeof(A))] public partial class B;",
        "'Widths' gives the widths of the stages in 'layers', and without 'layers' they follow from Depth, W0, Wa and Wm; the base sets "
            + "Widths: leave out 'layers'")]
    [InlineData(
        "namespace Zoos { [ResNetVariant(\"a\", \"1\")] public static partial class Zoo; } "
            + "[ResNetVariant(\"b\", Base = {|NV1010:typeof(Zoos.Zoo)|})] public partial class B;",
        "'Zoo' cannot be the base of ResNet variants: it is a zoo: name one of its models, such as typeof(Zoos.Zoo.A)")]
    [InlineData(
        "[{|NV2003:ResNetVariant(\"net\")|}] public partial class Net;",
        "'layers' is empty: expected a number of blocks, or Base = typeof(X) for the layers of X")]
    [InlineData(
        "[ResNetVariant(\"net\", {|NV2003:\"\"|}, Base = typeof(A))] public partial class Net; "
            + "[ResNetVariant(\"a\", \"1\")] public partial class A;",
        "'layers' is empty: expected a number of blocks, or no 'layers' for those of the base")]
    public async Task Messages_name_the_base_and_the_remedy(string markup, string message)
    {
        var found = await Expect.Diagnostics(Usings + markup);

        Assert.Equal(message, found[0].GetMessage(CultureInfo.InvariantCulture));
    }
}
