using System;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Experiments;

/// <summary>A network that takes part in a comparison.</summary>
/// <param name="Info">What is known of it without building it.</param>
/// <param name="Create">Builds it on a device, with fresh weights.</param>
/// <example><code>new Candidate(Vgg12Bn.Info, device => Vgg12Bn.Create(device))</code></example>
public sealed record Candidate(VariantInfo Info, Func<Device, Module<Tensor, Tensor>> Create);
