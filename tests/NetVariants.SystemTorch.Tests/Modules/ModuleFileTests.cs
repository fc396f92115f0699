using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class ModuleFileTests
{
    /// <summary>A linear layer of one input and one output, byte for byte: counts, types and extents are LEB128, names and numbers .NET's.</summary>
    private static readonly byte[] s_linear =
    [
        2,
        6, .. "weight"u8, 6 /* Float32 */, 2, 1, 1, 0, 0, 0x80, 0x3F,
        4, .. "bias"u8, 6, 1, 1, 0, 0, 0, 0xC0,
    ];

    [Fact]
    public void The_bytes_are_TorchSharps()
    {
        using Linear linear = nn.Linear(new Parameter(ones(1, 1)), new Parameter(tensor([-2f])));
        var stream = new MemoryStream();
        linear.save(stream);
        Assert.Equal(s_linear, stream.ToArray());
    }

    [Fact]
    public void TorchSharps_bytes_are_read()
    {
        using Linear linear = nn.Linear(1, 1);
        linear.load(new MemoryStream(s_linear));
        Assert.Equal(1, linear.weight.item<float>());
        Assert.Equal(-2, linear.bias!.item<float>());
    }

    [Fact]
    public void Counts_beyond_127_take_two_bytes()
    {
        using var module = new EmptyModule();
        for (int i = 0; i < 300; i++)
            module.register_buffer($"b{i}", tensor((long)i));
        var stream = new MemoryStream();
        module.save(stream);
        Assert.Equal([0xAC, 0x02], stream.ToArray()[..2]);

        foreach (Tensor buffer in module.buffers())
            buffer.zero_();
        module.load(new MemoryStream(stream.ToArray()));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), module.buffers().Select(buffer => buffer.item<long>()));
    }

    [Fact]
    public void A_network_survives_the_round_trip()
    {
        string path = Path.GetTempFileName();
        try
        {
            using DisposeScope scope = NewDisposeScope();
            using var source = new SmallNet();
            using var target = new SmallNet();
            source.bn1.num_batches_tracked!.fill_(7);
            source.save(path);
            var loaded = new Dictionary<string, bool>();
            target.load(path, loadedParameters: loaded);
            Assert.All(source.state_dict(), entry => Assert.True(entry.Value.Equals(target.state_dict()[entry.Key]), entry.Key));
            Assert.Equal(source.state_dict().Keys, loaded.Keys);
            Assert.All(loaded.Values, Assert.True);

            using nn.Module created = nn.Module.Create<SmallNet>(path);
            Assert.Equal(7, created.get_buffer("bn1.num_batches_tracked")!.item<long>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Skipping_leaves_out_on_saving_and_alone_on_loading()
    {
        using Linear linear = nn.Linear(new Parameter(ones(1, 1)), new Parameter(ones(1)));
        var stream = new MemoryStream();
        linear.save(stream, skip: ["bias"]);
        Assert.Equal(1, stream.ToArray()[0]);

        using Linear target = nn.Linear(new Parameter(zeros(1, 1)), new Parameter(zeros(1)));
        Assert.Throws<ArgumentException>(() => target.load(new MemoryStream(stream.ToArray())));
        target.load(new MemoryStream(stream.ToArray()), strict: false);
        Assert.Equal(1, target.weight.item<float>());

        target.load(new MemoryStream(s_linear), skip: ["weight"]);
        Assert.Equal(1, target.weight.item<float>());
        Assert.Equal(-2, target.bias!.item<float>());
    }

    [Fact]
    public void Entries_of_other_modules_are_passed_over_when_not_strict()
    {
        using var module = new EmptyModule();
        using Linear linear = nn.Linear(1, 1);
        module.register_parameter("bias", linear.bias!);
        var loaded = new Dictionary<string, bool>();
        Assert.Throws<ArgumentException>(() => module.load(new MemoryStream(s_linear)));
        module.load(new MemoryStream(s_linear), strict: false, loadedParameters: loaded);
        Assert.Equal(new Dictionary<string, bool> { ["weight"] = false, ["bias"] = true }, loaded);
        Assert.Equal(-2, linear.bias!.item<float>());
    }

    [Fact]
    public void Another_type_or_shape_is_an_error()
    {
        using Linear wide = nn.Linear(2, 1);
        using Linear precise = nn.Linear(1, 1, dtype: ScalarType.Float64);
        Assert.Throws<ArgumentException>(() => wide.load(new MemoryStream(s_linear)));
        Assert.Throws<ArgumentException>(() => precise.load(new MemoryStream(s_linear)));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using Linear linear = nn.Linear(1, 1);
        var error = Assert.Throws<FileNotFoundException>(() => linear.load("no such file"));
        Assert.Contains("no such file", error.Message, StringComparison.Ordinal);
    }
}
