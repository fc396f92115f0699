using System;
using System.Collections.Generic;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Derivatives of tensors with respect to tensors.</summary>
    public static unsafe partial class autograd
    {
#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning

        /// <summary>Adds the gradients of some tensors to their leaves' <see cref="Tensor.grad"/>.</summary>
        /// <param name="tensors">What to differentiate.</param>
        /// <param name="grad_tensors">The gradient with respect to each tensor; scalars need none.</param>
        /// <param name="retain_graph">Whether the graph may be used again; as <paramref name="create_graph"/> where it is not said.</param>
        /// <param name="create_graph">Whether the gradients can be differentiated again.</param>
        /// <param name="inputs">The leaves to accumulate into; null: all.</param>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null)
        {
            fixed (nint* outputs = Handles(tensors), gradients = Handles(grad_tensors), leaves = Handles(inputs))
            {
                var succeeded = Bridge.AutogradBackward(
                    outputs, tensors.Count, gradients, grad_tensors?.Count ?? 0,
                    Flag(retain_graph ?? create_graph), Flag(create_graph), leaves, inputs?.Count ?? 0);
                KeepAlive(tensors, grad_tensors, inputs);
                NativeError.Check(succeeded);
            }
        }

        public static void backward(
            Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Returns the gradients of some tensors with respect to others, and accumulates nothing.</summary>
        /// <param name="outputs">What to differentiate.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">The gradient with respect to each output; scalars need none.</param>
        /// <param name="retain_graph">Whether the graph may be used again.</param>
        /// <param name="create_graph">Whether the gradients can be differentiated again.</param>
        /// <param name="allow_unused">Whether an input that the outputs do not depend on is no error; its gradient is null.</param>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var found = new nint[inputs.Count];
            fixed (nint* ends = Handles(outputs), starts = Handles(inputs), gradients = Handles(grad_outputs), results = found)
            {
                var succeeded = Bridge.AutogradGrad(
                    ends, outputs.Count, starts, inputs.Count, gradients, grad_outputs?.Count ?? 0,
                    Flag(retain_graph), Flag(create_graph), Flag(allow_unused), results);
                KeepAlive(outputs, inputs, grad_outputs);
                NativeError.Check(succeeded);
            }

            return Array.ConvertAll(found, handle => handle == 0 ? null : new Tensor(handle));
        }

        private static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors?.Count ?? 0];
            for (var k = 0; k < handles.Length; k++) handles[k] = tensors![k]?.Handle ?? 0;
            return handles;
        }

        private static void KeepAlive(params ReadOnlySpan<IList<Tensor>> lists)
        {
            foreach (var list in lists)
            {
                for (var k = 0; k < (list?.Count ?? 0); k++) GC.KeepAlive(list![k]);
            }
        }

#nullable restore annotations

        private static int Flag(bool value) => value ? 1 : 0;
    }
}
