using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetVariants.Tests.Peers;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Onnx.Tests;

/// <summary>Runs ONNX files on tensors.</summary>
internal static class OnnxRunner
{
    /// <summary>A file's output of a batch, in the current dispose scope.</summary>
    public static Tensor Run(string path, Tensor images)
    {
        using InferenceSession session = new(path);
        using var contiguous = images.contiguous();
        using var input = OrtValue.CreateTensorValueFromMemory(contiguous.data<float>().ToArray(), images.shape);
        using RunOptions options = new();
        using var results = session.Run(options, ["input"], [input], ["logits"]);
        return tensor(results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
    }

    /// <summary>Asserts that a file is valid, and that it gives what is expected.</summary>
    public static void AssertSame(string path, Tensor images, Tensor expected, string what)
    {
        OnnxChecker.Accept(path);
        Agreement.Within(1e-4, expected, Run(path, images), what);
    }
}
