using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Models.Tests.Weights;

/// <summary>
/// Which of several dictionaries is the state dict: <c>sd</c> is the one to find, <c>other</c> another network's of the same names.
/// </summary>
public sealed class StateDictSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerTheory]
    [InlineData("{**sd, 'ema': other}", false)]
    [InlineData("{**sd, 'bn1._extra_state': {'amax.history': metric}}", false)]
    [InlineData("{'checkpoint': {'best_acc': metric, 'net_weights': sd}}", true)]
    [InlineData("{'run': {'val.acc': metric, 'state_dict': sd}, 'metrics': {'acc.top1': metric}}", true)]
    [InlineData("[{'acc': metric}, sd]", true)]
    [InlineData("({'acc.top1': metric}, sd)", true)]
    [InlineData("{'model_state': {'rng.cpu': torch.zeros(8, dtype=torch.uint8)}, 'model': sd}", true)]
    [InlineData("{'metrics': {'acc.top1': metric}, 'custom': sd}", true)]
    [InlineData("{'best': sd, 'model_ema': other, 'state_dict': sd}", true)]
    [InlineData("{'model_ema': other, 'state_dict': sd}", true)]
    [InlineData("{'checkpoint': {'ema': other, 'model': sd}}", true)]
    [InlineData("{'teacher': other, 'student': {'a.b': metric}, 'model': sd}", true)]
    [InlineData("functools.reduce(lambda inner, _: {'level': inner}, range(9), sd)", true)]
    [InlineData("collections.UserDict(sd)", true)]
    [InlineData("{'optimizer': {'state': {0: {'exp_avg': metric}}, 'param_groups': []}, 'net': sd}", true)]
    public void A_state_dict_is_found_by_its_names_and_by_common_keys(string value, bool strict)
    {
        var path = Save(value);
        using Module<Tensor, Tensor> model = Small.Create("resnet"), expected = Small.Create("resnet");
        expected.LoadWeights(ForeignCheckpointTests.Case("plain.pth"));

        // What stands among the tensors is unexpected, as PyTorch says too.
        var result = model.LoadWeights(path, new LoadOptions { Strict = strict });

        Assert.Equal(38, result.Loaded.Count);
        Assert.Equal(strict, result.Unexpected.Count == 0);
        Assert.All(
            model.state_dict().Zip(expected.state_dict()),
            pair => Assert.True(pair.First.Value.equal(pair.Second.Value).all().item<bool>(), pair.First.Key));
    }

    [PeerTheory]
    [InlineData(
        "{'generator': sd, 'discriminator': other}", "it has several dictionaries of tensors, 'generator', 'discriminator': set Key")]
    [InlineData("[sd, other]", "it has several dictionaries of tensors, '0', '1': set Key")]
    public void Ambiguous_state_dicts_are_named(string value, string message)
    {
        var path = Save(value);
        using var model = Small.Create("resnet");

        Assert.Contains(message, Assert.Throws<WeightFileException>(() => model.LoadWeights(path)).Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public void A_file_without_a_matching_entry_is_rejected_even_if_not_strict()
    {
        var path = Save("{'val.acc': metric}");
        using var model = Small.Create("resnet");

        Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path, new LoadOptions { Strict = false }));
    }

    [PeerFact]
    public void Digits_of_other_scripts_are_no_numbers_of_layers()
    {
        var path = Save("{'resnet.encoder.stages.\u0660.layers.0.shortcut.weight': metric}");
        using var model = Small.Create("resnet");

        Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));
    }

    [PeerFact]
    public void A_tensor_with_a_negative_bit_is_rejected_by_name()
    {
        var path = Save("{**sd, 'conv1.weight': Negative(sd['conv1.weight'])}");
        using var model = Small.Create("resnet");

        var error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));

        Assert.Contains(
            "'conv1.weight' cannot be loaded: it is a tensor that is still to be negated or conjugated",
            error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("missing", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public void Many_zeros_beside_the_weights_may_be_deflated_and_bytes_may_follow()
    {
        using var model = Small.Create("resnet");
        var path = Save("{'state_dict': sd, 'confusion': numpy.zeros((1000, 1000)), 'history': [0.0] * 300000}", deflate: true);
        File.AppendAllText(path, "\n");

        Assert.True(model.LoadWeights(path).IsComplete);
    }

    private string Save(string value, bool deflate = false)
    {
        var path = _folder.File("made.pth");
        Peer.Run(
            $"""
            import collections, functools, io, numpy, zipfile
            class Negative:
                def __init__(self, tensor): self.tensor = tensor
                def __reduce__(self):
                    t = self.tensor
                    bits = (False, collections.OrderedDict(), dict(neg=True))
                    return torch._utils._rebuild_tensor_v2, (t.storage(), t.storage_offset(), tuple(t.shape), t.stride(), *bits)
            sd = torch.load('{ForeignCheckpointTests.Case("plain.pth")}')
            other = collections.OrderedDict((name, tensor + 1) for name, tensor in sd.items())
            metric = torch.tensor(0.5)
            file = io.BytesIO()
            torch.save({value}, file)
            if {(deflate ? "True" : "False")}:
                members, file = zipfile.ZipFile(file), io.BytesIO()
                with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as archive:
                    for member in members.infolist():
                        archive.writestr(member.filename, members.read(member.filename))
            open('{path}', 'wb').write(file.getvalue())
            y = metric
            """,
            null,
            "y");
        return path;
    }
}
