using System;
using NetVariants.Core;
using NetVariants.Core.Graph;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>A grid as a sequence of its pixels.</summary>
internal sealed record ToTokens : Op, IInterpreted
{
    public override Aliasing Aliasing => Aliasing.Always;

    public override bool IsListed => false;

    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Grid ? TensorShape.Tokens((int)inputs[0].Positions, inputs[0].Channels) : null;

    public override string Function(FunctionCall call) => $"{call.Receiver(0)}.flatten(1, 2)";

    public Tensor Compute(Tensor[] inputs, Func<string, Tensor> state) => inputs[0].flatten(1, 2).clone();
}

/// <summary>A map with its channels last.</summary>
internal sealed record ToGrid : Op, IInterpreted
{
    public override Aliasing Aliasing => Aliasing.Always;

    public override bool IsListed => false;

    public override TensorShape? Output(InputShapes inputs) => TensorShape.Grid(inputs[0].Channels, inputs[0].Height, inputs[0].Width);

    public override string Function(FunctionCall call) => $"{call.Receiver(0)}.permute(0, 2, 3, 1)";

    public Tensor Compute(Tensor[] inputs, Func<string, Tensor> state) => inputs[0].permute(0, 2, 3, 1).clone();
}

/// <summary>Layer normalization over the last dimension.</summary>
internal sealed record LayerNorm(Arg Features) : Op, IInterpreted
{
    public override bool HasState => true;

    public override Op Bind(Arg[] arguments) => this with { Features = Features.Bind(arguments) };

    public override TensorShape? Output(InputShapes inputs) => inputs[0].Layout != Layout.Map ? inputs[0] : null;

    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(Features);

    public override void AcceptState(StateVisitor state)
    {
        state.Parameter("weight", Features.Value);
        state.Parameter("bias", Features.Value);
    }

    public override bool SavesInput(int input) => true;

    public Tensor Compute(Tensor[] inputs, Func<string, Tensor> state) =>
        nn.functional.layer_norm(inputs[0], [Features.Value], state("weight"), state("bias"));
}

/// <summary>A value times a parameter that is broadcast.</summary>
internal sealed record Scale : Op, IInterpreted
{
    public override bool IsListed => false;

    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    public override bool SavesInput(int input) => true;

    public override string Function(FunctionCall call) => $"{call.Receiver(0)}.mul({call[1]})";

    public Tensor Compute(Tensor[] inputs, Func<string, Tensor> state) => inputs[0].mul(inputs[1]);
}

/// <summary>A map of twice the side.</summary>
internal sealed record Upsample(Arg Mode) : Op, IInterpreted
{
    public static readonly EnumType Modes = new(
        "global::TorchSharp.torch.InterpolationMode", EquatableArray<string>.Of("Nearest", "Bilinear"));

    public override bool IsListed => false;

    public override Op Bind(Arg[] arguments) => this with { Mode = Mode.Bind(arguments) };

    public override TensorShape? Output(InputShapes inputs) =>
        TensorShape.Map(inputs[0].Channels, 2 * inputs[0].Height, 2 * inputs[0].Width);

    public override long SmallestSide(long side) => (side + 1) / 2;

    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Option("scale_factor", 2);
        arguments.Option("mode", Mode, Modes);
    }

    public override string Function(FunctionCall call) =>
        $"{call.Torch.Torch}nn.functional.interpolate({call[0]}, scale_factor: new double[] {{ 2, 2 }}, mode: {call.Text(Mode, Modes)})";

    public Tensor Compute(Tensor[] inputs, Func<string, Tensor> state) =>
        nn.functional.interpolate(
            inputs[0], scale_factor: [2, 2], mode: Mode.Value == 0 ? InterpolationMode.Nearest : InterpolationMode.Bilinear);
}
