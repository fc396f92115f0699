using System;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>The weight and bias of a convolution that does what it and the batch norm after it do in evaluation mode.</summary>
            /// <param name="conv_w">The convolution's weight [out, in, kernel…], or transposed [in, out, kernel…].</param>
            /// <param name="conv_b">Its bias, or null.</param>
            /// <param name="bn_rm">The batch norm's running mean.</param>
            /// <param name="bn_rv">Its running variance.</param>
            /// <param name="bn_eps">What it adds to the variance.</param>
            /// <param name="bn_w">Its scale, or null for 1.</param>
            /// <param name="bn_b">Its shift, or null for 0.</param>
            /// <param name="transpose">Whether the convolution is transposed.</param>
            public static (Parameter weight, Parameter bias) fuse_conv_bn_weights(
                Tensor conv_w, Tensor? conv_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor? bn_w, Tensor? bn_b, bool transpose = false)
            {
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                long[] channels = [.. Enumerable.Repeat(1L, (int)conv_w.Dimensions)];
                channels[transpose ? 1 : 0] = -1;
                Tensor scale = bn_rv.add(bn_eps).rsqrt();
                if (bn_w is not null)
                    scale = scale.mul(bn_w);
                Tensor weight = conv_w.mul(scale.reshape(channels)).to(conv_w.dtype);
                Tensor bias = Shift(conv_b, bn_rm, scale, bn_b).to(conv_b?.dtype ?? conv_w.dtype);
                bool trained = conv_w.requires_grad;
                return scope.MoveToOuter(new Parameter(weight, trained), new Parameter(bias, conv_b?.requires_grad ?? trained));
            }

            /// <summary>The weight and bias of a linear layer that does what it and the batch norm after it do in evaluation mode.</summary>
            public static (Parameter weight, Parameter bias) fuse_linear_bn_weights(
                Tensor linear_w, Tensor? linear_b, Tensor bn_rm, Tensor bn_rv, double bn_eps, Tensor bn_w, Tensor bn_b)
            {
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                Tensor scale = bn_rv.add(bn_eps).rsqrt().mul(bn_w);
                Tensor weight = linear_w.mul(scale.unsqueeze(-1));
                Tensor bias = Shift(linear_b, bn_rm, scale, bn_b);
                bool trained = linear_w.requires_grad;
                return scope.MoveToOuter(new Parameter(weight, trained), new Parameter(bias, linear_b?.requires_grad ?? trained));
            }

            /// <summary>A linear layer that does what one and the batch norm after it do in evaluation mode.</summary>
            /// <exception cref="InvalidOperationException">One of them is in training mode.</exception>
            public static Linear fuse_linear_bn_eval(Linear linear, BatchNorm bn)
            {
                if (linear.training || bn.training)
                    throw new InvalidOperationException("Fusing operators is valid only for eval mode.");
                (Parameter weight, Parameter bias) = fuse_linear_bn_weights(
                    linear.weight, linear.bias, bn.running_mean!, bn.running_var!, bn.eps, bn.weight, bn.bias!);
                return Linear(weight, bias);
            }

            private static Tensor Shift(Tensor? bias, Tensor mean, Tensor scale, Tensor? shift)
            {
                Tensor shifted = (bias is null ? mean.neg() : bias.sub(mean)).mul(scale);
                return shift is null ? shifted : shifted.add(shift);
            }
        }
    }
}
