using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace NetVariants.Weights.Pickle;

/// <summary>
/// Writes the pickle (protocol 2) of an <c>OrderedDict</c> of tensors, each the whole of a storage whose key is the tensor's number.
/// </summary>
internal sealed class StateDictPickler
{
    private readonly MemoryStream _pickle = new();

    public static byte[] Dump(IReadOnlyList<WeightEntry> entries)
    {
        var pickler = new StateDictPickler();
        pickler.Raw("\u0080\u0002");
        pickler.OrderedDict();
        pickler.Raw("(");
        for (var i = 0; i < entries.Count; i++)
        {
            pickler.Text(entries[i].Name);
            pickler.Tensor(entries[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        pickler.Raw("u.");
        return pickler._pickle.ToArray();
    }

    private void Tensor(WeightEntry entry, string key)
    {
        Raw("ctorch._utils\n_rebuild_tensor_v2\n((");
        Text("storage");
        Raw($"ctorch\n{entry.Type.Storage}\n");
        Text(key);
        Text("cpu");
        Number(entry.Count);
        Raw("tQ");
        Number(0);
        Tuple(entry.Shape);
        Tuple(TensorLayout.Contiguous(entry.Shape).Strides);
        Raw("\u0089");
        OrderedDict();
        Raw("tR");
    }

    private void OrderedDict() => Raw("ccollections\nOrderedDict\n)R");

    private void Tuple(IReadOnlyList<long> numbers)
    {
        Raw("(");
        foreach (var number in numbers)
            Number(number);
        Raw("t");
    }

    private void Number(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (number is >= 0 and <= int.MaxValue)
        {
            Raw("J");
            BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)number);
            _pickle.Write(bytes[..4]);
            return;
        }

        Raw("\u008a\u0008");
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _pickle.Write(bytes);
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        Raw("X");
        _pickle.Write(length);
        _pickle.Write(bytes);
    }

    private void Raw(string opcodes) => _pickle.Write(Encoding.Latin1.GetBytes(opcodes));
}
