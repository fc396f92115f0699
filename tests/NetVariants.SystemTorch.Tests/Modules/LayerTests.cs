using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

/// <summary>Layers from one seed: the same state, and the same results in training and in evaluation, in double precision.</summary>
public sealed class LayerTests
{
    private static readonly Dictionary<string, (long[] Input, Func<nn.Module<Tensor, Tensor>> Create)> s_layers = new(StringComparer.Ordinal)
    {
        ["nn.Linear(5, 3)"] = ([4, 5], () => nn.Linear(5, 3)),
        ["nn.Linear(5, 3, bias=False)"] = ([2, 4, 5], () => nn.Linear(5, 3, hasBias: false)),
        ["nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2)"] = ([2, 4, 9], () => nn.Conv1d(4, 6, 3, stride: 2, padding: 1, groups: 2)),
        ["nn.Conv1d(4, 6, 3, padding='same', dilation=2)"] = ([2, 4, 9], () => nn.Conv1d(4, 6, 3, Padding.Same, dilation: 2)),
        ["nn.Conv2d(3, 4, 3, padding=1)"] = ([2, 3, 6, 7], () => nn.Conv2d(3, 4, 3, padding: 1)),
        ["nn.Conv2d(3, 4, (2, 3), stride=(2, 1), dilation=(1, 2), bias=False)"] = ([2, 3, 6, 7], () => nn.Conv2d(3, 4, (2, 3), (2, 1), dilation: (1, 2), bias: false)),
        ["nn.Conv2d(3, 4, 3, padding=(1, 2), padding_mode='reflect')"] = ([2, 3, 6, 7], () => nn.Conv2d(3, 4, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Reflect)),
        ["nn.Conv2d(3, 4, (2, 4), padding='same', padding_mode='circular')"] = ([2, 3, 6, 7], () => nn.Conv2d(3, 4, (2, 4), Padding.Same, padding_mode: PaddingModes.Circular)),
        ["nn.Conv2d(3, 4, 3, padding='valid')"] = ([3, 6, 7], () => nn.Conv2d(3, 4, 3, Padding.Valid)),
        ["nn.Conv3d(2, 3, 2, stride=2)"] = ([1, 2, 4, 5, 6], () => nn.Conv3d(2, 3, 2, stride: 2)),
        ["nn.ConvTranspose1d(3, 2, 3, stride=2, padding=1, output_padding=1)"] = ([2, 3, 5], () => nn.ConvTranspose1d(3, 2, 3, 2, 1, 1)),
        ["nn.ConvTranspose2d(4, 6, (2, 3), stride=2, output_padding=(1, 0), groups=2)"] = ([2, 4, 3, 5], () => nn.ConvTranspose2d(4, 6, (2, 3), (2, 2), output_padding: (1, 0), groups: 2)),
        ["nn.ConvTranspose3d(2, 1, 2, bias=False)"] = ([1, 2, 3, 3, 3], () => nn.ConvTranspose3d(2, 1, 2, bias: false)),
        ["nn.BatchNorm1d(5)"] = ([4, 5], () => nn.BatchNorm1d(5)),
        ["nn.BatchNorm2d(3, eps=0.01, momentum=0.3)"] = ([4, 3, 5, 5], () => nn.BatchNorm2d(3, 0.01, 0.3)),
        ["nn.BatchNorm3d(2, affine=False)"] = ([2, 2, 3, 3, 3], () => nn.BatchNorm3d(2, affine: false)),
        ["nn.BatchNorm2d(3, track_running_stats=False)"] = ([4, 3, 5, 5], () => nn.BatchNorm2d(3, track_running_stats: false)),
        ["nn.InstanceNorm1d(3, affine=True)"] = ([2, 3, 7], () => nn.InstanceNorm1d(3, affine: true)),
        ["nn.InstanceNorm2d(3, track_running_stats=True)"] = ([2, 3, 5, 5], () => nn.InstanceNorm2d(3, track_running_stats: true)),
        ["nn.InstanceNorm2d(3)"] = ([3, 5, 5], () => nn.InstanceNorm2d(3)),
        ["nn.LayerNorm([3, 4])"] = ([5, 3, 4], () => nn.LayerNorm([3, 4])),
        ["nn.LayerNorm(4, elementwise_affine=False)"] = ([5, 3, 4], () => nn.LayerNorm(4, elementwise_affine: false)),
        ["nn.GroupNorm(2, 4)"] = ([3, 4, 5], () => nn.GroupNorm(2, 4)),
        ["nn.LocalResponseNorm(3)"] = ([2, 5, 4, 4], () => nn.LocalResponseNorm(3)),
        ["nn.PReLU(3, init=0.1)"] = ([2, 3, 4], () => nn.PReLU(3, 0.1)),
        ["nn.MaxPool1d(3, stride=2, padding=1)"] = ([2, 3, 9], () => nn.MaxPool1d(3, 2, 1)),
        ["nn.MaxPool2d(3, stride=2, padding=1)"] = ([2, 3, 9, 8], () => nn.MaxPool2d(3, stride: 2, padding: 1)),
        ["nn.MaxPool2d((2, 3), dilation=2, ceil_mode=True)"] = ([2, 3, 9, 8], () => nn.MaxPool2d((2, 3), dilation: (2, 2), ceil_mode: true)),
        ["nn.MaxPool3d(2)"] = ([1, 2, 4, 4, 4], () => nn.MaxPool3d(2)),
        ["nn.AvgPool1d(2)"] = ([2, 3, 9], () => nn.AvgPool1d(2)),
        ["nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)"] = ([2, 3, 9, 8], () => nn.AvgPool2d(3, 2, 1, count_include_pad: false)),
        ["nn.AvgPool3d((1, 2, 2), divisor_override=3)"] = ([1, 2, 4, 4, 4], () => nn.AvgPool3d((1, 2, 2), divisor_override: 3)),
        ["nn.LPPool1d(2, 3)"] = ([2, 3, 9], () => nn.LPPool1d(2, 3)),
        ["nn.LPPool2d(2, 3, stride=2)"] = ([2, 3, 9, 8], () => nn.LPPool2d(2, 3, 2)),
        ["nn.AdaptiveAvgPool1d(4)"] = ([2, 3, 9], () => nn.AdaptiveAvgPool1d(4)),
        ["nn.AdaptiveAvgPool2d((1, 1))"] = ([2, 3, 9, 8], () => nn.AdaptiveAvgPool2d((1, 1))),
        ["nn.AdaptiveAvgPool2d(7)"] = ([2, 3, 2, 2], () => nn.AdaptiveAvgPool2d(7)),
        ["nn.AdaptiveAvgPool3d(2)"] = ([1, 2, 4, 5, 6], () => nn.AdaptiveAvgPool3d(2)),
        ["nn.AdaptiveMaxPool1d(4)"] = ([2, 3, 9], () => nn.AdaptiveMaxPool1d(4)),
        ["nn.AdaptiveMaxPool2d((2, 3))"] = ([2, 3, 9, 8], () => nn.AdaptiveMaxPool2d([2, 3])),
        ["nn.AdaptiveMaxPool3d((2, 2, 2))"] = ([1, 2, 4, 5, 6], () => nn.AdaptiveMaxPool3d([2, 2, 2])),
        ["nn.Dropout(0.3)"] = ([40, 10], () => nn.Dropout(0.3)),
        ["nn.Dropout1d(0.3)"] = ([40, 10, 3], () => nn.Dropout1d(0.3)),
        ["nn.Dropout2d(0.3)"] = ([40, 10, 3, 3], () => nn.Dropout2d(0.3)),
        ["nn.Dropout3d(0.3)"] = ([40, 10, 2, 2, 2], () => nn.Dropout3d(0.3)),
        ["nn.AlphaDropout(0.3)"] = ([40, 10], () => nn.AlphaDropout(0.3)),
        ["nn.FeatureAlphaDropout(0.3)"] = ([40, 10, 3], () => nn.FeatureAlphaDropout(0.3)),
        ["nn.Flatten()"] = ([2, 3, 4], () => nn.Flatten()),
        ["nn.Unflatten(1, (2, 3))"] = ([4, 6], () => nn.Unflatten(1, [2, 3])),
        ["nn.Identity()"] = ([2, 3], () => nn.Identity()),
        ["nn.PixelShuffle(2)"] = ([1, 8, 3, 3], () => nn.PixelShuffle(2)),
        ["nn.PixelUnshuffle(2)"] = ([1, 2, 4, 6], () => nn.PixelUnshuffle(2)),
        ["nn.ChannelShuffle(2)"] = ([1, 4, 3, 3], () => nn.ChannelShuffle(2)),
        ["nn.Upsample(scale_factor=2.0)"] = ([1, 2, 3, 3], () => nn.Upsample(scale_factor: [2.0, 2.0])),
        ["nn.Upsample(size=(5, 7), mode='bilinear', align_corners=True)"] = ([1, 2, 3, 3], () => nn.Upsample([5, 7], mode: UpsampleMode.Bilinear, align_corners: true)),
        ["nn.Unfold(2, stride=2)"] = ([1, 3, 4, 6], () => nn.Unfold(2, stride: 2)),
        ["nn.Fold((4, 6), (2, 3), stride=(2, 3))"] = ([1, 12, 4], () => nn.Fold((4, 6), (2, 3), stride: (2, 3))),
        ["nn.ConstantPad1d((1, 2), 0.5)"] = ([1, 2, 3], () => nn.ConstantPad1d((1, 2), 0.5)),
        ["nn.ConstantPad2d(2, -1.0)"] = ([1, 2, 3, 3], () => nn.ConstantPad2d(2, -1)),
        ["nn.ReflectionPad2d((1, 0, 2, 1))"] = ([1, 2, 4, 4], () => nn.ReflectionPad2d((1, 0, 2, 1))),
        ["nn.ReplicationPad3d(1)"] = ([1, 2, 3, 3, 3], () => nn.ReplicationPad3d(1)),
        ["nn.ZeroPad2d(1)"] = ([1, 2, 3, 3], () => nn.ZeroPad2d(1)),
        ["nn.ReLU()"] = ([3, 4], () => nn.ReLU()),
        ["nn.ReLU6()"] = ([3, 4], () => nn.ReLU6()),
        ["nn.LeakyReLU(0.2)"] = ([3, 4], () => nn.LeakyReLU(0.2)),
        ["nn.RReLU().eval()"] = ([3, 4], () => Evaluating(nn.RReLU())),
        ["nn.ELU(0.7)"] = ([3, 4], () => nn.ELU(0.7)),
        ["nn.CELU(0.7)"] = ([3, 4], () => nn.CELU(0.7)),
        ["nn.SELU()"] = ([3, 4], () => nn.SELU()),
        ["nn.GELU()"] = ([3, 4], () => nn.GELU()),
        ["nn.SiLU()"] = ([3, 4], () => nn.SiLU()),
        ["nn.Mish()"] = ([3, 4], () => nn.Mish()),
        ["nn.Sigmoid()"] = ([3, 4], () => nn.Sigmoid()),
        ["nn.LogSigmoid()"] = ([3, 4], () => nn.LogSigmoid()),
        ["nn.Tanh()"] = ([3, 4], () => nn.Tanh()),
        ["nn.Tanhshrink()"] = ([3, 4], () => nn.Tanhshrink()),
        ["nn.Softsign()"] = ([3, 4], () => nn.Softsign()),
        ["nn.Softplus(2.0, 1.0)"] = ([3, 4], () => nn.Softplus(2, 1)),
        ["nn.Softshrink(0.3)"] = ([3, 4], () => nn.Softshrink(0.3)),
        ["nn.Hardshrink(0.3)"] = ([3, 4], () => nn.Hardshrink(0.3)),
        ["nn.Hardsigmoid()"] = ([3, 4], () => nn.Hardsigmoid()),
        ["nn.Hardswish()"] = ([3, 4], () => nn.Hardswish()),
        ["nn.Hardtanh(-0.5, 0.25)"] = ([3, 4], () => nn.Hardtanh(-0.5, 0.25)),
        ["nn.Threshold(0.1, 7.0)"] = ([3, 4], () => nn.Threshold(0.1, 7)),
        ["nn.GLU(1)"] = ([3, 4], () => nn.GLU(1)),
        ["nn.Softmax(1)"] = ([3, 4], () => nn.Softmax(1)),
        ["nn.Softmin(0)"] = ([3, 4], () => nn.Softmin(0)),
        ["nn.LogSoftmax(1)"] = ([3, 4], () => nn.LogSoftmax(1)),
        ["nn.Softmax2d()"] = ([1, 3, 2, 2], () => nn.Softmax2d()),
    };

