using System.Threading.Tasks;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>
/// Generated code names TorchSharp by aliases in the user's namespace, and in full wherever a name of the user's would capture one.
/// </summary>
public sealed class TorchAliasTests
{
    private const string Model = "[NetVariants.VggVariant(\"vgg\", \"8,M\")] public partial class Net { }";
    private const string Alias = "using @torch =";

    [Theory]
    [InlineData("namespace Users { " + Model + " }")]
    [InlineData("namespace Users.torch2 { " + Model + " }")]
    [InlineData("using @torch = System.String; namespace Users { using torchModules = System.Int32; " + Model + " }")]
    [InlineData("class @torch { } class torchModules { } namespace Users { " + Model + " }")]
    [InlineData("namespace Users.torch.Inner { " + Model + " }")]
    [InlineData("namespace Users { public partial class Outer { " + Model + " } }")]
    [InlineData(
        "namespace Users { [NetVariants.VggVariant(\"modules\", \"8,M\"), NetVariants.VggVariant(\"torch\", \"8\")] public static partial "
            + "class Zoo { } }")]
    public async Task Generated_code_uses_aliases(string source) =>
        Assert.Contains(Alias, await TextOf(source), System.StringComparison.Ordinal);

    [Theory]
    [InlineData(Model)]
    [InlineData("global using @torch = TorchSharp.torch; global using torchModules = TorchSharp.Modules; " + Model)]
    [InlineData("namespace Users { class @torch { } " + Model + " }")]
    [InlineData("namespace Users { namespace torchModules { class Mine { } } " + Model + " }")]
    [InlineData("namespace Users { public partial class Outer { public class torchModules { } " + Model + " } }")]
    [InlineData("namespace Users { public class Base { protected int torch; } public partial class Outer : Base { " + Model + " } }")]
    [InlineData(
        "namespace Users { public interface IBase { class torchModules { } } public partial interface IOuter : IBase { " + Model + " } }")]
    [InlineData("namespace Users { public partial class Outer<@torch> { " + Model + " } }")]
    [InlineData("namespace Users { [NetVariants.VggVariant(\"vgg\", \"8,M\")] public partial class Net { public int torch; } }")]
    public async Task Names_that_capture_an_alias_turn_them_off(string source) =>
        Assert.DoesNotContain(Alias, await TextOf(source), System.StringComparison.Ordinal);

    private static async Task<string> TextOf(string source)
    {
        var text = GeneratorRun.Generate(source).Text;
        await Expect.Diagnostics(source);
        return text;
    }
}
