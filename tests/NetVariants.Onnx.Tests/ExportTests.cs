using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using NetVariants.Data;
using NetVariants.Integration.Tests;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using Onnx;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Onnx.Tests;

/// <summary>What an ONNX file says, where its weights may come from, and what is refused.</summary>
public sealed class ExportTests : IDisposable
{
    private static readonly VariantInfo s_network = Grid.ResnetTwoStages.Info;

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly nn.Module<Tensor, Tensor> _model = TestState.Scrambled(Grid.Create(s_network.Name));

    private string Path => _folder.File("net.onnx");

    [Fact]
    public void A_file_has_the_names_of_the_state_dict_and_all_of_it_where_nothing_is_folded()
    {
        string[] state = [.. _model.state_dict().Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))];

        Assert.Equal(state.Order(StringComparer.Ordinal),
            Export(new OnnxExportOptions { FoldBatchNorm = false }).Graph.Initializer.Select(tensor => tensor.Name)
            .Order(StringComparer.Ordinal));
        var folded = Export();
        Assert.DoesNotContain(folded.Graph.Node, node => node.OpType == "BatchNormalization");
        Assert.Contains(folded.Graph.Initializer, tensor => tensor.Name == "layer1.0.conv1.weight");
        Assert.All(folded.Graph.Initializer, tensor =>
            Assert.True(state.Contains(tensor.Name) || tensor.Name == tensor.Name.Replace(".bias", "", StringComparison.Ordinal) + ".bias",
            tensor.Name));
        Assert.Contains(folded.Graph.Node, node => node.Name == "layer1.0.conv1");
    }

    [Fact]
    public void A_file_holds_its_declaration_and_its_input_shape()
    {
        var model = Export(new OnnxExportOptions
        {
            Classes = [.. Enumerable.Range(0, 10).Select(label => $"\"{label}\" ü")],
            Normalization = new Normalization([0.1, 0.2, 0.3], [1, 2, 3]),
            Evaluation = new EvaluationTransform(33, 40),
        });

        Assert.Equal((8, "NetVariants", "resnet_two_stages"), (model.IrVersion, model.ProducerName, model.Graph.Name));
        Assert.Equal(17, Assert.Single(model.OpsetImport).Version);
        var texts = model.MetadataProps.ToDictionary(entry => entry.Key, entry =>
            entry.Value, StringComparer.Ordinal);
        Assert.Equal(
            ["netvariants.classes", "netvariants.declaration", "netvariants.evaluation", "netvariants.images",
                "netvariants.mean", "netvariants.std", "netvariants.version"],
            texts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((s_network.Declaration, "[0.1,0.2,0.3]", "[1,2,3]", "[40,33]"),
            (texts["netvariants.declaration"], texts["netvariants.mean"], texts["netvariants.std"], texts["netvariants.evaluation"]));
        Assert.Equal("batch 3 input_height input_width", Shape(model.Graph.Input[0]));
        Assert.Equal("batch 10", Shape(model.Graph.Output[0]));
    }

    [Theory]
    [InlineData(null, null, "batch 3 input_height input_width")]
    [InlineData(4, null, "4 3 input_height input_width")]
    [InlineData(null, 48, "batch 3 48 48")]
    [InlineData(1, 33, "1 3 33 33")]
    public void A_file_takes_any_size_or_one(int? batchSize, int? imageSize, string shape) =>
        Assert.Equal(shape, Shape(Export(new OnnxExportOptions { BatchSize = batchSize, ImageSize = imageSize }).Graph.Input[0]));

    [Theory]
    [InlineData(null, "1×1 or more")]
    [InlineData(33, "exactly 33×33")]
    public void A_file_says_which_sizes_it_takes(int? imageSize, string sizes) => Assert.Equal(
        sizes,
        Export(new OnnxExportOptions { ImageSize = imageSize }).MetadataProps.Single(entry => entry.Key == "netvariants.images").Value);

    [PeerTheory]
    [InlineData("net.safetensors", "")]
    [InlineData("net.pth", "")]
    [InlineData("last.safetensors", "best.")]
    [InlineData("last.safetensors", "model.")]
    [InlineData("parallel.pth", "module.")]
    public void Weights_come_from_files_and_checkpoints(string file, string prefix)
    {
        using var noGradients = no_grad();
        var path = _folder.File(file);
        List<(string, Tensor)> state = [.. _model.state_dict().Select(pair => (prefix + pair.Key, pair.Value))];
        if (prefix is "best." or "model.")
            state.Add(("optimizer", zeros(4)));
        StateDictFile.Save(path, state);
        using var weights = WeightFile.Open(path);
        OnnxExport.Write(Path, s_network, weights);

        var images = randn(2, 3, 33, 33);
        OnnxRunner.AssertSame(Path, images, _model.call(images), file);
    }

    [Theory]
    [InlineData(ScalarType.Float16, 1e-2)]
    [InlineData(ScalarType.BFloat16, 1e-1)]
    [InlineData(ScalarType.Float64, 1e-4)]
    public void Weights_of_other_types_become_32_bits(ScalarType type, double tolerance)
    {
        using var noGradients = no_grad();
        var images = randn(2, 3, 33, 33);
        var expected = _model.call(images);
        OnnxExport.Write(Path, s_network, _model.to(type).AsWeightReader());

        Agreement.Within(tolerance, expected, OnnxRunner.Run(Path, images), $"{type}");
    }

    [Fact]
    public void Classes_normalization_and_evaluation_come_from_the_weights_of_a_training()
    {
        var path = _folder.File("best.safetensors");
        _model.SaveWeights(path, new Dictionary<string, string>
        {
            ["classes"] = """["a","b","c","d","e","f","g","h","i","j"]""",
            ["mean"] = "[0.1,0.2,0.3]",
            ["std"] = "[1,2,3]",
            ["evaluation"] = "[40,33]",
        });
        using var weights = WeightFile.Open(path);
        OnnxExport.Write(Path, s_network, weights);

        using (var classifier = OnnxClassifier.Open(Path))
        {
            Assert.Equal("abcdefghij", string.Concat(classifier.Classes));
            Assert.Equal([0.1, 0.2, 0.3], classifier.Normalization.Mean);
            Assert.Equal([1.0, 2, 3], classifier.Normalization.Std);
            Assert.Equal(new EvaluationTransform(33, 40), classifier.Evaluation);
        }

        OnnxExport.Write(
            Path, s_network, weights, new OnnxExportOptions { ImageSize = 48, Normalization = new Normalization([0.5], [0.5]) });
        using var other = OnnxClassifier.Open(Path);
        Assert.Equal([0.5, 0.5, 0.5], other.Normalization.Mean);
        Assert.Null(other.Evaluation);
    }

    [Theory]
    [InlineData("mean", "'mean' is not a list of numbers in JSON. Name the Normalization.")]
    [InlineData("evaluation", "'evaluation' is not a list of sizes in JSON. Name the Evaluation.")]
    public void Texts_of_weights_that_mean_something_else_are_refused(string name, string message)
    {
        var path = _folder.File("foreign.safetensors");
        _model.SaveWeights(path, new Dictionary<string, string> { [name] = "something" });
        using var weights = WeightFile.Open(path);

        Assert.Contains(
            message,
            Assert.Throws<ArgumentException>("weights", () => OnnxExport.Write(Path, s_network, weights)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_weights_that_are_no_classes_are_refused_unless_the_classes_are_named()
    {
        var path = _folder.File("foreign.safetensors");
        _model.SaveWeights(path, new Dictionary<string, string> { ["classes"] = "ten" });
        using var weights = WeightFile.Open(path);

        var message = Assert.Throws<ArgumentException>("weights", () => OnnxExport.Write(Path, s_network, weights)).Message;
        Assert.Contains("'classes' is not a list of names in JSON. Name the Classes.", message, StringComparison.Ordinal);
        OnnxExport.Write(Path, s_network, weights, new OnnxExportOptions { Classes = [.. "abcdefghij".Select(name => $"{name}")] });
    }

    [Fact]
    public void Weights_of_a_larger_network_are_refused_under_a_prefix_too()
    {
        var path = _folder.File("parallel.pth");
        List<(string, Tensor)> state = [.. _model.state_dict().Select(pair => ("module." + pair.Key, pair.Value))];
        state.Add(("module.layer3.0.conv1.weight", zeros(4)));
        StateDictFile.Save(path, state);
        using var weights = WeightFile.Open(path);

        Assert.Contains("1 not of this network (module.layer3.0.conv1.weight)",
            Assert.Throws<ArgumentException>("weights", () => OnnxExport.Write(Path, s_network, weights)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_replaced_head_is_exported_with_its_number_of_classes()
    {
        _model.ReplaceHead(4);
        Assert.Contains("after ReplaceHead with its NumClasses", Refusal(s_network.Declaration, new OnnxExportOptions()),
            StringComparison.Ordinal);

        var model = Export(new OnnxExportOptions { NumClasses = 4, Classes = ["a", "b", "c", "d"] });

        Assert.Equal("batch 4", Shape(model.Graph.Output[0]));
        Assert.Contains("NumClasses = 4", Declaration(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_image_size_declares_it_and_classifies_images_of_it()
    {
        var declared = Grid.VitPlain.Info.Declaration;
        using var model = Grid.Create(Grid.VitPlain.Info.Name);
        string[] classes = [.. Enumerable.Range(0, 10).Select(label => $"{label}")];
        OnnxExport.Write(Path, declared.Replace("ImageSize = 32", "ImageSize = 64", StringComparison.Ordinal), model.AsWeightReader(),
            new OnnxExportOptions { ImageSize = 32, Classes = classes, Normalization = new Normalization([0.5], [0.5]) });

        using var classifier = OnnxClassifier.Open(Path);
        Assert.Equal(declared, classifier.Declaration);
        MemoryImages images = new(new byte[3 * 32 * 32], new byte[1], new ImageShape(3, 32, 32), ["any"], classifier.Normalization);
        Assert.Single(classifier.Classify(PixelBatch.Read(images, 0)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public void Names_of_classes_come_back_as_they_are(int count)
    {
        string[] unusual = ["", " ", "ü ß 日本 🦊", "\"quoted\" \\", "<b>&amp;</b>", "line\nbreak", "\u202Eright", "\0", "e\u0301", "same"];
        string[] classes = [.. unusual, .. Enumerable.Repeat("same", count - unusual.Length)];
        _model.ReplaceHead(count);
        Export(new OnnxExportOptions { NumClasses = count, Classes = classes, Normalization = new Normalization([0.5], [0.5]) });

        using var classifier = OnnxClassifier.Open(Path);
        Assert.Equal(classes, classifier.Classes);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_and_an_older_file_stays()
    {
        File.WriteAllText(Path, "older");
        using var other = Grid.Create("resnet_zero_init");

        var message = Assert.Throws<ArgumentException>("weights", () =>
            OnnxExport.Write(Path, s_network, other.AsWeightReader())).Message;
        Assert.Contains("do not fit resnet_two_stages: ", message, StringComparison.Ordinal);
        Assert.Contains("of another shape (layer2.0.conv1.weight float32 [16, 8, 3, 3], which is [24, 8, 3, 3] in the network, ", message,
            StringComparison.Ordinal);
        using var without = Grid.Create("vgg_plain");
        message = Assert.Throws<ArgumentException>("weights", () => OnnxExport.Write(Path, s_network, without.AsWeightReader())).Message;
        Assert.Contains("missing (conv1.weight, bn1.weight, bn1.bias, …)", message, StringComparison.Ordinal);
        Assert.Contains("not of this network (features.0.weight, ", message, StringComparison.Ordinal);
        Assert.Equal("older", File.ReadAllText(Path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Declarations_names_and_sizes_that_do_not_fit_are_refused()
    {
        Assert.Contains("is not the declaration", Refusal("ResNet()", new OnnxExportOptions()), StringComparison.Ordinal);
        Assert.Contains("is in error at 'layers' (NV2001: x", Refusal("VggVariant(\"v\", \"8,x\")", new OnnxExportOptions()),
            StringComparison.Ordinal);
        Assert.Contains("has 10 classes, and 2 are named",
            Refusal(s_network.Declaration, new OnnxExportOptions { Classes = ["a", "b"] }), StringComparison.Ordinal);
        Assert.Contains("takes 3 channels, and the Normalization has 2",
            Refusal(s_network.Declaration, new OnnxExportOptions { Normalization = new Normalization([0, 0], [1, 1]) }),
            StringComparison.Ordinal);
        Assert.Contains("With ImageSize = 1, vgg_plain is not a valid network (NV3001",
            Refusal(Grid.VggPlain.Declaration, new OnnxExportOptions { ImageSize = 1 }), StringComparison.Ordinal);
        Assert.Contains("gives images 3×224×224, and the network takes [N, 3, 33, 33]: ",
            Refusal(s_network.Declaration, new OnnxExportOptions { ImageSize = 33, Evaluation = new EvaluationTransform() }),
            StringComparison.Ordinal);
        Assert.Contains("gives images 3×1×1, and the network takes [N, 3, any, any] of 4×4 or more: ",
            Refusal(Grid.VggPlain.Declaration, new OnnxExportOptions { Evaluation = new EvaluationTransform(1, 1) }),
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxExportOptions { BatchSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxExportOptions { NumClasses = 0 });
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose()
    {
        _model.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }

    private static string Shape(ValueInfoProto value) =>
        string.Join(' ', value.Type.TensorType.Shape.Dim.Select(dim => dim.DimParam.Length > 0 ? dim.DimParam : $"{dim.DimValue}"));

    private static string Declaration(ModelProto model) =>
        model.MetadataProps.Single(entry => entry.Key == "netvariants.declaration").Value;

    private string Refusal(string declaration, OnnxExportOptions options) =>
        Assert.Throws<ArgumentException>(() => OnnxExport.Write(Path, declaration, _model.AsWeightReader(), options)).Message;

    private ModelProto Export(OnnxExportOptions? options = null)
    {
        OnnxExport.Write(Path, s_network, _model.AsWeightReader(), options);
        return ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path));
    }
}
