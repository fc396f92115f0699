using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What takes three arguments and can be called.</summary>
        public partial interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Runs the module.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module whose forward pass takes three arguments.</summary>
        public abstract partial class Module<T1, T2, T3, TResult>
            : HookableModule<
                Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>,
                Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
              IModule<T1, T2, T3, TResult>
        {
            /// <summary>Creates a module without parameters, in training mode.</summary>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself, without hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the hooks registered for before, <c>forward</c>, and the hooks registered for after.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                RunModulePreHooks();
                foreach (Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?> hook in pre_hooks.Values)
                {
                    if (hook(this, input1, input2, input3) is { } replacement)
                        (input1, input2, input3) = replacement;
                }

                TResult result = forward(input1, input2, input3);
                foreach (Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult> hook in post_hooks.Values)
                {
                    if (hook(this, input1, input2, input3, result) is { } replacement)
                        result = replacement;
                }

                RunModulePostHooks();
                return result;
            }
        }
    }
}
