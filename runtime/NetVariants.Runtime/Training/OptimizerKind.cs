namespace NetVariants.Training;

/// <summary>How gradients become steps.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum, as in the article: what convolutional networks generalize best with.</summary>
    Sgd,

    /// <summary>
    /// Steps scaled by running moments of the gradient (<see href="https://arxiv.org/abs/1412.6980">Kingma and Ba, 2014</see>).
    /// </summary>
    Adam,

    /// <summary>
    /// Adam whose weight decay does not pass through the moments (<see href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter,
    /// 2017</see>).
    /// </summary>
    AdamW,
}
