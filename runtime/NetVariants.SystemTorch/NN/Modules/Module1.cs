using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What takes one argument and can be called.</summary>
        public partial interface IModule<T, TResult>
        {
            /// <summary>Runs the module.</summary>
            TResult call(T input1);
        }

        /// <summary>A module whose forward pass takes one argument.</summary>
        public abstract partial class Module<T, TResult>
            : HookableModule<
                Func<Module<T, TResult>, T, T>,
                Func<Module<T, TResult>, T, TResult, TResult>>,
              IModule<T, TResult>
        {
            /// <summary>Creates a module without parameters, in training mode.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks registered for before, <c>forward</c>, and the hooks registered for after.</summary>
            public TResult call(T input)
            {
                RunModulePreHooks();
                foreach (Func<Module<T, TResult>, T, T> hook in pre_hooks.Values)
                {
                    if (hook(this, input) is { } replacement)
                        input = replacement;
                }

                TResult result = forward(input);
                foreach (Func<Module<T, TResult>, T, TResult, TResult> hook in post_hooks.Values)
                {
                    if (hook(this, input, result) is { } replacement)
                        result = replacement;
                }

                RunModulePostHooks();
                return result;
            }
        }
    }
}
