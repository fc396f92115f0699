using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using NetVariants.Tests;
using NetVariants.Weights.Formats;
using NetVariants.Weights.Pickle;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Files that are damaged or made to harm: a typed error that names the file, and bounded memory.</summary>
public sealed class HostileFileTests : IDisposable
{
    private static readonly WeightData[] s_state =
    [
        Tensor("conv.weight", ElementType.Float32, 2, 1, 3, 3),
        Tensor("conv.bias", ElementType.Float32, 2),
        Tensor("norm.weight", ElementType.Float32, 2),
        Tensor("norm.bias", ElementType.Float32, 2),
        Tensor("norm.running_mean", ElementType.Float32, 2),
        Tensor("norm.running_var", ElementType.Float32, 2),
        Tensor("norm.num_batches_tracked", ElementType.Int64),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    [InlineData("deflated.pth")]
    [InlineData("legacy.pth")]
    public void A_file_cut_off_at_any_byte_is_refused(string name)
    {
        string path = _folder.File(name);
        Save(path);
        byte[] whole = File.ReadAllBytes(path);

        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            WeightFileException error = Assert.Throws<WeightFileException>(() => Read(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(s_state.Select(tensor => tensor.Bytes.ToArray()), Read(path));
    }

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    [InlineData("deflated.pth")]
    [InlineData("legacy.pth")]
    public void A_file_with_any_byte_changed_is_refused_or_read_and_never_crashes(string name)
    {
        string path = _folder.File(name);
        Save(path);
        byte[] whole = File.ReadAllBytes(path);

        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, changed);
            try
            {
                Read(path);
            }
            catch (WeightFileException)
            {
                continue;
            }
        }

        // Elements of a PyTorch file have a checksum: a change of one is found.
        if (name == "net.pth")
        {
            byte[] changed = [.. whole];
            changed[Find(whole)] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Contains("checksum", Assert.Throws<WeightFileException>(() => Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "cannot lie at bytes 0 to 8 of 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", 8, "is not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "neither overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "nor leave gaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' is listed twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "5 bytes follow the last tensor")]
    [InlineData("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,4]}}""", 4, "cannot lie at bytes 0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "is not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4, "is not of the form")]
    [InlineData("""{"a":7}""", 0, "is not of the form")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not a single object of strings")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[1]]]]],"data_offsets":[0,4]}}""", 4, "not JSON")]
    [InlineData("""{"a":""", 0, "not JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not JSON")]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[1],"data_offsets":[0,4]}}""", 4, "not JSON")]
    [InlineData("""{"__metadata__":{"\udc00":"b"}}""", 0, "not JSON")]
    [InlineData("""{"__metadata__":{"a":"\udc00"}}""", 0, "not JSON")]
    [InlineData("""[1,2,3]""", 0, "does not begin with '{'")]
    public void A_wrong_safetensors_header_is_refused(string header, int data, string reason)
    {
        string path = _folder.File("wrong.safetensors");
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        File.WriteAllBytes(path, file);

        Assert.Contains(reason, Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_001UL)]
    [InlineData(1UL)]
    public void A_header_length_that_cannot_be_is_refused(ulong length)
    {
        string path = _folder.File("wrong.safetensors");
        byte[] file = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        File.WriteAllBytes(path, file);

        Assert.Contains("not a weight file, or it is truncated", Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

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
    [InlineData("K\u0001Q.", "kept outside of the pickle and is no storage")]
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
    public void A_pickle_that_does_something_else_is_refused(string pickle, string reason) =>
        AssertRefused(Encoding.Latin1.GetBytes(pickle), reason);

    [Fact]
    public void A_deep_pickle_takes_no_stack()
    {
        AssertRefused([.. Enumerable.Repeat((byte)']', 1_000_000), .. Enumerable.Repeat((byte)'a', 999_999), (byte)'.'], "it holds a list");
        AssertRefused([.. Enumerable.Repeat((byte)'(', 1_000_000), (byte)'.'], "takes a value that is not there");
    }

    [Fact]
    public void Values_that_refer_to_each_other_take_no_more_memory_than_their_text()
    {
        // Forty levels of pairs of the level below: 2^40 values, if they were copied.
        StringBuilder pickle = new("]q\0");
        for (int i = 1; i < 41; i++)
            pickle.Append('h').Append((char)(i - 1)).Append('h').Append((char)(i - 1)).Append('\u0086').Append('q').Append((char)i);

        AssertRefused(Encoding.Latin1.GetBytes(pickle.Append('.').ToString()), "it holds a tuple");
    }

    [Fact]
    public void A_dictionary_of_many_pairs_is_not_copied_for_every_call()
    {
        // A list of 20,000 pairs, of which a thousand ordered dictionaries are made.
        StringBuilder pickle = new("(ccollections\nOrderedDict\nq\0](");
        pickle.Insert(pickle.Length, "K\u0001K\u0002\u0086", 20_000).Append("e\u0085q\u0001R").Insert(pickle.Length, "h\0h\u0001R", 1_000);

        AssertRefused(Encoding.Latin1.GetBytes(pickle.Append("t.").ToString()), "the pickle is larger than any state dict's", allocated: 256 << 20);
    }

    [Fact]
    public void More_values_than_any_state_dict_has_are_refused()
    {
        string path = _folder.File("many.pth");
        using (ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            byte[] lists = new byte[1_000_000];
            Array.Fill(lists, (byte)']');
            for (int i = 0; i < 11; i++)
                entry.Write(lists);
        }

        Assert.Contains("larger than any state dict's", Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_that_name_the_next_one_twice_are_not_visited_for_every_path()
    {
        // Forty levels: 2^40 paths.
        StringBuilder pickle = new("c__torch__\nM\n)\u0081}bq\0");
        for (int i = 0; i < 40; i++)
            pickle.Append($"c__torch__\nM\n)\u0081}}(X\u0001\0\0\0ah{(char)i}X\u0001\0\0\0bh{(char)i}ubq{(char)(i + 1)}");
        string path = _folder.File("script.pt");
        using (ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create))
        {
            archive.CreateEntry("archive/code/__torch__.py", CompressionLevel.NoCompression).Open().Dispose();
            using Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.Latin1.GetBytes(pickle.Append('.').ToString()));
        }

        Assert.Contains(
            "its modules are deeper or more than any network's",
            Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dictionaries_that_hold_themselves_under_all_common_keys_are_searched_once()
    {
        // Searched once for each path, they would take as long as the file says: each of eleven keys leads to the same eleven.
        StringBuilder pickle = new("}q\0(");
        foreach (string key in (string[])["state_dict", "model_state_dict", "model_state", "model", "weights", "net", "network", "module", "params", "ema", "checkpoint"])
            pickle.Append('X').Append((char)key.Length).Append("\0\0\0").Append(key).Append("h\0");
        pickle.Insert(pickle.Length, "K\u0001K\u0002", 20_000).Append("u.");

        AssertRefused(Encoding.Latin1.GetBytes(pickle.ToString()), "it holds no state dict");
    }

    [Theory]
    [InlineData("(K\u0002t(K\u0001t", "0", 1, 4, "reaches past the 1 elements")]
    [InlineData("(K\u0001t(K\u0001t", "1", 1, 4, "the storage '1' of 'w' is missing")]
    [InlineData("(K\u0001t(K\u0001t", "0", 200, 4, "for which its 4 bytes are too few")]
    [InlineData("(K\u0002K\u0002t(K\0K\0t", "0", 1, 4, "that repeats elements")]
    [InlineData("(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(K\0K\0K\0t", "0", 1, 4, "which torch cannot make")]
    [InlineData("(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007ft", "0", 1, 4, "reaches past")]
    [InlineData("(K\u0001t(K\u0001K\u0001t", "0", 1, 4, "whose shape and strides are damaged")]
    [InlineData("(J\u00ff\u00ff\u00ff\u00fft(K\u0001t", "0", 1, 4, "whose shape and strides are damaged")]
    public void A_tensor_that_its_storage_cannot_hold_is_refused(string shapeAndStrides, string key, int count, int bytes, string reason)
    {
        string pickle = "}(X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
            + $"X\u0001\0\0\0{key}X\u0003\0\0\0cpuK{(char)count}tQK\0{shapeAndStrides}\u0089}}tRu.";

        AssertRefused(Encoding.Latin1.GetBytes(pickle), reason, new byte[bytes]);
    }

    [Fact]
    public void A_zip_bomb_is_refused_by_its_directory()
    {
        string path = _folder.File("bomb.pth");
        using (ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.Optimal).Open();
            for (int i = 0; i < 300; i++)
                entry.Write(new byte[1_000_000]);
        }

        AssertRefusedInLittleMemory(path, "compressed bytes inflates to 300000000, which no state dict's does");
    }

    [Fact]
    public void A_storage_is_inflated_as_far_as_a_tensor_declares()
    {
        string path = _folder.File("bomb.pth");
        Save(path);
        // The storage of the first tensor, 72 bytes, in 10 MB of zeros.
        using (ZipArchive archive = new(File.Open(path, FileMode.Open), ZipArchiveMode.Update))
        {
            archive.GetEntry("archive/data/0")!.Delete();
            using Stream entry = archive.CreateEntry("archive/data/0", CompressionLevel.Optimal).Open();
            for (int i = 0; i < 1000; i++)
                entry.Write(new byte[10_000]);
        }

        AssertRefusedInLittleMemory(path, "the storage '0' of 'conv.weight' has 18 elements, yet 10000000 bytes");
    }

    [Fact]
    public void A_member_that_claims_more_than_deflate_can_hold_is_refused()
    {
        string path = _folder.File("bomb.pth");
        using (ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.Optimal).Open();
            entry.Write(new byte[10_000]);
        }

        byte[] file = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), 0x7fffffff);
        File.WriteAllBytes(path, file);

        AssertRefusedInLittleMemory(path, "claims 2147483647 bytes, more than its");
    }

    [Fact]
    public void A_legacy_file_that_claims_more_than_it_has_is_refused()
    {
        string path = _folder.File("legacy.pth");
        Save(path);
        byte[] file = File.ReadAllBytes(path);
        int first = Find(file) - 8;

        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(first), long.MaxValue / 4);
        File.WriteAllBytes(path, file);
        AssertRefusedInLittleMemory(path, "it ends within its storage '0'");

        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(first), -1);
        File.WriteAllBytes(path, file);
        AssertRefusedInLittleMemory(path, "it ends within its storage '0'");
    }

    [Theory]
    [InlineData("\u0080\u0002]q\0.", "it is a pickle that torch.save did not write")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.K\u0001.", "in a version of PyTorch's old format that is not read")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}X\u000d\0\0\0little_endian\u0089s.", "big-endian")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}.}.N.", "the list of its storages is missing")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}.}.]X\u0001\0\0\00a.", "names one that nothing refers to")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}.X\u00ff\u00ff\u00ff\u007f", "ends too early")]
    public void A_wrong_legacy_file_is_refused(string content, string reason)
    {
        string path = _folder.File("wrong.pth");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));

        AssertRefusedInLittleMemory(path, reason);
    }

    [Theory]
    [InlineData(24, "stored, yet has")] // the size outside
    [InlineData(42, "does not fit the file")] // the offset
    [InlineData(20, "stored, yet has")] // the size inside
    public void A_directory_that_lies_is_refused(int field, string reason)
    {
        string path = Archive("N."u8.ToArray(), []);
        byte[] file = File.ReadAllBytes(path);
        int record = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(record + field), 0x7fffffff);
        File.WriteAllBytes(path, file);

        Assert.Contains(reason, Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_overlap_are_refused()
    {
        string path = Archive("N."u8.ToArray(), new byte[100]);
        byte[] file = File.ReadAllBytes(path);
        // The second member's record points at the first one's header, and is of its name.
        int first = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        int length = 46 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(first + 28)) + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(first + 30));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(first + length + 42), 0);
        File.WriteAllBytes(path, file);

        Assert.Contains("otherwise", Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    private void AssertRefused(byte[] pickle, string reason, byte[]? storage = null, long? allocated = null)
    {
        string path = Archive(pickle, storage ?? []);
        long before = GC.GetAllocatedBytesForCurrentThread();

        WeightFileException error = Assert.Throws<WeightFileException>(() => WeightFile.Open(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allocated ?? ((200L * pickle.Length) + (1 << 20)));
    }

    private static void AssertRefusedInLittleMemory(string path, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        WeightFileException error = Assert.Throws<WeightFileException>(() => WeightFile.Open(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    /// <summary>Saves the tensors as the file's name says.</summary>
    private static void Save(string path)
    {
        if (Path.GetFileName(path) is "legacy.pth")
        {
            using FileStream stream = File.Create(path);
            stream.Write(Encoding.Latin1.GetBytes("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.\u0080\u0002}."));
            stream.Write(StateDictPickler.Dump([.. s_state.Select(tensor => tensor.Entry)]));
            stream.Write(Encoding.Latin1.GetBytes($"]({string.Concat(s_state.Select((_, i) => $"X\u0001\0\0\0{i}"))}e."));
            foreach (WeightData tensor in s_state)
            {
                stream.Write(BitConverter.GetBytes(tensor.Entry.Count));
                stream.Write(tensor.Bytes.Span);
            }

            return;
        }

        WeightWriter.Write(path, s_state);
        if (Path.GetFileName(path) is not ("deflated.pth" or "bomb.pth"))
            return;
        string stored = path + ".stored";
        File.Move(path, stored);
        using ZipArchive source = ZipFile.OpenRead(stored), target = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in source.Entries)
        {
            using Stream from = entry.Open(), to = target.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
            from.CopyTo(to);
        }
    }

    private string Archive(byte[] pickle, byte[] storage)
    {
        string path = _folder.File("archive.pth");
        using FileStream stream = File.Create(path);
        ZipWriter zip = new(stream);
        zip.Add("archive/data.pkl", pickle.Length, target => target.Write(pickle));
        zip.Add("archive/data/0", storage.Length, target => target.Write(storage));
        zip.Finish();
        return path;
    }

    private static List<byte[]> Read(string path)
    {
        using WeightFile file = WeightFile.Open(path);
        file.Verify(file.Entries.Select(entry => entry.Name));
        return [.. file.Entries.Select(entry => file.ReadBytes(entry.Name))];
    }

    private static WeightData Tensor(string name, ElementType type, params long[] shape)
    {
        WeightEntry entry = new(name, type, shape);
        return new WeightData(entry, Enumerable.Range(0, (int)entry.Bytes).Select(i => (byte)((i * 37) + name.Length)).ToArray());
    }

    /// <summary>Where the first tensor's elements are in the file.</summary>
    private static int Find(byte[] file) => file.AsSpan().IndexOf(s_state[0].Bytes.Span);
}
