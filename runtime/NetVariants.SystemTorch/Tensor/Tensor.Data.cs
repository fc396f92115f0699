using System;
using System.IO;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // The elements, read and written from .NET.
    public unsafe partial class Tensor
    {
        /// <summary>The elements' memory: valid while the tensor lives.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">It holds more bytes than a span can.</exception>
        public Span<byte> bytes
        {
            get
            {
                var size = NumberOfElements * ElementSize;
                if (size > int.MaxValue) throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                return new Span<byte>((void*)Contiguous(), (int)size);
            }

            set
            {
                if (value.Length != NumberOfElements * ElementSize) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        /// <summary>Where the first element is.</summary>
        internal nint DataPointer
        {
            get
            {
                var data = Bridge.TensorData(this);
                if (data == 0 && NumberOfElements != 0) NativeError.Throw();
                return data;
            }
        }

        /// <summary>The elements as values of a .NET type; a tensor of another device is copied to the CPU first.</summary>
        /// <exception cref="ArgumentException">The type is not the element type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new Utils.TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The single element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one, or the type is not the element type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            using var host = device_type == DeviceType.CPU ? null : cpu();
            var value = *(T*)(host ?? this).DataPointer;
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>The single element as a number.</summary>
        public Scalar ToScalar() => Aten.item.CallScalar(this);

        public bool is_nonzero() => NumberOfElements == 1
            ? Aten.is_nonzero.CallBool(this)
            : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        public double ReadCpuDouble(long i) => Utils.TensorAccessor<double>.ReadItemAt(this, i);
        public float ReadCpuSingle(long i) => Utils.TensorAccessor<float>.ReadItemAt(this, i);
        public long ReadCpuInt64(long i) => Utils.TensorAccessor<long>.ReadItemAt(this, i);
        public int ReadCpuInt32(long i) => Utils.TensorAccessor<int>.ReadItemAt(this, i);
        public short ReadCpuInt16(long i) => Utils.TensorAccessor<short>.ReadItemAt(this, i);
        public sbyte ReadCpuSByte(long i) => Utils.TensorAccessor<sbyte>.ReadItemAt(this, i);
        public byte ReadCpuByte(long i) => Utils.TensorAccessor<byte>.ReadItemAt(this, i);
        public bool ReadCpuBool(long i) => Utils.TensorAccessor<bool>.ReadItemAt(this, i);
        public float ReadCpuFloat16(long i) => (float)Utils.TensorAccessor<Half>.ReadItemAt(this, i);

        public T ReadCpuValue<T>(long i)
            where T : unmanaged => Utils.TensorAccessor<T>.ReadItemAt(this, i);

        /// <summary>Writes the elements' bytes.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            var data = (byte*)Contiguous();
            var left = NumberOfElements * ElementSize;
            for (int count; left > 0; left -= count, data += count)
            {
                count = (int)Math.Min(left, Math.Max(bufferSize, StreamBlock));
                stream.Write(new ReadOnlySpan<byte>(data, count));
            }

            GC.KeepAlive(this);
        }

        /// <summary>Reads the elements' bytes into this tensor.</summary>
        /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            var data = (byte*)Contiguous();
            var left = NumberOfElements * ElementSize;
            for (int count; left > 0; left -= count, data += count)
            {
                count = (int)Math.Min(left, Math.Max(bufferSize, StreamBlock));
                stream.ReadExactly(new Span<byte>(data, count));
            }

            GC.KeepAlive(this);
        }

        // The memory is written directly, without a buffer between: a block is what one call to the stream takes.
        private const int StreamBlock = 1 << 20;

        private nint Contiguous()
        {
            if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }

            return DataPointer;
        }

        internal void ValidateType(Type elements)
        {
            if (ToScalarType(elements) != dtype) throw new ArgumentException($"{elements.Name} is not compatible with {dtype}");
        }
    }
}
