using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests.Weights;

/// <summary>Tensors of every type and form, from PyTorch through our reader and writer back to PyTorch: not a bit changes.</summary>
public sealed class TorchRoundTripTests : IDisposable
{
    private const string Tensors = """
        torch.manual_seed(3)
        whole = torch.randn(5, 7)
        bits = torch.tensor([0.0, -0.0, float('inf'), float('nan'), 1e-45, 3.4e38])
        tensors = {
            'float32': whole, 'special': bits, 'float16': whole.half(), 'bfloat16': whole.bfloat16(), 'float64': whole.double(),
            'int64': torch.tensor([1, -1, 2**62]), 'int32': torch.tensor([1, -2**31], dtype=torch.int32),
            'uint8': torch.tensor([0, 255], dtype=torch.uint8),
            'bool': torch.tensor([True, False, True]), 'empty': torch.empty(0, 3), 'scalar': torch.tensor(2.5), 'counter': torch.tensor(7),
            'transposed': whole.t(), 'strided': whole[1::2, 1::3], 'row': whole[3], 'shared': whole, 'ünïcode.1': torch.ones(1),
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerTheory]
    [InlineData("back.pth")]
    [InlineData("back.pt")]
    [InlineData("back.safetensors")]
    public void Every_type_and_shape_survives_a_round_trip(string name)
    {
        using var scope = NewDisposeScope();
        var (there, back) = (_folder.File("there.pth"), _folder.File(name));
        Peer.Run($"{Tensors}\ntorch.save(tensors, '{there}')\nnothing = 0", null, "nothing");

        using (var file = WeightFile.Open(there))
            StateDictFile.Save(back, [.. file.Entries.Select(entry => (entry.Name, file.Read(entry.Name)))]);
        // Our own reader first, then theirs.
        var again = _folder.File("again" + Path.GetExtension(name));
        using (var file = WeightFile.Open(back))
            StateDictFile.Save(again, [.. file.Entries.Select(entry => (entry.Name, file.Read(entry.Name)))]);

        var same = Peer.Run(
            $$"""
            {{Tensors}}
            import io, tensor_file
            def equal(path):
                read = tensor_file.read(path) if path.endswith('safetensors') else torch.load(path)
                def raw(t): return t.contiguous().reshape(-1).view(torch.uint8) if t.dim() else t.reshape(1).view(torch.uint8)
                return list(read) == list(tensors) and all(
                    read[n].dtype == t.dtype and read[n].shape == t.shape and torch.equal(raw(read[n]), raw(t)) for n, t in tensors.items())
            same = torch.tensor([equal('{{back}}'), equal('{{again}}')])
            """,
            null, "same");

        Assert.Equal([true, true], same["same"].data<bool>().ToArray());
    }

    [PeerFact]
    public void Safetensors_of_another_writer_are_read()
    {
        using var scope = NewDisposeScope();
        var (there, back) = (_folder.File("there.safetensors"), _folder.File("back.pth"));
        Peer.Run($"{Tensors}\nimport tensor_file\ntensor_file.write('{there}', tensors)\nnothing = 0", null, "nothing");

        using (var file = WeightFile.Open(there))
            StateDictFile.Save(back, [.. file.Entries.Select(entry => (entry.Name, file.Read(entry.Name)))]);

        var same = Peer.Run(
            $$"""
            import tensor_file
            a, b = tensor_file.read('{{there}}'), torch.load('{{back}}')
            same = list(a) == list(b) and all(a[n].dtype == b[n].dtype and (torch.equal(a[n], b[n]) or n == 'special') for n in a)
            """,
            null, "same");

        Assert.Equal(1, same["same"].ToInt64());
    }

    [PeerTheory]
    [InlineData("model.state_dict()", null)]
    [InlineData("{'epoch': 3, 'best': 0.5, 'names': ['a', None, (1, True)], 'state_dict': model.state_dict()}", null)]
    [InlineData("{'net': model.state_dict(), 'optimizer': torch.optim.SGD(model.parameters(), 0.1, momentum=0.9).state_dict()}", "net")]
    [InlineData("{'model': [model.state_dict()], 'history': [1, 2]}", null)]
    [InlineData("('resnet', model.state_dict())", null)]
    [InlineData("{'model': [{'0.a': torch.ones(1)}, model.state_dict()]}", "model.1")]
    [InlineData("{'fold': {3: model.state_dict()}}", "fold.3")]
    [InlineData("dict(model.named_parameters()) | dict(model.named_buffers())", null)]
    public void A_state_dict_is_found_in_what_programs_save(string saved, string? key)
    {
        var path = _folder.File("saved.pth");
        Peer.Run(
            $"model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2))\ntorch.save({saved}, '{path}')\nnothing = 0", null, "nothing");

        using var file = WeightFile.Open(path, key);

        Assert.Equal(
            ["0.bias", "0.weight", "1.bias", "1.num_batches_tracked", "1.running_mean", "1.running_var", "1.weight"],
            file.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [PeerTheory]
    [InlineData(
        "__import__('argparse').Namespace(lr=1)",
        "an argparse.Namespace object, not a state dict. Objects are not executed: save the state dict alone")]
    [InlineData("nn.Linear(1, 1)", "a whole pickled module, torch.nn.modules.linear.Linear")]
    [InlineData(
        "{'epoch': 1, 'model': nn.Linear(1, 1)}",
        "'model' is a whole pickled module, torch.nn.modules.linear.Linear. Objects are not executed: save the state dict alone")]
    [InlineData("{'a': torch.ones(1).expand(1000)}", "'a' is a tensor of shape [1000] that repeats elements of its storage")]
    [InlineData("[1, 2]", "it holds a list, not a state dict: '0' is an int, '1' is an int")]
    [InlineData("{'lr': 1, 'net': {}}", "it holds no state dict: 'lr' is an int, 'net' is an empty dict")]
    [InlineData(
        "{'model': [{'0.a': torch.ones(1)}, {'0.a': torch.ones(1)}]}", "several dictionaries of tensors, 'model.0', 'model.1': set Key")]
    [InlineData("{'G': {'0.a': torch.ones(1)}, 'D': {'0.a': torch.ones(1)}}", "several dictionaries of tensors, 'G', 'D': set Key")]
    public void A_file_without_a_state_dict_is_rejected_with_the_reason(string saved, string reason)
    {
        var path = _folder.File("saved.pth");
        Peer.Run($"torch.save({saved}, '{path}')\nnothing = 0", null, "nothing");

        var error = Assert.Throws<WeightFileException>(() => WeightFile.Open(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
