using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    public static bool mps_is_available() => false;

    /// <summary>The NVIDIA devices that this libtorch can use.</summary>
    public static partial class cuda
    {
        private static readonly Lazy<int> Devices = new(Bridge.CudaDevices);

        public static bool is_available() => device_count() > 0;

        public static int device_count() => Devices.Value;

        /// <summary>Seeds the generator of the current device.</summary>
        public static void manual_seed(long seed)
        {
            if (!is_available()) return;
            using var generator = Generator.OfDevice(CUDA);
            generator.manual_seed(seed);
        }

        /// <summary>Seeds the generators of all devices.</summary>
        public static void manual_seed_all(long seed)
        {
            for (var index = 0; index < device_count(); index++)
            {
                using var generator = Generator.OfDevice(new Device(DeviceType.CUDA, index));
                generator.manual_seed(seed);
            }
        }

        /// <summary>Waits until the work queued on a device is done.</summary>
        public static void synchronize(Device? device = null) => NativeError.Check(Bridge.CudaSynchronize(device?.index ?? -1));
    }
}
