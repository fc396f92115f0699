using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Weights.Pickle;

namespace NetVariants.Weights.Formats;

/// <summary>Writes what <c>torch.load</c> reads as an <c>OrderedDict</c> of tensors, also with <c>weights_only=True</c>.</summary>
internal static class TorchArchive
{
    public static void Write(Stream stream, IReadOnlyList<TensorContent> tensors)
    {
        var zip = new ZipWriter(stream);
        var pickle = StateDictPickler.Dump([.. tensors.Select(tensor => tensor.Entry)]);
        zip.Add("archive/data.pkl", pickle.Length, target => target.Write(pickle));
        zip.Add("archive/byteorder", 6, target => target.Write("little"u8));
        for (var i = 0; i < tensors.Count; i++)
            zip.Add("archive/data/" + i.ToString(CultureInfo.InvariantCulture), tensors[i].Entry.Bytes, tensors[i].Write);
        zip.Add("archive/version", 2, target => target.Write("3\n"u8));
        zip.Finish();
    }
}
