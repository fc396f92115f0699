using System;

namespace TorchSharp.Utils;

/// <summary>Gives a module's field another name than its own in the state dict.</summary>
[AttributeUsage(AttributeTargets.All)]
public partial class ComponentNameAttribute : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "";
}
