using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Inference;
using NetVariants.Training;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Runtime.Tests.Training;

/// <summary>Networks and images that do not fit each other are refused before the first step, with both numbers and the remedy.</summary>
public sealed class NetworkMismatchTests
{
    private static readonly DataSplits s_data = Synthetic.Splits(train: 64);

    public static TheoryData<string, string[]> Cases => new()
    {
        { "fewer outputs", ["3 outputs for 4 classes", "NumClasses = 4", "ReplaceHead(4)"] },
        { "more outputs", ["1000 outputs for 4 classes", "NumClasses = 4", "ReplaceHead(4)"] },
        { "channels", ["takes images of 3 channels (its layer 'conv'), and these have 1", "InChannels = 1"] },
        { "size", ["cannot take images [1, 8, 8]", "at its layer 'linear', which gets [1, 512]", "100x4", "ImageSize = 8"] },
        { "too small", [
            "cannot take images [1, 8, 8]", "at its layer 'pool', which gets [1, 8, 8, 8]", "Output size is too small", "ImageSize = 8"
        ] },
        { "types", ["parameters of Float32 and Float64", "model.to(ScalarType.Float32)"] },
        { "map", ["returns [1, 8, 8, 8] for images [1, 1, 8, 8]", "logits [1, classes]"] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_network_that_does_not_fit_the_images_is_rejected_unchanged(string name, string[] parts)
    {
        using var model = NetworkOf(name);
        model.train();
        model.children().First().eval();
        var before = Synthetic.StateOf(model);
        var trainer = new Trainer(Synthetic.Options());

        var fit = Assert.Throws<NetworkMismatchException>(() => trainer.Fit(model, s_data.Train, s_data.Validation, s_data.Test));

        Assert.Equal(before, Synthetic.StateOf(model));
        Assert.Equal((true, false), (model.training, model.children().First().training));
        var evaluate = Assert.Throws<NetworkMismatchException>(() => trainer.Evaluate(model, s_data.Test));
        Assert.All(parts, part => Assert.Contains(part, fit.Message, StringComparison.Ordinal));
        Assert.All(
            parts.Where(part => !part.Contains("[1, ", StringComparison.Ordinal)),
            part => Assert.Contains(part, evaluate.Message, StringComparison.Ordinal));
        Assert.All([fit, evaluate], error => Assert.DoesNotContain("frame #", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_fits_images_of_its_own_channels_classes_and_type()
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.Float16 })
        {
            using var model = Synthetic.SeededNetwork().to(type);

            var test = new Trainer(Synthetic.Options(epochs: 1)).Fit(model, s_data.Train, s_data.Validation, s_data.Test).Test!;

            Assert.Equal(
                Enumerable.Range(0, 4).Select(label => (long)Enumerable.Range(0, 64).Count(i => s_data.Test.LabelOf(i) == label)),
                test.Confusion.Select(row => row.Sum()));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-100)]
    [InlineData(4)]
    public void A_label_without_a_class_is_rejected(int label)
    {
        using var model = Synthetic.SeededNetwork();
        var wrong = new Labelled(s_data.Train, label);
        var trainer = new Trainer(Synthetic.Options());

        Assert.Contains(
            $"The label of train image 7 is {label}, but there are 4 classes",
            Assert.Throws<ArgumentException>("train", () => trainer.Fit(model, wrong, s_data.Validation)).Message);
        Assert.Throws<ArgumentException>("validation", () => trainer.Fit(model, s_data.Train, wrong));
        Assert.Throws<ArgumentException>("test", () => trainer.Fit(model, s_data.Train, s_data.Validation, wrong));
        Assert.Throws<ArgumentException>("images", () => trainer.Evaluate(model, wrong));
        Assert.Throws<ArgumentException>(
            "train", () => new Comparison([Synthetic.Candidate()], Synthetic.Options()).Run(s_data with { Train = wrong }));
    }

    [Fact]
    public void Splits_with_other_classes_or_normalization_are_rejected()
    {
        using var model = Synthetic.SeededNetwork();
        var trainer = new Trainer(Synthetic.Options());
        Renamed turned = new(
            s_data.Validation, [.. Synthetic.Classes.Reverse()]), more = new(s_data.Validation, [.. Synthetic.Classes, "none"]);

        Assert.Contains(
            "'bottom right', 'bottom left', 'top right', 'top left'",
            Assert.Throws<ArgumentException>("validation", () => trainer.Fit(model, s_data.Train, turned)).Message);
        Assert.Contains(
            "the 5 classes",
            Assert.Throws<ArgumentException>("test", () => trainer.Fit(model, s_data.Train, s_data.Validation, more)).Message);
        Assert.Throws<ArgumentException>(
            "validation", () => trainer.Fit(model, s_data.Train, new Renormalized(s_data.Validation, new Normalization([0.5], [0.2]))));
        Assert.Throws<ArgumentException>(
            () => trainer.Evaluate(model, new Renormalized(s_data.Test, new Normalization([0.5, 0.5], [0.2, 0.2]))));
    }

    [Fact]
    public void A_normalization_outside_float32_is_rejected()
    {
        foreach (var (mean, deviation) in new[]
        {
            (double.NaN, 1.0),
            (double.PositiveInfinity, 1),
            (0, 0),
            (0, -1),
            (0, double.NaN),
            (0, double.PositiveInfinity),
            (0, 1e-60),
            (1e60, 1),
        })
            Assert.Throws<ArgumentException>(() => new Normalization([mean], [deviation]));
    }

    [Fact]
    public void A_network_without_trainable_parameters_is_rejected()
    {
        using var model = Synthetic.SeededNetwork();
        using Network none = Sequential(("flatten", Flatten()), ("relu", ReLU()));
        using Network cut = Sequential(("body", Synthetic.Network()), ("cut", new Cut()));
        var trainer = new Trainer(Synthetic.Options());

        using (no_grad())
            AssertRefused("within no_grad or inference_mode", model);
        using (inference_mode())
            AssertRefused("within no_grad or inference_mode", model);
        using var inferring = InInferenceMode();
        AssertRefused("create it outside inference_mode", inferring);
        AssertRefused("has no parameters", none);
        AssertRefused("depend on no trainable parameter", cut);
        model.Freeze();
        AssertRefused("Every parameter of Sequential is frozen", model);
        model.ReplaceHead(4);
        trainer.Fit(model, s_data.Train, s_data.Validation);

        void AssertRefused(string part, Network network) =>
            Assert.Contains(
                part,
                Assert.Throws<InvalidOperationException>(() => trainer.Fit(network, s_data.Train, s_data.Validation)).Message,
                StringComparison.Ordinal);
    }

    private static Network InInferenceMode()
    {
        using var mode = inference_mode();
        return Synthetic.Network();
    }

    private static Network NetworkOf(string name) => name switch
    {
        "fewer outputs" => Sequential(("flatten", Flatten()), ("linear", Linear(64, 3))),
        "more outputs" => Sequential(("flatten", Flatten()), ("linear", Linear(64, 1000))),
        "channels" => Sequential(("conv", Conv2d(3, 8, 3, padding: 1)), ("flatten", Flatten()), ("linear", Linear(512, 4))),
        "size" =>
            Sequential(("conv", Conv2d(1, 8, 3, padding: 1)), ("norm", BatchNorm2d(8)), ("flatten", Flatten()), ("linear", Linear(100, 4))),
        "too small" =>
            Sequential(("conv", Conv2d(1, 8, 3, padding: 1)), ("pool", MaxPool2d(16)), ("flatten", Flatten()), ("linear", Linear(8, 4))),
        "types" =>
            Sequential(
                ("conv", Conv2d(1, 8, 3, padding: 1)), ("flatten", Flatten()), ("linear", Linear(512, 4, dtype: ScalarType.Float64))),
        _ => Sequential(("conv", Conv2d(1, 8, 3, padding: 1)), ("norm", BatchNorm2d(8))),
    };

    private sealed class Labelled(IImageSource source, int label) : AlteredImages(source)
    {
        public override int LabelOf(int index) => index == 7 ? label : base.LabelOf(index);
    }

    private sealed class Renamed(IImageSource source, string[] classes) : AlteredImages(source)
    {
        public override IReadOnlyList<string> Classes => classes;
    }

    private sealed class Renormalized(IImageSource source, Normalization normalization) : AlteredImages(source)
    {
        public override Normalization Normalization => normalization;
    }

    /// <summary>Lets no gradient through.</summary>
    private sealed class Cut() : Module<Tensor, Tensor>(nameof(Cut))
    {
        public override Tensor forward(Tensor input) => input.detach().clone();
    }
}
