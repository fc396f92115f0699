using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Google.Protobuf;
using NetVariants.Data;
using NetVariants.Onnx.Graphs;
using NetVariants.Tests;
using Onnx;
using Xunit;
using DataType = Onnx.TensorProto.Types.DataType;

namespace NetVariants.Onnx.Tests;

/// <summary>Files that other programs wrote, or changed.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private static readonly string[] s_classes = ["red", "green", "blue"];
    private static readonly OnnxClassifierOptions s_options = new()
    {
        Classes = s_classes,
        Normalization = new Normalization([0, 0, 0], [1, 1, 1])
    };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("foreign.onnx");

    [Theory]
    [InlineData("batch", "rows", "columns")]
    [InlineData("", "", "")]
    [InlineData("2", "5", "7")]
    public void A_classifier_of_other_names_and_shapes_runs_once_classes_and_normalization_are_given(
        string batch, string height, string width)
    {
        Save(Means(batch, "3", height, width));
        using var classifier = OnnxClassifier.Open(Path, s_options);

        Assert.Equal(["blue", "red", "green"], classifier.Classify(Image(10, 5, 200), top: 3)[0].Select(guess => guess.Name));
        Assert.Equal((null, null), (classifier.Declaration, classifier.Evaluation));
    }

    [Fact]
    public void Names_are_asked_for_where_the_file_does_not_tell_how_many()
    {
        var model = Means("", "", "", "");
        model.Graph.Output[0].Type.TensorType.Shape.Dim[1] = Size("classes");
        Save(model);

        Assert.Contains("does not name its classes: ", Refusal(s_options with { Classes = null }), StringComparison.Ordinal);
        using var classifier = OnnxClassifier.Open(Path, s_options with { Classes = ["one", "two"] });
        Assert.Contains("gives 3 logits for 2 classes: name 3 classes",
            Assert.Throws<NetworkMismatchException>(() => classifier.Classify(Image(1, 2, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mean_is_every_channels_and_other_numbers_are_refused_when_the_file_is_opened()
    {
        Save(Means("", "3", "", ""));

        using var classifier = OnnxClassifier.Open(Path, s_options with { Normalization = new Normalization([0.5], [0.25]) });
        Assert.Equal([0.5, 0.5, 0.5], classifier.Normalization.Mean);
        Assert.Equal([0.25, 0.25, 0.25], classifier.Normalization.Std);
        Assert.Contains("takes 3 channels, and the Normalization has 2",
            Refusal(s_options with { Normalization = new Normalization([0, 0], [1, 1]) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_are_no_logits_are_refused_with_what_they_are()
    {
        var integers = Means("", "3", "", "");
        integers.Graph.Node.Add(Node("Cast", "scores", "labels", Attributes.Integer("to", (long)DataType.Int64)));
        integers.Graph.Output[0] = Value("labels", DataType.Int64, "", "3");
        Assert.Contains("its outputs are 'labels' Int64 [-1, 3]", Invalid(integers), StringComparison.Ordinal);

        var sequence = Means("", "3", "", "");
        sequence.Graph.Node.Add(Node("SplitToSequence", "scores", "list", Attributes.Integer("axis", 1)));
        sequence.Graph.Output[0] = new ValueInfoProto
        {
            Name = "list",
            Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = Value("", DataType.Float, "", "1").Type } },
        };
        Assert.Contains("its outputs are 'list' ONNX_TYPE_SEQUENCE", Invalid(sequence), StringComparison.Ordinal);

        var two = Means("", "3", "", "");
        two.Graph.Output.Add(Value("means", DataType.Float, "", "3", "1", "1"));
        Assert.Contains("its outputs are 'scores' Float [-1, 3], 'means' Float [-1, 3, 1, 1]", Invalid(two), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("netvariants.classes", "[1, 2, 3]", "'netvariants.classes' is not a list of names")]
    [InlineData("netvariants.classes", "[\"a\", null, \"c\"]", "'netvariants.classes' is not a list of names")]
    [InlineData("netvariants.mean", "null", "'netvariants.mean' is not a list of numbers")]
    [InlineData("netvariants.std", "[1, -1, 1]", "not positive")]
    [InlineData("netvariants.evaluation", "[224]", "'netvariants.evaluation' is not a pair of sizes")]
    [InlineData("netvariants.evaluation", "[32, 224]", "224 or more")]
    public void Texts_that_were_changed_are_named(string name, string text, string reason)
    {
        var model = Means("", "3", "", "");
        foreach (var list in (string[])["netvariants.mean", "netvariants.std"])
            model.MetadataProps.Add(new StringStringEntryProto { Key = list, Value = list == name ? text : "[1, 1, 1]" });
        if (!name.EndsWith("mean", StringComparison.Ordinal) && !name.EndsWith("std", StringComparison.Ordinal))
            model.MetadataProps.Add(new StringStringEntryProto { Key = name, Value = text });

        var message = Invalid(model);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.EndsWith("Export it again.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        var file = Means("", "3", "", "").ToByteArray();
        Random random = new(18);
        for (var i = 0; i < 200; i++)
        {
            var damaged = file[..random.Next(file.Length)];
            if (i % 2 == 0)
                (damaged = [.. file])[random.Next(file.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(Path, damaged);
            try
            {
                using var classifier = OnnxClassifier.Open(Path, s_options);
                classifier.Classify(Image(1, 2, 3));
            }
            catch (Exception error) when (error is InvalidDataException or ArgumentException or InvalidOperationException)
            {
                Assert.Contains("foreign.onnx", error.Message, StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A network whose logits are the means of the channels.</summary>
    private static ModelProto Means(params string[] input)
    {
        ModelProto model = new() { IrVersion = 8, Graph = new GraphProto { Name = "means" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 17 });
        model.Graph.Node.Add(Node("GlobalAveragePool", "pixels", "means"));
        model.Graph.Node.Add(Node("Flatten", "means", "scores"));
        model.Graph.Input.Add(Value("pixels", DataType.Float, input));
        model.Graph.Output.Add(Value("scores", DataType.Float, input[0], "3"));
        return model;
    }

    private static NodeProto Node(string type, string input, string output, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = type };
        node.Input.Add(input);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        return node;
    }

    private static ValueInfoProto Value(string name, DataType type, params string[] sizes)
    {
        TensorShapeProto shape = new();
        shape.Dim.AddRange(sizes.Select(Size));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    /// <summary>A number, a name, or nothing known.</summary>
    private static TensorShapeProto.Types.Dimension Size(string size) => size.Length == 0 ? new()
        : long.TryParse(size, CultureInfo.InvariantCulture, out var number) ? new() { DimValue = number } : new() { DimParam = size };

    /// <summary>An image of 5×7 pixels of one colour.</summary>
    private static PixelBatch Image(params byte[] color)
    {
        var pixels = color.SelectMany(value => Enumerable.Repeat(value, 5 * 7)).ToArray();
        return PixelBatch.Read(new MemoryImages(pixels, new byte[1], new ImageShape(3, 5, 7), ["any"], s_options.Normalization!), 0);
    }

    private void Save(ModelProto model) => File.WriteAllBytes(Path, model.ToByteArray());

    private string Refusal(OnnxClassifierOptions options) =>
        Assert.Throws<ArgumentException>("options", () => OnnxClassifier.Open(Path, options)).Message;

    private string Invalid(ModelProto model)
    {
        Save(model);
        return Assert.Throws<InvalidDataException>(() => OnnxClassifier.Open(Path, s_options)).Message;
    }
}
