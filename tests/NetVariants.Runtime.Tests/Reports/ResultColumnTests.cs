using System.Linq;
using NetVariants.Experiments;
using NetVariants.Reports;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

/// <summary>The columns of a comparison.</summary>
public sealed class ResultColumnTests
{
    private const string Base = "ResNetVariant(\"resnet18\", \"2,2,2,2\")";

    [Theory]
    [InlineData("ResNetVariant(\"net\", \"2,2,1,1\")", 5_788_200, "resnet18, −50.5 % parameters")]
    [InlineData("ResNetVariant(\"net\", \"2,2,2,2\", Dropout = 0.1)", 11_689_512, "resnet18, as many parameters")]
    [InlineData("ResNetVariant(\"net\", \"2,2,2,2\", Attention = Attention.ECA)", 11_689_548, "resnet18, +36 parameters")]
    public void A_network_is_made_from_its_base_with_more_or_fewer_parameters(string declaration, long parameters, string text)
    {
        var info = new VariantInfo("net", "ResNet", declaration, parameters, 0, 0, 0, 3, 224, 1000, 1, baseDeclaration: Base);
        var candidate = new CandidateResult(info, null, "not trained");

        var column = ResultColumns.Create(SampleResults.Comparison(candidate)).Single(column => column.Header == "Made from");

        Assert.Equal(text, column.Text(candidate));
    }

    [Fact]
    public void A_comparison_without_bases_has_no_such_column() => Assert.DoesNotContain(
        ResultColumns.Create(SampleResults.Comparison(SampleResults.Trained("net"))), column => column.Header == "Made from");
}
