using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace NetVariants.Tests;

/// <summary>An assembly's public and protected members as text, one line each, for a test that notices every change of them.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Of(Assembly assembly)
    {
        IEnumerable<string> lines = assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines);
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Lines(Type type)
    {
        string bases = string.Join(", ", new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.GetInterfaces().OrderBy(i => i.Name, StringComparer.Ordinal)).Select(t => Name(t!)));
        yield return $"{Kind(type)} {Name(type)}{(bases.Length > 0 && !type.IsEnum ? " : " + bases : "")}";
        IEnumerable<string> members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}")
            : type.GetMembers(Declared).Where(IsVisible).Select(Text).Order(StringComparer.Ordinal);
        foreach (string member in members)
            yield return "    " + member;
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsInterface ? "interface"
        : type.IsAbstract && type.IsSealed ? "static class"
        : type.IsSealed ? "sealed class"
        : type.IsAbstract ? "abstract class" : "class";

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // Accessors are told by their property, and nested types as types.
        MethodInfo method => !IsAccessor(method) && IsVisible(method),
        ConstructorInfo constructor => IsVisible(constructor),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo { AddMethod: { } add } => IsVisible(add),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Text(MemberInfo member) => member switch
    {
        MethodInfo m => $"{Modifiers(m)}{Type(s_nullability.Create(m.ReturnParameter))} {m.Name}{Generic(m.GetGenericArguments())}({Parameters(m)})",
        ConstructorInfo c => $"{Modifiers(c)}new({Parameters(c)})",
        PropertyInfo p => $"{Modifiers(p.GetAccessors(true)[0])}{Type(s_nullability.Create(p))} {p.Name}{Accessors(p)}",
        FieldInfo f => $"{(f.IsPublic ? "" : "protected ")}{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Type(s_nullability.Create(f))} {f.Name}",
        EventInfo e => $"event {Name(e.EventHandlerType!)} {e.Name}",
        _ => member.Name,
    };

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Accessors(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ?? false;
        string set = property.SetMethod is { } setter && IsVisible(setter) ? (isInit ? " init;" : " set;") : "";
        return $" {{{(property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "")}{set} }}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : p.IsOut ? "out " : "")}{Type(s_nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + Default(p) : "")}"));

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Type(NullabilityInfo info)
    {
        string suffix = !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";
        if (info.ElementType is { } element)
            return Type(element) + "[]" + suffix;
        return (Nullable.GetUnderlyingType(info.Type) is { } underlying ? Name(underlying) + "?" : Name(info.Type)) + suffix;
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef || type.IsArray)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        string name = type.Name.Split('`')[0];
        string prefix = type.IsNested ? Name(type.DeclaringType!) + "." : type.Assembly == typeof(object).Assembly ? "" : type.Namespace + ".";
        return prefix + name + Generic(type.GetGenericArguments());
    }

    private static string Generic(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";
}
