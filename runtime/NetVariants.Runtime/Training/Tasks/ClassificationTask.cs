using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Files;
using NetVariants.Inference;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.Training.Tasks;

/// <summary>
/// Single-label classification: which labels are valid, what a network returns, and its loss. <see cref="Meter"/> and
/// <see cref="ConfusionCounter"/> compute its metrics.
/// </summary>
/// <param name="classes">The names of the classes; a label is an index into them.</param>
/// <param name="labelSmoothing">The share of a training target that is spread over all classes.</param>
internal sealed class ClassificationTask(IReadOnlyList<string> classes, double labelSmoothing = 0)
{
    private const int NamesShown = 5;

    /// <summary>Checks that every label is that of a class, and that the images have the task's classes.</summary>
    /// <exception cref="ArgumentException">A label names no class, or the classes are others.</exception>
    public void CheckLabels(IImageSource images, string part)
    {
        for (var i = 0; i < images.Count; i++)
        {
            var label = images.LabelOf(i);
            if ((uint)label >= (uint)images.Classes.Count)
            {
                throw new ArgumentException(
                    $"The label of {part} image {i} is {label}, but there are {images.Classes.Count} classes, counted from 0.", part);
            }
        }

        if (!images.Classes.SequenceEqual(classes, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The {part} images have the {images.Classes.Count} classes {Names(images.Classes)}, "
                    + $"the training images the {classes.Count} classes {Names(classes)}: "
                    + "a label has to mean the same class in each part, so give both the same classes in the same order.",
                part);
        }
    }

    /// <summary>The logits <c>[N, classes]</c> of images <c>[N, C, H, W]</c>, checked.</summary>
    /// <exception cref="NetworkMismatchException">The network cannot take the images, or gives no logits for so many classes.</exception>
    public Tensor LogitsOf(Module<Tensor, Tensor> model, Tensor images) => NetworkCall.Logits(model, images, classes.Count);

    /// <summary>The mean loss of a training batch.</summary>
    public Tensor TrainingLoss(Tensor logits, Tensor labels) => cross_entropy(logits, labels, label_smoothing: labelSmoothing);

    /// <summary>The mean loss of an evaluation batch: that of the plain targets.</summary>
    public static Tensor EvaluationLoss(Tensor logits, Tensor labels) => cross_entropy(logits, labels);

    private static string Names(IReadOnlyList<string> classes) =>
        FirstFew.Of(classes.Select(name => $"'{name}'"), NamesShown);
}
