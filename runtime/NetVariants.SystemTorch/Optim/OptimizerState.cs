#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of a parameter between steps.</summary>
public abstract partial class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Creates the state of a parameter.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state to what it is before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Writes the state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state as <see cref="SaveStateDict"/> wrote it.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies another state.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Whether another state is the same up to rounding.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Writes a tensor that may be null.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Reads what <see cref="SaveConditionalStateTensor"/> wrote, in place of <paramref name="result"/>.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor result, Device device)
    {
        if (!reader.ReadBoolean())
        {
            Replace(ref result, null);
            return;
        }

        using Tensor loaded = TensorExtensionMethods.Load(reader);
        Replace(ref result, loaded.to(device));
    }

    /// <summary>Puts a tensor in place of another, which it disposes; the state owns it, no scope does.</summary>
    private protected static void Replace(ref Tensor slot, Tensor value)
    {
        slot?.Dispose();
        slot = value?.DetachFromDisposeScope();
    }

    /// <summary>Puts a copy of another state's tensor in place of this one's.</summary>
    private protected void Copy(ref Tensor slot, Tensor source) => Replace(ref slot, source?.to(_parameter.device, copy: true));

    /// <summary>Zeros of the parameter's shape, type and device.</summary>
    private protected Tensor Zeros() => zeros_like(_parameter);

    private protected static void Move(ref Tensor slot, Device device) => Replace(ref slot, slot?.to(device, copy: true));

    private protected static bool Close(Tensor left, Tensor right)
        => left is null ? right is null : right is not null && left.allclose(right);
}
