using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A handle to a native tensor. Two handles may share one tensor (<see cref="alias"/>); each is disposed by itself,
    /// by the <see cref="DisposeScope"/> that owns it, or at last by the garbage collector.
    /// </summary>
    public partial class Tensor : IScoped
    {
        private nint handle;

        /// <param name="handle">A reference that this object takes over.</param>
        /// <param name="register">False where no scope may own it: parameters and buffers.</param>
        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            if (register) DisposeScopeManager.OfThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>The handles of the process that have not been disposed.</summary>
        public static long TotalCount => Bridge.TensorLive();

        /// <summary>The highest <see cref="TotalCount"/> so far.</summary>
        public static long PeakCount => Bridge.TensorPeak();

        /// <exception cref="InvalidOperationException">The tensor has been disposed.</exception>
        public nint Handle
        {
            get
            {
                if (handle == 0) ThrowDisposed();
                return handle;
            }
        }

        public bool IsInvalid => handle == 0;

        /// <summary>A label for the user's own purposes.</summary>
        public string? name { get; set; }

        DisposeScope? IScoped.OwningDisposeScope
        {
            get => OwningDisposeScope;
            set => OwningDisposeScope = value;
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        LifetimeStatistics IScoped.StatisticsIn(ThreadDisposeScopeStatistics thread) => thread.TensorStatistics;

        /// <summary>Wraps a handle that <see cref="DecoupleFromNativeHandle"/> gave.</summary>
        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        /// <summary>Hands the native reference over; this object is then as if disposed.</summary>
        /// <exception cref="InvalidOperationException">The tensor has been disposed.</exception>
        public nint DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var released = Interlocked.Exchange(ref handle, 0);
            if (released == 0) ThrowDisposed();
            return released;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var released = Interlocked.Exchange(ref handle, 0);
            if (released == 0) return;

            // What is finalized has no scope left that anyone can reach, and the finalizer's thread may touch no thread's counts.
            if (disposing) DisposeScopeManager.OfThread.Unregister(this);
            Bridge.TensorFree(released);
        }

        /// <summary>Takes over another object's native reference, which this one's was replaced by; nobody's count changes.</summary>
        internal nint ExchangeHandle(nint replacement) => Interlocked.Exchange(ref handle, replacement);

        [DoesNotReturn]
        private static void ThrowDisposed() => throw new InvalidOperationException("Tensor invalid -- empty handle.");
    }
}
