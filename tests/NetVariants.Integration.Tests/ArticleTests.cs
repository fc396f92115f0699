using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Samples.Imagenette;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests;

/// <summary>The article's nine networks: as declared, as built, and as torchvision builds them.</summary>
public sealed class ArticleTests
{
    public static TheoryData<string> Names => [.. ArticleNetwork.All.Select(network => network.Name)];

    [Fact]
    public void The_sample_declares_exactly_the_articles_networks() =>
        Assert.Equal(ArticleNetwork.All.Select(network => network.Name), Networks.All.Select(info => info.Name));

    [Theory, MemberData(nameof(Names))]
    public void Counts_equal_the_articles(string name)
    {
        var article = Article(name);
        var info = Info(name);
        // Next to the models stand the blocks that they share.
        var type = typeof(Networks)
            .GetNestedTypes()
            .Single(type => (type.GetProperty("Info")?.GetValue(null) as VariantInfo)?.Name == name);
        object? Constant(string field) => type.GetField(field)!.GetRawConstantValue();

        Assert.Equal(article.Parameters, info.ParameterCount);
        Assert.Equal(article.Layers, info.LayerCount);
        Assert.Equal(article.BillionMacs, Math.Round(info.Macs / 1e9, article.Places));
        Assert.Equal(article.StateMebibytes, Math.Round(info.StateBytes / (double)(1 << 20), 2));
        Assert.Equal(info.ParameterCount, Constant("ParameterCount"));
        Assert.Equal(info.Macs, Constant("Macs"));
        Assert.Equal(info.LayerCount, Constant("LayerCount"));
    }

    [PeerTheory, MemberData(nameof(Names))]
    public void Names_shapes_and_counts_equal_torchvisions(string name)
    {
        using var scope = NewDisposeScope();
        var info = Info(name);
        using var model = Networks.Create(name);
        var state = model.state_dict();
        var images = zeros(1, 3, 224, 224);
        // torchvision's own network, for which no number has to cross the border.
        var expected = Peer.Run(
            $$"""
            model = variants.declared('{{info.Declaration}}')
            shapes = {name: torch.tensor(tensor.shape, dtype=torch.int64) for name, tensor in model.state_dict().items()}
            """,
            null, "shapes").Group("shapes");

        Assert.Equal(
            expected.Select(entry => (entry.Key, string.Join(", ", entry.Value.data<long>()))).Order(),
            state.Select(entry => (entry.Key, string.Join(", ", entry.Value.shape))).Order());
        Assert.Equal(Article(name).StateEntries, state.Count);
        Assert.Equal(info.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(info.StateBytes, state.Values.Sum(tensor => tensor.numel() * tensor.ElementSize));
        model.eval();
        Assert.Equal(info.Macs, Oracle.MeasureMacs(model, images));
    }

    // The three new networks, one of each family, run with torchvision's weights in single precision, as they will be used. The step is
    // taken in double precision: in single, a value near zero passes a ReLU on one side only, and which ones do depends on the processor.
    // Its images are small, since a step in double precision takes its time.
    [PeerTheory]
    [InlineData("vgg12_bn")]
    [InlineData("resnet14")]
    [InlineData("densenet83")]
    public void Outputs_and_training_equal_torchvisions(string name)
    {
        const double Tolerance = 1e-4;
        using var scope = NewDisposeScope();
        manual_seed(1);
        var inputs = new Dictionary<string, Tensor>
        {
            ["images"] = randn(2, 3, 224, 224),
            ["batch"] = randn([4, 3, 64, 64], float64),
            ["labels"] = randint(10, [4]),
        };
        var expected = Peer.Run(
            $"""
            torch.manual_seed(2)
            model = variants.scramble(variants.declared('{Info(name).Declaration}'))
            state = dict((name, tensor.clone()) for name, tensor in model.state_dict().items())
            y = model.eval()(images)
            step = variants.step(model.double(), batch, labels, {Oracle.PeerSeed})
            """,
            inputs, "state", "y", "step");

        using var model = Networks.Create(name);
        model.load_state_dict(expected.Group("state"));
        model.eval();
        using (no_grad())
            Agreement.Within(Tolerance, expected["y"], model.call(inputs["images"]), "the evaluated output");
        model.to(float64);
        Oracle.AssertSameStep(expected, model, inputs["batch"], inputs["labels"], tolerance: 1e-9, gradientTolerance: 1e-6);
    }

    private static ArticleNetwork Article(string name) => ArticleNetwork.All.Single(network => network.Name == name);

    private static VariantInfo Info(string name) => Networks.All.Single(info => info.Name == name);
}
