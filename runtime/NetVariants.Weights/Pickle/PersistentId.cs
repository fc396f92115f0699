using System.Linq;

namespace NetVariants.Weights.Pickle;

/// <summary>What PyTorch keeps outside of a pickle: storages, and before PyTorch 1.6 the source text of modules.</summary>
internal static class PersistentId
{
    /// <summary>What an identifier stands for.</summary>
    public static object? Resolve(object? identifier) => identifier switch
    {
        // ('storage', torch.FloatStorage, key, location, count[, view]), where a view is (key, offset, count).
        PickledTuple { Items: ["storage", PickledGlobal type, string key, _, long and >= 0 and var count, .. var rest] } =>
            rest is [PickledTuple { Items: [_, long and >= 0 and var offset, long and >= 0 and var size] }]
                ? Storage(type, key, size, offset)
                : Storage(type, key, count, 0),
        PickledTuple { Items: ["module", PickledGlobal type, ..] } => type,
        _ => new PickledOther("an object that is kept outside of the pickle and is not a storage"),
    };

    private static PickledStorage Storage(PickledGlobal type, string key, long count, long offset) =>
        new(
            ElementType.All.FirstOrDefault(candidate => type.Module is "torch" or "torch.cuda" && candidate.Storage == type.Name),
            type,
            key,
            count,
            offset);
}
