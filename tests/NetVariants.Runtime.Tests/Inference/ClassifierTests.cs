using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Inference;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Inference;

public sealed class ClassifierTests
{
    private static readonly MemoryImages s_images = Synthetic.Images(5);

    [Fact]
    public void The_most_probable_classes_come_first()
    {
        using var model = Synthetic.SeededNetwork();
        using var classifier = new Classifier(model, Synthetic.Classes, s_images.Normalization, CPU);

        var all = Classify(classifier, top: 9);

        Assert.Equal(5, all.Count);
        var expected = ProbabilitiesOf(model);
        foreach (var (i, image) in all.Index())
        {
            int[] order = [.. Enumerable.Range(0, 4).OrderByDescending(label => expected[i][label])];
            Assert.Equal(order, image.Select(best => best.Index));
            Assert.Equal(order.Select(label => Synthetic.Classes[label]), image.Select(best => best.Name));
            Assert.All(image, best => Assert.Equal(expected[i][best.Index], best.Probability, 1e-6));
        }
    }

    [Fact]
    public void TopK_limits_the_classes()
    {
        using var model = Synthetic.SeededNetwork();
        using var classifier = new Classifier(model, Synthetic.Classes, s_images.Normalization, CPU);

        Assert.All(Classify(classifier, top: 2), image => Assert.Equal(2, image.Count));
        Assert.Throws<ArgumentOutOfRangeException>("top", () => Classify(classifier, top: 0));
    }

    [Fact]
    public void Classification_leaves_no_tensor()
    {
        using var model = Synthetic.SeededNetwork();
        using var classifier = new Classifier(model, Synthetic.Classes, s_images.Normalization, CPU);
        using var scope = NewDisposeScope();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Classify(classifier, top: 4);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Class_names_that_do_not_fit_the_network_are_rejected()
    {
        using var model = Synthetic.SeededNetwork();
        using var classifier = new Classifier(model, ["one", "two"], s_images.Normalization, CPU);

        var error = Assert.Throws<NetworkMismatchException>(() => Classify(classifier, top: 1));

        Assert.Contains("4 outputs for 2 classes", error.Message, StringComparison.Ordinal);
        Assert.Contains("name 4 classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_do_not_fit_the_network_are_rejected()
    {
        using Module<Tensor, Tensor> model = Sequential(
            ("conv", Conv2d(3, 8, 3, padding: 1)), ("flatten", Flatten()), ("linear", Linear(512, 4)));
        using var classifier = new Classifier(model, Synthetic.Classes, s_images.Normalization, CPU);

        Assert.Contains(
            "takes images of 3 channels (its layer 'conv'), and these have 1: declare it with InChannels = 1",
            Assert.Throws<NetworkMismatchException>(() => Classify(classifier, top: 1)).Message);
    }

    [Fact]
    public void NaN_logits_throw()
    {
        using var model = Synthetic.SeededNetwork();
        using var classifier = new Classifier(model, Synthetic.Classes, s_images.Normalization, CPU);
        using (no_grad())
            model.get_parameter("linear.bias")!.fill_(float.NaN);

        Assert.Contains("logits of image 0 are NaN", Assert.Throws<InvalidOperationException>(() => Classify(classifier, top: 2)).Message);
    }

    private static IReadOnlyList<IReadOnlyList<ClassProbability>> Classify(Classifier classifier, int top) =>
        classifier.Classify(BatchLoader.Read(s_images, [0, 1, 2, 3, 4], new LoaderOptions { BatchSize = 5 }).Single(), top);

    /// <summary>By hand, image by image.</summary>
    private static double[][] ProbabilitiesOf(Module<Tensor, Tensor> model)
    {
        using var scope = NewDisposeScope();
        return [.. Enumerable.Range(0, 5).Select(image =>
        {
            var pixels = new byte[64];
            s_images.Read(image, default, pixels);
            var input = tensor(pixels.Select(pixel => (float)(((pixel / 255.0) - 0.3) / 0.2)).ToArray(), [1, 1, 8, 8]);
            double[] logits = [.. model.call(input).to(ScalarType.Float64).data<double>().ToArray()];
            var sum = logits.Sum(Math.Exp);
            return logits.Select(logit => Math.Exp(logit) / sum).ToArray();
        })];
    }
}
