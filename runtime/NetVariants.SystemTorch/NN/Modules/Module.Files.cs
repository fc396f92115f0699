using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Writes the state dict to a file in TorchSharp's format: the number of entries (LEB128), then each one's name and tensor.</summary>
            /// <param name="location">The file's path; an existing file is replaced.</param>
            /// <param name="skip">Names to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes the state dict to a stream, which it closes; see <see cref="save(string, IList{string}?)"/>.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes the state dict; see <see cref="save(string, IList{string}?)"/>.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes a state dict; see <see cref="save(string, IList{string}?)"/>.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                List<KeyValuePair<string, Tensor>> entries = [.. sd.Where(entry => skip?.Contains(entry.Key) != true)];
                writer.Write7BitEncodedInt64(entries.Count);
                foreach ((string name, Tensor tensor) in entries)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads parameters and buffers from a file that <see cref="save(string, IList{string}?)"/> wrote.</summary>
            /// <param name="location">The file's path.</param>
            /// <param name="strict">Whether the file must hold exactly this module's entries.</param>
            /// <param name="skip">Names to leave as they are.</param>
            /// <param name="loadedParameters">Receives each name in the file, with whether this module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException"><paramref name="strict"/> is set and the entries differ, or a tensor's type or shape differs.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException($"No such file: {location}", location);
                using FileStream stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers from a stream, which it closes; see <see cref="load(string, bool, IList{string}?, Dictionary{string, bool}?)"/>.</summary>
            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers; see <see cref="load(string, bool, IList{string}?, Dictionary{string, bool}?)"/>.</summary>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                long entries = reader.Read7BitEncodedInt64();
                if (strict && entries != own.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {entries} entries.");
                for (long i = 0; i < entries; i++)
                {
                    string key = reader.ReadString();
                    bool found = own.TryGetValue(key, out Tensor? target);
                    if (strict && !found)
                        throw new ArgumentException($"Mismatched module state names: the target module has no parameter or buffer named '{key}'.");
                    if (found && skip?.Contains(key) != true)
                        target!.Load(reader);
                    else
                        TensorExtensionMethods.Load(reader, skip: true).Dispose();
                    loadedParameters?.Add(key, found);
                }

                return this;
            }

            /// <summary>A new <typeparamref name="T"/> with the parameters and buffers of a file.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}
