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
        public static Generator Default => OfDevice(CPU);

        public nint Handle => handle;

        public Device device { get; }

        /// <summary>The state as a tensor of bytes on the CPU.</summary>
        public Tensor get_state()
        {
            var state = Bridge.GeneratorState(handle);
            GC.KeepAlive(this);
            return new Tensor(NativeError.Check(state));
        }

        public void set_state(Tensor value)
        {
            var succeeded = Bridge.GeneratorSetState(handle, value);
            GC.KeepAlive(this);
            NativeError.Check(succeeded);
        }

        public Generator manual_seed(long seed)
        {
            var succeeded = Bridge.GeneratorSetSeed(handle, unchecked((ulong)seed));
            GC.KeepAlive(this);
            NativeError.Check(succeeded);
            return this;
        }

        /// <summary>Seeds the generator from the clock and returns the seed.</summary>
        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed()
        {
            var seed = Bridge.GeneratorSeed(handle);
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        internal static Generator OfDevice(Device device) =>
            new(NativeError.Check(Bridge.GeneratorDefault((int)device.type, device.index)), device);

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