    public static TheoryData<string> Layers => [.. s_layers.Keys];

    [PeerTheory, MemberData(nameof(Layers))]
    public void State_and_results_are_PyTorchs(string layer)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        (long[] shape, Func<nn.Module<Tensor, Tensor>> create) = s_layers[layer];
        Tensor input = randn(shape, ScalarType.Float64);
        var inputs = new Dictionary<string, Tensor> { ["x"] = input };
        Dictionary<string, Tensor> expected = Peer.Run(
            $"""
            torch.manual_seed(11)
            layer = {layer}
            start = dict((name, tensor.clone()) for name, tensor in layer.state_dict().items())
            layer.double()
            training = layer(x)
            after = layer.state_dict()
            evaluation = layer.eval()(x)
            """,
            inputs, "start", "training", "after", "evaluation");

        manual_seed(11);
        using nn.Module<Tensor, Tensor> actual = create();
        Compare("start", expected, actual, 1e-6);
        actual.to(ScalarType.Float64);
        Agreement.Within(1e-12, expected["training"], actual.call(input), "the result in training");
        Compare("after", expected, actual, 1e-12);
        actual.eval();
        Agreement.Within(1e-12, expected["evaluation"], actual.call(input), "the result in evaluation");
    }

    private static nn.Module<Tensor, Tensor> Evaluating(nn.Module<Tensor, Tensor> module)
    {
        module.eval();
        return module;
    }

    private static void Compare(string moment, Dictionary<string, Tensor> expected, nn.Module actual, double tolerance)
    {
        Dictionary<string, Tensor> state = actual.state_dict();
        string prefix = moment + ".";
        Assert.Equal(expected.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(), state.Keys.Select(name => prefix + name).Order());
        foreach ((string name, Tensor value) in state)
            Agreement.Within(tolerance, expected[prefix + name], value, $"{name} at {moment}");
    }
}
