using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Weights.Pickle;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>
/// What <c>torch.save</c> writes since PyTorch 1.6, and TorchScript's archives: a zip archive of a pickle, <c>data.pkl</c>, and a member
/// <c>data/KEY</c> for each storage.
/// </summary>
internal sealed class ZipCheckpoint : PickledSource
{
    private const string PickleName = "data.pkl";

    // Zeros shrink to a thousandth: what is stored besides the weights may hold many, but not this many.
    private const long InflatedLimit = 256 << 20;
    private const int InflatedRatio = 32;

    private readonly Dictionary<string, ZipMember> _members;
    private readonly ZipMember _pickle;
    private readonly string _folder;

    public ZipCheckpoint(FileBytes file, string? key)
        : base(file)
    {
        var members = ZipDirectory.Read(file.Read, file.Length);
        _members = members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        _pickle = members.Where(
            member =>
                member.Name == PickleName || member.Name.EndsWith(
                    "/" + PickleName, StringComparison.Ordinal)).MinBy(member => member.Name.Length)
            ?? throw new FormatException(UnsupportedFile.OfArchive([.. members.Select(member => member.Name)]));
        _folder = _pickle.Name[..^PickleName.Length];
        CheckByteOrder();
        if (_pickle.Region.IsDeflated && _pickle.Region.Bytes > Math.Max(InflatedLimit, InflatedRatio * _pickle.Region.Packed))
            throw new FormatException(
                $"its pickle of {_pickle.Region.Packed} compressed bytes inflates to {_pickle.Region.Bytes}, which no state dict's does");

        using var reader = new RegionReader(file, _pickle.Region);
        var value = Unpickler.Load(new PickleSource(reader));
        if (!members.Any(member => member.Name.StartsWith(_folder + "code/", StringComparison.Ordinal)))
        {
            Take(StateDictSearch.Find(value, key));
            return;
        }

        var state = ScriptModule.StateOf(value);
        if (state.Items.Count == 0)
            throw new FormatException(
                "it is a TorchScript archive without parameters, as torch.jit.freeze makes them: save the state dict in Python, "
                    + "torch.save(model.state_dict(), path)");
        if (key is not null)
            throw new FormatException(
                $"it is a TorchScript archive, which has no entry '{key}': leave Key out, and its parameters are read");
        Take(state);
    }

    public override void Verify()
    {
        HashSet<FileRegion> used = [.. Regions(), _pickle.Region];
        foreach (var (name, region, crc) in _members.Values
            .Where(member => used.Contains(member.Region))
            .OrderBy(member => member.Region.Offset))
        {
            if (Checksum(region) != crc)
                throw File.Damaged($"the member '{name}' has another checksum than its bytes: copy the file again");
        }
    }

    protected override FileRegion Region(PickledStorage storage) => _members.TryGetValue($"{_folder}data/{storage.Key}", out var member)
        ? member.Region
        : throw new FormatException("is missing in the archive");

    private void CheckByteOrder()
    {
        if (!_members.TryGetValue(_folder + "byteorder", out var member) || member.Region.Bytes > 16)
            return;
        var order = new byte[member.Region.Bytes];
        using var reader = new RegionReader(File, member.Region);
        reader.Read(order);
        if (order.AsSpan().SequenceEqual("big"u8))
            throw new FormatException("its numbers are big-endian, which is not read: save it again on a little-endian machine");
    }
}
