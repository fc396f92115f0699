using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Pickles made to run code or to take memory and time: refused, within bounds.</summary>
public sealed class HostilePickleTests : WeightFolder
{
    [Theory]
    [InlineData("cos\nsystem\n(X\u0002\0\0\0lstR.", "it holds an os.system object, not a state dict. Objects are not executed")]
    [InlineData("cbuiltins\neval\n(X\u0001\0\0\01tR.", "it holds an eval object")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "a tensor whose description (torch._utils._rebuild_tensor_v2) is damaged")]
    [InlineData("X\u00ff\u00ff\u00ff\u007fabc.", "ends too early")]
    [InlineData("\u008a\u0009123456789.", "it holds an int")]
    [InlineData("h\u0005.", "the value 5 is used before it is kept")]
    [InlineData("t.", "a mark is missing")]
    [InlineData("0.", "takes a value that is not there")]
    [InlineData("(0.", "takes a value that is not there")]
    [InlineData("K\u0001Q.", "kept outside of the pickle and is not a storage")]
    [InlineData("(X\u0007\0\0\0storagecos\nsystem\nX\u0001\0\0\00X\u0001\0\0\00K\u0001tQ.", "it holds a storage")]
    [InlineData("}K\u0001K\u0002s}s.", "takes a value")]
    [InlineData("\u007f", "the opcode 0x7f is none that PyTorch writes")]
    [InlineData("i", "the pickle ends too early")]
    [InlineData("ios\nsystem\n.", "a mark is missing")]
    [InlineData("(ios\nsystem\n.", "it holds an os.system object")]
    [InlineData("(cos\nsystem\nX\u0002\0\0\0lso.", "it holds an os.system object")]
    [InlineData("\u0080\u0009.", "protocol 9")]
    [InlineData("]q\0h\0a.", "it holds a list")]
    [InlineData("}q\0(X\u0001\0\0\0ah\0u.", "it holds no state dict: 'a' is a dict")]
    [InlineData("}q\0(X\u0005\0\0\0modelh\0u.", "it holds no state dict: 'model' is a dict")]
    public void A_pickle_that_is_no_state_dict_is_rejected(string pickle, string reason) =>
        AssertRefused(Encoding.Latin1.GetBytes(pickle), reason);

    [Fact]
    public void A_deeply_nested_pickle_does_not_overflow_the_stack()
    {
        AssertRefused([.. Enumerable.Repeat((byte)']', 1_000_000), .. Enumerable.Repeat((byte)'a', 999_999), (byte)'.'], "it holds a list");
        AssertRefused([.. Enumerable.Repeat((byte)'(', 1_000_000), (byte)'.'], "takes a value that is not there");
    }

    [Fact]
    public void Shared_values_are_not_copied()
    {
        // Forty levels of pairs of the level below: 2^40 values, if they were copied.
        var pickle = new StringBuilder("]q\0");
        for (var i = 1; i < 41; i++)
            pickle.Append('h').Append((char)(i - 1)).Append('h').Append((char)(i - 1)).Append('\u0086').Append('q').Append((char)i);

        AssertRefused(Encoding.Latin1.GetBytes(pickle.Append('.').ToString()), "it holds a tuple");
    }

    [Fact]
    public void A_large_dictionary_is_not_copied_for_every_call()
    {
        // A list of 20,000 pairs, of which a thousand ordered dictionaries are made.
        var pickle = new StringBuilder("(ccollections\nOrderedDict\nq\0](");
        pickle.Insert(pickle.Length, "K\u0001K\u0002\u0086", 20_000).Append("e\u0085q\u0001R").Insert(pickle.Length, "h\0h\u0001R", 1_000);

        AssertRefused(
            Encoding.Latin1.GetBytes(pickle.Append("t.").ToString()), "the pickle is larger than any state dict's", allocated: 256 << 20);
    }

    [Fact]
    public void A_pickle_of_too_many_values_is_rejected()
    {
        var path = Folder.File("many.pth");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            var lists = new byte[1_000_000];
            Array.Fill(lists, (byte)']');
            for (var i = 0; i < 11; i++)
                entry.Write(lists);
        }

        Assert.Contains(
            "larger than any state dict's",
            Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_modules_are_visited_once()
    {
        // Forty levels: 2^40 paths.
        var pickle = new StringBuilder("c__torch__\nM\n)\u0081}bq\0");
        for (var i = 0; i < 40; i++)
            pickle.Append($"c__torch__\nM\n)\u0081}}(X\u0001\0\0\0ah{(char)i}X\u0001\0\0\0bh{(char)i}ubq{(char)(i + 1)}");
        var path = Folder.File("script.pt");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            archive.CreateEntry("archive/code/__torch__.py", CompressionLevel.NoCompression).Open().Dispose();
            using var entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.Latin1.GetBytes(pickle.Append('.').ToString()));
        }

        Assert.Contains(
            "its modules are deeper or more than any network's",
            Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recursive_dictionaries_are_searched_once()
    {
        // Searched once for each path, they would take as long as the file says: each of eleven keys leads to the same eleven.
        var pickle = new StringBuilder("}q\0(");
        foreach (var key in (string[])[
            "state_dict", "model_state_dict", "model_state", "model", "weights", "net", "network", "module", "params", "ema", "checkpoint"
        ])
            pickle.Append('X').Append((char)key.Length).Append("\0\0\0").Append(key).Append("h\0");
        pickle.Insert(pickle.Length, "K\u0001K\u0002", 20_000).Append("u.");

        AssertRefused(Encoding.Latin1.GetBytes(pickle.ToString()), "it holds no state dict");
    }

    [Theory]
    [InlineData("(K\u0002t(K\u0001t", "0", 1, 4, "reaches past the 1 elements")]
    [InlineData("(K\u0001t(K\u0001t", "1", 1, 4, "the storage '1' of 'w' is missing")]
    [InlineData("(K\u0001t(K\u0001t", "0", 200, 4, "for which its 4 bytes are too few")]
    [InlineData("(K\u0002K\u0002t(K\0K\0t", "0", 1, 4, "that repeats elements")]
    [InlineData(
        "(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(K\0K\0K\0t", "0", 1, 4, "which torch cannot make")]
    [InlineData(
        "(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft("
            + "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007ft",
        "0",
        1,
        4,
        "reaches past")]
    [InlineData("(K\u0001t(K\u0001K\u0001t", "0", 1, 4, "whose shape and strides are damaged")]
    [InlineData("(J\u00ff\u00ff\u00ff\u00fft(K\u0001t", "0", 1, 4, "whose shape and strides are damaged")]
    public void A_tensor_outside_its_storage_is_rejected(string shapeAndStrides, string key, int count, int bytes, string reason)
    {
        var pickle = "}(X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
            + $"X\u0001\0\0\0{key}X\u0003\0\0\0cpuK{(char)count}tQK\0{shapeAndStrides}\u0089}}tRu.";

        AssertRefused(Encoding.Latin1.GetBytes(pickle), reason, new byte[bytes]);
    }
}
