using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Makes a parameter of a tensor, which is empty afterwards.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>An empty chain of modules.</summary>
        public static Sequential Sequential() => new();

        /// <summary>Modules that run one after the other, named by their position.</summary>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential().Extend(modules);

        /// <summary>Modules that run one after the other, named by their position.</summary>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => Sequential().Extend(modules);

        /// <summary>Named modules that run one after the other.</summary>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules)
            => Sequential().Extend(modules);

        /// <summary>Named modules that run one after the other.</summary>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            => Sequential().Extend(modules);

        /// <summary>Named modules that run one after the other.</summary>
        public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules)
            => Sequential().Extend(modules.Select(module => (module.Item1, module.Item2)));

        /// <summary>Named modules that run one after the other.</summary>
        public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules)
            => Sequential().Extend(modules.Select(module => (module.Item1, module.Item2)));

        /// <summary>A list of modules, registered under their positions.</summary>
        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        /// <summary>A list of modules, registered under their positions.</summary>
        public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);

        /// <summary>Modules registered under names.</summary>
        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

        /// <summary>Modules registered under names.</summary>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
        {
            var result = new ModuleDict<T>();
            foreach ((string, T) module in modules)
                result.Add(module);
            return result;
        }

        /// <summary>A list of parameters, registered under their positions.</summary>
        public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);

        /// <summary>Parameters registered under names.</summary>
        public static ParameterDict ParameterDict(params (string, Parameter)[] parameters)
        {
            var result = new ParameterDict();
            foreach ((string, Parameter) parameter in parameters)
                result.Add(parameter);
            return result;
        }
    }
}
