using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions => Bridge.TensorDim(this);

        public long ndim => Dimensions;

        public long NumberOfElements => Bridge.TensorNumel(this);

        /// <summary>The bytes of one element.</summary>
        public long ElementSize => dtype.ElementSize();

        public ScalarType dtype => (ScalarType)Bridge.TensorDtype(this);

        public DeviceType device_type => (DeviceType)Bridge.TensorDeviceType(this);

        public int device_index => Bridge.TensorDeviceIndex(this);

        public Device device => device_type == DeviceType.CPU ? new Device(DeviceType.CPU) : new Device(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Bridge.TensorIsSparse(this) != 0;

        /// <summary>The extent of each dimension.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* buffer = sizes) Bridge.TensorSizes(this, buffer);
                return sizes;
            }
        }

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public bool is_contiguous() => Bridge.TensorIsContiguous(this) != 0;

        public long[] size() => shape;

        /// <exception cref="IndexOutOfRangeException">There is no such dimension; -1 is the last one.</exception>
        public long size(int dim) => At(shape, dim);

        /// <summary>The step in elements between neighbours along each dimension.</summary>
        public long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* buffer = strides) NativeError.Check(Bridge.TensorStrides(this, buffer));
            return strides;
        }

        public long stride(int dim) => At(stride(), dim);

        public long storage_offset() => Bridge.TensorStorageOffset(this);

        private static long At(long[] values, int dim) => values[dim < 0 ? dim + values.Length : dim];
    }
}
