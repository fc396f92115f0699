using NetVariants.Data;
using NetVariants.Training.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>
/// Follows a training: called on its thread, between two steps. It may put the network into evaluation mode, and leaves its state as it is;
/// tensors that it makes are disposed after the call, unless it takes them out of the scope. An exception that it throws ends the training.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>A training begins or resumes.</summary>
    /// <param name="run">What is trained.</param>
    /// <param name="step">The optimizer steps of the finished epochs. Points after it are reported again if an earlier run had reported
    /// them.</param>
    void Begin(TrainingRun run, long step);

    /// <summary>A point of the training curve is reached, about twenty times in an epoch.</summary>
    /// <param name="step">The steps that are done.</param>
    /// <param name="metrics">Over the steps since the last point.</param>
    /// <param name="learningRate">The rate of the last step.</param>
    void AddPoint(long step, Metrics metrics, double learningRate);

    /// <summary>An epoch is validated; the network holds the validated state, and the gradients of the last step.</summary>
    /// <param name="step">The steps that are done.</param>
    /// <param name="epoch">Its metrics.</param>
    /// <param name="validation">The validation class by class.</param>
    void EndEpoch(long step, EpochResult epoch, Evaluation validation);
}

/// <summary>What an <see cref="ITrainingObserver"/> follows.</summary>
/// <param name="Model">The network.</param>
/// <param name="Validation">The images that it is validated on.</param>
/// <param name="Device">Where it computes.</param>
/// <param name="MemoryFormat">How maps lie in memory.</param>
public sealed record TrainingRun(Module<Tensor, Tensor> Model, IImageSource Validation, Device Device, MemoryFormat MemoryFormat);
