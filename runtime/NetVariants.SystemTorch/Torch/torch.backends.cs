namespace TorchSharp;

public static partial class torch
{
    /// <summary>Switches of the libraries behind the operators.</summary>
    public static partial class backends
    {
        /// <summary>NVIDIA devices. A libtorch without CUDA keeps what is set and has no operator that asks.</summary>
        public static partial class cuda
        {
            /// <summary>Matrix products.</summary>
            public static partial class matmul
            {
                /// <summary>Whether products of 32-bit floats may round their inputs to TensorFloat-32.</summary>
                public static bool allow_tf32 { get; set; }
            }
        }

        /// <summary>Convolutions.</summary>
        public static partial class cudnn
        {
            /// <summary>Whether convolutions of 32-bit floats may round their inputs to TensorFloat-32.</summary>
            public static bool allow_tf32 { get; set; } = true;
        }
    }
}
