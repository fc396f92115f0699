namespace NetVariants.Training;

/// <summary>How the learning rate changes from step to step.</summary>
public enum LearningRateSchedule
{
    /// <summary>
    /// Rises linearly over the first steps, then falls along half a cosine to zero (<see href="https://arxiv.org/abs/1706.02677">Goyal et
    /// al., 2017</see>; <see href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, 2016</see>): high rates are reached without
    /// diverging, and a short training ends settled.
    /// </summary>
    WarmupCosine,

    /// <summary>The same at every step, as in the article.</summary>
    Constant,

    /// <summary>
    /// Multiplied by <see cref="TrainerOptions.StepFactor"/> every <see cref="TrainerOptions.StepEpochs"/> epochs: PyTorch's StepLR.
    /// </summary>
    Step,

    /// <summary>
    /// Rises along half a cosine from a 25th of the peak over the first 30 % of the steps, then falls to a 250,000th
    /// (<see href="https://arxiv.org/abs/1708.07120">Smith and Topin, 2017</see>): PyTorch's OneCycleLR.
    /// </summary>
    OneCycle,

    /// <summary>
    /// Multiplied by <see cref="TrainerOptions.StepFactor"/> whenever the validation loss has not improved for more than
    /// <see cref="TrainerOptions.PlateauPatience"/> epochs: PyTorch's ReduceLROnPlateau.
    /// </summary>
    Plateau,
}
