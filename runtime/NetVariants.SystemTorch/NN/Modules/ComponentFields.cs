using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>The fields of a module class that can hold components, with their component names; found once for each class.</summary>
internal static class ComponentFields
{
    private static readonly ConcurrentDictionary<Type, (string Component, FieldInfo Field)[]> s_fields = new();

    /// <summary>The fields of <paramref name="type"/> and its bases, the most derived class's first; of hidden ones only the most derived.</summary>
    public static (string Component, FieldInfo Field)[] Of(Type type) => s_fields.GetOrAdd(type, Find);

    private static (string Component, FieldInfo Field)[] Find(Type type)
    {
        const BindingFlags instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var found = new List<(string, FieldInfo)>();
        var seen = new HashSet<string>();
        for (Type? current = type; current is not null && current != typeof(torch.nn.Module); current = current.BaseType)
        {
            IEnumerable<FieldInfo> fields = current.GetFields(instance).Where(field => CanHoldComponent(field.FieldType) && seen.Add(field.Name));
            found.AddRange(fields.Select(field => (field.ComponentName(), field)));
        }

        return [.. found];
    }

    private static bool CanHoldComponent(Type type)
        => typeof(torch.nn.Module).IsAssignableFrom(type) || typeof(torch.Tensor).IsAssignableFrom(type)
        || type.IsAssignableFrom(typeof(torch.nn.Module)) || type.IsAssignableFrom(typeof(torch.Tensor)) || type.IsInterface;
}

/// <summary>The name under which a module's field is registered.</summary>
public static partial class FieldInfoExtensionMethods
{
    /// <summary>The name that <see cref="ComponentNameAttribute"/> gives the field, else the field's own.</summary>
    public static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
