using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NetVariants.Generators.Tests.Harness;

/// <summary>Walks everything that an object reaches through its fields.</summary>
internal static class ObjectGraph
{
    /// <summary>Fails where <paramref name="root"/> reaches a part of a compilation, which a result of a step would keep alive.</summary>
    public static void AssertIsPlainData(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Visit(root, root?.GetType().Name ?? "", seen);
    }

    private static void Visit(object? node, string path, HashSet<object> seen)
    {
        if (node is null || !seen.Add(node))
            return;
        Assert.False(
            node is ISymbol or SyntaxNode or SyntaxTree or SyntaxToken or SyntaxReference or Location or Compilation or SemanticModel
                or AttributeData or TypedConstant or SourceText or Diagnostic or Delegate,
            $"{path} is a {node.GetType()}");
        var type = node.GetType();
        if (type.IsPrimitive || type.IsEnum || node is string or Type)
            return;
        if (node is Array array)
        {
            var i = 0;
            foreach (var item in (IEnumerable)array)
                Visit(item, $"{path}[{i++}]", seen);
            return;
        }

        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(node), $"{path}.{field.Name}", seen);
        }
    }
}
