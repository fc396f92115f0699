using System;
using System.Collections.Generic;
using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>call</c> runs hooks before and after <c>forward</c>.</summary>
        /// <typeparam name="TPreHook">A hook that sees the module and its arguments and may replace these.</typeparam>
        /// <typeparam name="TPostHook">A hook that sees the module, its arguments and its result and may replace the result.</typeparam>
        public partial class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>The hooks that see the arguments, in order of registration.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>The hooks that see the result, in order of registration.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>The hooks that see the module alone before it runs, in order of registration.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>The hooks that see the module alone after it ran, in order of registration.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            private int _hooksEverRegistered;

            /// <summary>Creates a module without hooks.</summary>
            protected HookableModule(string name) : base(name)
            {
            }

            /// <summary>Runs <paramref name="hook"/> before each forward pass; a result other than null replaces the arguments.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            /// <summary>Runs <paramref name="hook"/> before each forward pass.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            /// <summary>Runs <paramref name="hook"/> after each forward pass; a result other than null replaces the module's.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <summary>Runs <paramref name="hook"/> after each forward pass.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            private protected void RunModulePreHooks()
            {
                foreach (Action<Module> hook in module_pre_hooks.Values)
                    hook(this);
            }

            private protected void RunModulePostHooks()
            {
                foreach (Action<Module> hook in module_post_hooks.Values)
                    hook(this);
            }

            private HookRemover Register<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                string key = (_hooksEverRegistered++).ToString(CultureInfo.InvariantCulture);
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Takes a hook off its module.</summary>
            public partial class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>Names the hook that <see cref="remove"/> takes off.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    _module = module;
                    _key = key;
                }

                /// <summary>Takes the hook off; a second call does nothing.</summary>
                public void remove()
                {
                    _module.pre_hooks.Remove(_key);
                    _module.post_hooks.Remove(_key);
                    _module.module_pre_hooks.Remove(_key);
                    _module.module_post_hooks.Remove(_key);
                }
            }
        }
    }
}
