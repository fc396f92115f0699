using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

/// <summary>A module with every kind of component, registered by its fields: a private one too, and one under another name.</summary>
internal sealed class FieldModule : nn.Module<Tensor, Tensor>
{
    public readonly Linear first = nn.Linear(3, 4);
    public readonly Parameter scale = new(ones(4));
    public readonly Tensor counter = zeros(1);
    public readonly string label = "not a component";

    [ComponentName(Name = "renamed")]
    private readonly Linear _second = nn.Linear(4, 2, hasBias: false);

    public FieldModule() : base(nameof(FieldModule)) => RegisterComponents();

    public void RegisterAgain() => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using Tensor hidden = first.call(input);
        using Tensor scaled = hidden.mul(scale);
        return _second.call(scaled);
    }
}

/// <summary>A module whose components are registered by the test.</summary>
internal sealed class EmptyModule : nn.Module<Tensor, Tensor>
{
    public EmptyModule() : base(nameof(EmptyModule))
    {
    }

    public override Tensor forward(Tensor input) => input.add(1);
}

/// <summary>A convolution, batch norm and linear layer, registered one by one as generated code does.</summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>
{
    public readonly Conv2d conv1 = nn.Conv2d(1, 4, 3, bias: false);
    public readonly BatchNorm2d bn1 = nn.BatchNorm2d(4);
    public readonly Sequential classifier = nn.Sequential(nn.Flatten(), nn.ReLU(inplace: true), nn.Linear(16, 2));

    public SmallNet() : base(nameof(SmallNet))
    {
        register_module(nameof(conv1), conv1);
        register_module(nameof(bn1), bn1);
        register_module(nameof(classifier), classifier);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor convolved = conv1.call(input);
        using Tensor normalised = bn1.call(convolved);
        return classifier.call(normalised);
    }
}

/// <summary>A module that shows a component by a property which only stores it.</summary>
internal sealed class PropertyModule : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter _weight = new(ones(2));

    public PropertyModule() : base(nameof(PropertyModule)) => RegisterComponents();

    public Parameter weight
    {
        get => _weight;
        set => _weight = value;
    }

    public override Tensor forward(Tensor input) => input.mul(weight);
}
