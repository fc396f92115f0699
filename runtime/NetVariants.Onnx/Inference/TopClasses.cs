using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Onnx.Inference;

/// <summary>The most probable classes of an image.</summary>
internal static class TopClasses
{
    /// <summary>
    /// The classes by their softmax, the most probable first and the first of equal ones first; null where a logit is NaN.
    /// </summary>
    public static IReadOnlyList<ClassProbability>? Of(ReadOnlySpan<float> logits, IReadOnlyList<string> classes, int top)
    {
        var values = logits.ToArray();
        if (values.Any(float.IsNaN))
            return null;
        double largest = values.Max();
        // Infinity minus infinity is NaN: a class that is infinitely probable has all there is.
        double[] weights = [.. values.Select(value => value == largest ? 1 : Math.Exp(value - largest))];
        var sum = weights.Sum();
        return
        [
            .. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(top)
                .Select(i => new ClassProbability(i, classes[i], weights[i] / sum)),
        ];
    }
}
