// What the compiler asks for in records and in handlers of interpolated strings; netstandard2.0 lacks it.
namespace System.Runtime.CompilerServices;

/// <summary>Lets properties be set in initializers only.</summary>
internal static class IsExternalInit;

/// <summary>Marks a type that takes the pieces of an interpolated string.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;

/// <summary>Names the arguments that a handler's constructor takes; empty for the object whose method is called.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    public string[] Arguments { get; } = [argument];
}
