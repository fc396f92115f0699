using System.Collections.Generic;
using System.Text;

namespace NetVariants.Core.Emission;

/// <summary>What a name in a state dict's path stands for.</summary>
internal enum ModuleKind : byte
{
    /// <summary>A trainable tensor without a module.</summary>
    Parameter,

    /// <summary>A layer or a block.</summary>
    Module,

    /// <summary>A container whose modules compute one after the other.</summary>
    Sequential,

    /// <summary>A container that only holds modules under one name.</summary>
    Holder,
}

/// <summary>A name in the state dict's paths with what it stands for.</summary>
/// <param name="Path">The path of the first node, of which the name is a segment.</param>
/// <param name="Offset">Where the name begins in it.</param>
/// <param name="Length">The name's length.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Start">The node that computes it; of a container the first one.</param>
/// <param name="End">The node after the last of a module or a <c>Sequential</c>.</param>
/// <param name="Owner">The expression that reaches the holder in which it stands, with its dot; empty at the top level.</param>
/// <param name="Children">What a container holds; null for others.</param>
internal readonly record struct ModuleNode(
    string Path, int Offset, int Length, ModuleKind Kind, int Start, int End, string Owner = "", List<ModuleNode>? Children = null)
{
    /// <summary>The name within its owner.</summary>
    public string Name => Path.Substring(Offset, Length);

    /// <summary>The field that holds it: its name, a number with an underscore.</summary>
    public string Field => Length > 0 && char.IsDigit(Path[Offset]) ? "_" + Name : Name;

    /// <summary>The C# expression that reaches it from the class: <c>decoder._0.conv1</c>.</summary>
    public string Access => Owner + Field;

    /// <summary>How many characters of the paths below it name it.</summary>
    public int InnerOffset => Offset + Length + 1;

    /// <summary>The node that gives the result of a module or a <c>Sequential</c>.</summary>
    public int Result => End - 1;

    /// <summary>The class of a holder.</summary>
    public string HolderClass
    {
        get
        {
            var name = new StringBuilder();
            foreach (var part in Access.Split('.', '_'))
            {
                if (part.Length > 0)
                    name.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
            }

            return (char.IsDigit(name[0]) ? "_" : "") + name.Append("Modules");
        }
    }

    /// <summary>Whether another one has the same name.</summary>
    public bool HasNameOf(ModuleNode other) =>
        other.Length == Length && string.CompareOrdinal(Path, Offset, other.Path, other.Offset, Length) == 0;

    /// <summary>Whether the name is <paramref name="name"/>.</summary>
    public bool IsNamed(string name) => name.Length == Length && string.CompareOrdinal(Path, Offset, name, 0, Length) == 0;
}
