using System.Collections.Generic;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Bridge.AutogradRequiresGrad(this) != 0;
            set => NativeError.Check(Bridge.AutogradSetRequiresGrad(this, value ? 1 : 0));
        }

        /// <summary>The gradient accumulated by <see cref="backward()"/>: a new handle at each read.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = Bridge.AutogradGradient(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set => NativeError.Check(Bridge.AutogradSetGradient(this, value));
        }

        public bool is_leaf => Aten.is_leaf.CallBool(this);

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is no leaf.</summary>
        public void retain_grad() => Aten.retain_grad.Run(this);

        /// <summary>Adds the gradients of this scalar to its leaves' <see cref="grad"/>.</summary>
        public void backward() => autograd.backward(this);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
