using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Functions over several parameters at once.</summary>
        public static partial class utils
        {
            /// <summary>Scales the gradients so that the norm of all of them together is at most <paramref name="max_norm"/>.</summary>
            /// <param name="tensors">The parameters; those without a gradient are left out.</param>
            /// <param name="max_norm">The greatest norm.</param>
            /// <param name="norm_type">The norm's degree; positive infinity is the greatest absolute value.</param>
            /// <returns>The norm before scaling.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                Tensor[] grads = Gradients(tensors);
                if (grads.Length == 0)
                    return 0;
                Tensor norms = stack([.. grads.Select(grad => linalg.vector_norm(grad, norm_type))]);
                Tensor total = linalg.vector_norm(norms, norm_type);

                // torch/nn/utils/clip_grad.py: the 1e-6 keeps a zero norm divisible; gradients within the limit are multiplied by 1.
                Tensor scale = total.add(1e-6).reciprocal().mul(max_norm).clamp_(max: (Scalar)1.0);
                foreach (Tensor grad in grads)
                    grad.mul_(scale);
                return total.ToDouble();
            }

            /// <summary>Limits each element of the gradients to ± <paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                foreach (Tensor grad in Gradients(tensors))
                    grad.clamp_((Scalar)(-clip_value), (Scalar)clip_value);
            }

            /// <summary>All elements of the parameters in one vector; its gradient flows back to them.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using DisposeScope scope = NewDisposeScope();
                return cat([.. tensors.Select(parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            /// <summary>Copies the elements of a vector into the parameters, one after the other.</summary>
            /// <exception cref="ArgumentException">The vector has another number of elements than the parameters.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                List<Parameter> parameters = [.. tensors];
                if (vec.NumberOfElements != parameters.Sum(parameter => parameter.NumberOfElements))
                    throw new ArgumentException($"{vec.NumberOfElements} elements do not fill the parameters", nameof(vec));
                long start = 0;
                foreach (Parameter parameter in parameters)
                {
                    long count = parameter.NumberOfElements;
                    parameter.copy_(vec.narrow(0, start, count).view_as(parameter));
                    start += count;
                }
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> parameters)
                => [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        }
    }
}
