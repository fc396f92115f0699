using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class ContainerTests
{
    [Fact]
    public void A_chain_names_its_modules_by_position_or_as_told()
    {
        using Sequential numbered = nn.Sequential(nn.Linear(1, 1), nn.ReLU()).append(nn.Linear(1, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.state_dict().Keys);
        using Sequential named = nn.Sequential(("fc", nn.Linear(1, 1)), ("act", nn.ReLU())).append("out", nn.Linear(1, 1, hasBias: false));
        Assert.Equal(["fc.weight", "fc.bias", "out.weight"], named.state_dict().Keys);
        Assert.Equal(3, named.Count);
        using Sequential listed = nn.Sequential(new List<(string, nn.Module<Tensor, Tensor>)> { ("a", nn.ReLU()) });
        using Sequential tuples = nn.Sequential(Tuple.Create<string, nn.Module<Tensor, Tensor>>("b", nn.ReLU()));
        Assert.Equal(["a", "b"], listed.named_children().Concat(tuples.named_children()).Select(child => child.name));
    }

    [Fact]
    public void A_slice_shares_the_modules_and_their_names()
    {
        using Sequential chain = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1));
        Sequential slice = chain[1..];
        Assert.Equal(2, slice.Count);
        Assert.Same(chain[2], slice[1]);
        Assert.Equal(["2.weight", "2.bias"], slice.state_dict().Keys);
        Assert.Equal(1, chain[^2..^1].Count);
        Assert.Equal(3, chain[(null, null)].Count);
        Assert.Throws<IndexOutOfRangeException>(() => chain[(0, 4)]);
    }

    [Fact]
    public void An_empty_chain_passes_its_input_on()
    {
        using Sequential chain = nn.Sequential();
        using Tensor input = ones(1);
        using Tensor output = chain.call(input);
        Assert.Equal(1, output.item<float>());
    }

    [Fact]
    public void A_list_of_modules_is_registered_under_positions()
    {
        using var parent = new EmptyModule();
        ModuleList<Linear> list = nn.ModuleList(nn.Linear(1, 1, hasBias: false), nn.Linear(1, 2, hasBias: false));
        parent.register_module("layers", list);
        list.append(nn.Linear(1, 3, hasBias: false));
        Assert.Equal(["layers.0.weight", "layers.1.weight", "layers.2.weight"], parent.state_dict().Keys);

        Linear second = list[1];
        list.Insert(0, second);
        list.RemoveAt(2);
        Assert.Same(second, list[0]);
        Assert.Equal([2L, 1L, 3L], list.Select(linear => linear.out_features));
        Assert.Equal(1, list.IndexOf(list[1]));
        Assert.Equal(3, list.state_dict().Count);
        list[2] = second;
        Assert.Equal([2L, 1L, 2L], list.Select(linear => linear.out_features));
    }

    [Fact]
    public void A_dictionary_of_modules_keeps_its_order()
    {
        using ModuleDict<nn.Module> dictionary = nn.ModuleDict(("b", nn.Linear(1, 1)), ("a", nn.ReLU()));
        dictionary.Insert(1, ("c", nn.Identity()));
        Assert.Equal(["b", "c", "a"], dictionary.keys());
        nn.Module replacement = nn.Tanh();
        dictionary["c"] = replacement;
        Assert.Equal(["b", "c", "a"], dictionary.Keys);
        Assert.Same(replacement, dictionary[1].Item2);
        Assert.True(dictionary.TryGetValue("a", out nn.Module? found) && found is ReLU);
        Assert.False(dictionary.ContainsKey("d"));
        Assert.True(dictionary.Remove("b"));
        Assert.Empty(dictionary.state_dict());
        Assert.Equal(["c", "a"], ((IEnumerable<KeyValuePair<string, nn.Module>>)dictionary).Select(pair => pair.Key));
        Assert.Throws<InvalidOperationException>(() => dictionary.Add("c", nn.ReLU()));
    }

    [Fact]
    public void A_list_of_parameters_follows_a_conversion()
    {
        using var parent = new EmptyModule();
        ParameterList list = nn.ParameterList(new Parameter(ones(1)), new Parameter(ones(2)));
        parent.register_module("weights", list);
        list.Add(new Parameter(ones(3)));
        Assert.Equal(["weights.0", "weights.1", "weights.2"], parent.named_parameters().Select(entry => entry.name));
        parent.@double();
        Assert.All(list, parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.True(list.Remove(list[0]));
        Assert.Equal([2L, 3L], list.Select(parameter => parameter.shape[0]));
        Assert.Equal(["0", "1"], list.state_dict().Keys);
    }

    [Fact]
    public void A_dictionary_of_parameters_follows_a_conversion()
    {
        using ParameterDict dictionary = nn.ParameterDict(("left", new Parameter(ones(1))), ("right", new Parameter(ones(2))));
        dictionary.@double();
        Assert.Equal(ScalarType.Float64, dictionary["right"].dtype);
        Assert.Equal(["left", "right"], dictionary.keys());
        dictionary["left"] = new Parameter(zeros(3));
        dictionary[1] = ("up", new Parameter(zeros(4)));
        Assert.Equal(["left", "up"], dictionary.state_dict().Keys);
        Assert.Equal([3L, 4L], dictionary.values().Select(parameter => parameter.shape[0]));
    }
}
