using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

/// <summary>
/// Calls every function of the API with plausible arguments. libtorch may refuse their values; what it must never find is a number of
/// arguments, or a kind of one, that its schema does not have.
/// </summary>
public sealed class CallTests
{
    private static readonly Type[] s_owners =
        [typeof(torch), typeof(Tensor), typeof(nn.functional), typeof(linalg), typeof(special), typeof(fft)];

    // How libtorch and the bridge say that a call does not fit its schema.
    private static readonly string[] s_misfits =
        ["INTERNAL ASSERT", "Expected Tensor but got", " needs its argument ", "unsupported kind"];

    private static readonly HashSet<string> s_otherTests =
    [
        .. typeof(torch).GetMethods().Select(method => method.Name).Where(name => name.StartsWith("set_", StringComparison.Ordinal)),
        "seed", "manual_seed", "initial_seed", "inference_mode", "no_grad", "Load",
    ];

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Owners => [.. s_owners.Select(owner => owner.Name)];

    [Theory, MemberData(nameof(Owners))]
    public void Calls_fit_their_operators_schemas(string owner)
    {
        var (called, succeeded) = (0, 0);
        var misfits = new List<string>();
        foreach (var method in s_owners.Single(type => type.Name == owner).GetMethods(Declared))
        {
            if (method.ContainsGenericParameters || s_otherTests.Contains(method.Name) || method.IsSpecialName) continue;
            var parameters = method.GetParameters();
            if (!ReturnsTensors(method.ReturnType) || !parameters.All(parameter => IsOperators(parameter.ParameterType))) continue;
            called++;
            using var scope = NewDisposeScope();
            using var mode = no_grad();
            var error = Failure(method, parameters, [3, 3]);
            if (error is not null && Failure(method, parameters, [1, 2, 4, 4]) is null) error = null;
            if (error is null) succeeded++;
            else if (s_misfits.Any(misfit => error.Contains(misfit, StringComparison.Ordinal))) misfits.Add($"{method}: {error}");
        }

        Assert.True(misfits.Count == 0, string.Join('\n', misfits));
        Assert.True(succeeded > called / 2, $"only {succeeded} of {called} calls succeeded");
    }

    private static string? Failure(MethodInfo method, ParameterInfo[] parameters, long[] shape)
    {
        try
        {
            method.Invoke(method.IsStatic ? null : rand(shape), Array.ConvertAll(parameters, parameter => Value(parameter, shape)));
            return null;
        }
        catch (TargetInvocationException failure)
            when (failure.InnerException is ExternalException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return failure.InnerException.Message;
        }
    }

    private static bool ReturnsTensors(Type type) =>
        type == typeof(Tensor) || type == typeof(Tensor[]) || (type.IsGenericType && type.GetGenericArguments().Contains(typeof(Tensor)));

    // The kinds of argument that operators have; data, files and functions belong to other tests.
    private static bool IsOperators(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var value when value == typeof(long[]) || value == typeof(double[]) || value == typeof(string[]) => true,
        var value when value == typeof(Tensor) || value == typeof(Scalar) || value == typeof(string) || value == typeof(Device) || value == typeof(Generator) => true,
        var value when value == typeof(Tensor[]) || value == typeof(IList<Tensor>) || value == typeof(IEnumerable<Tensor>) => true,
        var value => (value.IsPrimitive && value != typeof(nint)) || value.IsEnum || (value.IsGenericType && value.Name.StartsWith("ValueTuple", StringComparison.Ordinal)),
    };

    private static object? Value(ParameterInfo parameter, long[] shape)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(Tensor)) return Tensors(parameter, shape);
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        return type switch
        {
            _ when type == typeof(Scalar) => 0.5.ToScalar(),
            _ when type == typeof(string) => "ij->ji",
            _ when type == typeof(char) => 'L',
            _ when type == typeof(long[]) => new[] { 1L, 1 },
            _ when type == typeof(double[]) => new[] { 1.0, 1 },
            _ when type == typeof(ScalarType) => float32,
            _ when type.IsAssignableFrom(typeof(Tensor[])) => new[] { rand(shape), rand(shape) },
            _ when type == typeof(bool) => false,
            _ when type.IsPrimitive => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
            _ when type.IsGenericType => Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(_ => (object)1L)]),
            _ when type.IsValueType => Activator.CreateInstance(type),
            _ => null,
        };
    }

    private static Tensor? Tensors(ParameterInfo parameter, long[] shape) => parameter.Name switch
    {
        "out" => null,
        "index" or "indices" => zeros(shape, int64),
        "mask" or "condition" => ones(shape, @bool),
        _ => rand(shape),
    };
}
