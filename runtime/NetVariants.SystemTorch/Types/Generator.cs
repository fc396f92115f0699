using System;
using System.Threading;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with state of its own.</summary>
    public partial class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            handle = NativeError.Check(Bridge.GeneratorNew((int)this.device.type, this.device.index));
            NativeError.Check(Bridge.GeneratorSetSeed(handle, seed));
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        /// <summary>The process's generator for the CPU.</summary>
        public static Generator Default => new(NativeError.Check(Bridge.GeneratorDefault((int)DeviceType.CPU, -1)), CPU);

        public nint Handle => handle;

        public Device device { get; }

        /// <summary>The state as a tensor of bytes on the CPU.</summary>
        public Tensor get_state() => new(NativeError.Check(Bridge.GeneratorState(handle)));

        public void set_state(Tensor value)
        {
            NativeError.Check(Bridge.GeneratorSetState(handle, value.Handle));
            GC.KeepAlive(value);
        }

        public Generator manual_seed(long seed)
        {
            NativeError.Check(Bridge.GeneratorSetSeed(handle, unchecked((ulong)seed)));
            return this;
        }

        /// <summary>Seeds the generator from the clock and returns the seed.</summary>
        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => unchecked((long)Bridge.GeneratorSeed(handle));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0) Bridge.GeneratorFree(freed);
        }
    }
}
