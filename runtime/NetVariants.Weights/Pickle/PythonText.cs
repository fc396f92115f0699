using System.Globalization;
using System.Linq;
using System.Numerics;

namespace NetVariants.Weights.Pickle;

/// <summary>Says what a pickled value is, in Python's words.</summary>
internal static class PythonText
{
    private const int MostItems = 8;

    /// <summary><c>an int</c>, <c>a dict of 38 tensors</c>, <c>an argparse.Namespace object</c>.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool => "a bool",
        long or BigInteger => "an int",
        double => "a float",
        string => "a str",
        PickledTuple => "a tuple",
        PickledList => "a list",
        PickledTensor => "a tensor",
        PickledStorage => "a storage",
        PickledDictionary dictionary => Dictionary(dictionary),
        PickledGlobal global => $"the name {global}",
        PickledOther other => other.Kind,
        PickledObject module when IsModule(module) => $"a whole pickled module, {ClassOf(module)}",
        PickledObject { Entries: { } entries } => Dictionary(entries),
        PickledObject instance => WithArticle($"{ClassOf(instance)} object"),
        _ => "a value",
    };

    /// <summary>A dictionary's key as Python prints it: a str without its quotes, <c>('a', 1)</c>, <c>2.5</c>.</summary>
    public static string Key(object? key) => key switch
    {
        string text => text,
        long or double or BigInteger => string.Create(CultureInfo.InvariantCulture, $"{key}"),
        bool flag => flag ? "True" : "False",
        null => "None",
        PickledTuple { Items.Length: <= MostItems } tuple when tuple.Items.All(item => item is not PickledTuple) =>
            $"({string.Join(", ", tuple.Items.Select(item => item is string text ? $"'{text}'" : Key(item)))}{(tuple.Items.Length == 1
                ? ",)"
                : ")")}",
        _ => Describe(key),
    };

    /// <summary>Whether an object is a module that was pickled as a whole: its attributes are a module's.</summary>
    public static bool IsModule(object? value) =>
        value is PickledObject { State: PickledDictionary attributes } && attributes.Items.Any(item => item.Key is "_parameters")
            && attributes.Items.Any(item => item.Key is "_modules");

    private static string Dictionary(PickledDictionary dictionary)
    {
        var tensors = dictionary.Items.Count(item => item.Value is PickledTensor);
        return dictionary.Items.Count == 0
            ? "an empty dict"
            : tensors == 0 ? "a dict" : tensors == 1 ? "a dict with a tensor" : $"a dict of {tensors} tensors";
    }

    // Reconstructing functions have the class as their first argument.
    private static string ClassOf(PickledObject instance) => instance switch
    {
        { Callee: PickledGlobal { Module: "copyreg" or "copy_reg" }, Arguments: [PickledGlobal type, ..] } => type.ToString(),
        { Callee: PickledGlobal { Name: "_reconstruct" }, Arguments: [PickledGlobal type, ..] } => type.ToString(),
        { Callee: PickledGlobal type } => type.ToString(),
        _ => "unknown",
    };

    private static string WithArticle(string words) => (words[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + words;
}
