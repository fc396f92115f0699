#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.IO;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public abstract partial class OptimizerHelper
{
    /// <summary>The options of each group and the state of each parameter: the optimizer's own, not copies.</summary>
    public virtual Optimizer.StateDictionary state_dict()
    {
        var result = new Optimizer.StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            result.StateIndexRef.Add([]);
            foreach (Parameter parameter in group.Parameters)
            {
                result.StateIndexRef[^1].Add(result.State.Count);
                result.State.Add(_state[parameter.Handle]);
            }
        }

        return result;
    }

    /// <summary>Copies another optimizer's options and state.</summary>
    /// <exception cref="ArgumentException">It has other numbers of groups or parameters.</exception>
    public virtual void load_state_dict(Optimizer.StateDictionary state_dict)
    {
        Optimizer.StateDictionary own = this.state_dict();
        RequireSame(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
        {
            if (own.Options[i] != state_dict.Options[i])
                own.Options[i].LoadStateDict(state_dict.Options[i]);
        }

        for (int i = 0; i < own.State.Count; i++)
        {
            if (own.State[i] != state_dict.State[i])
                own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    /// <summary>Writes the state to a file in TorchSharp's format: the optimizer's name, the counts (LEB128), the options, the states.</summary>
    public void save_state_dict(string location)
    {
        using FileStream stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    /// <summary>Writes the state; see <see cref="save_state_dict(string)"/>.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        Optimizer.StateDictionary own = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(own.Options.Count);
        writer.Write7BitEncodedInt64(own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <summary>Reads the state from a file that <see cref="save_state_dict(string)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is of another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">It has other numbers of groups or parameters.</exception>
    public void load_state_dict(string location)
    {
        using FileStream stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>Reads the state; see <see cref="load_state_dict(string)"/>.</summary>
    public void load_state_dict(BinaryReader reader)
    {
        string name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        Optimizer.StateDictionary own = state_dict();
        RequireSame(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    private static void RequireSame(Optimizer.StateDictionary own, long groups, long states)
    {
        if (own.Options.Count != groups)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (own.State.Count != states)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
    }
}
