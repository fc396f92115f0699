using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A measure of how wrong a prediction is, of two arguments.</summary>
public abstract partial class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Creates the loss.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base("Loss") => this.reduction = reduction;

    /// <summary>What becomes of the elements' losses: their mean, their sum, or themselves.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A measure of how wrong a prediction is, of three arguments.</summary>
public abstract partial class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
{
    /// <summary>Creates the loss.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base("Loss") => this.reduction = reduction;

    /// <summary>What becomes of the elements' losses: their mean, their sum, or themselves.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A measure of how wrong a prediction is, of four arguments.</summary>
public abstract partial class Loss<T1, T2, T3, T4, TResult> : nn.Module<T1, T2, T3, T4, TResult>
{
    /// <summary>Creates the loss.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base("Loss") => this.reduction = reduction;

    /// <summary>What becomes of the elements' losses: their mean, their sum, or themselves.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A loss with a weight for each class or element, of two arguments.</summary>
public abstract partial class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Creates the loss.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

    /// <summary>The weights, or null for equal ones.</summary>
    public Tensor? weight { get; }
}

/// <summary>A loss with a weight for each class or element, of three arguments.</summary>
public abstract partial class WeightedLoss<T1, T2, T3, TResult> : Loss<T1, T2, T3, TResult>
{
    /// <summary>Creates the loss.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

    /// <summary>The weights, or null for equal ones.</summary>
    public Tensor? weight { get; }
}

/// <summary>A loss with a weight for each class or element, of four arguments.</summary>
public abstract partial class WeightedLoss<T1, T2, T3, T4, TResult> : Loss<T1, T2, T3, T4, TResult>
{
    /// <summary>Creates the loss.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

    /// <summary>The weights, or null for equal ones.</summary>
    public Tensor? weight { get; }
}
