using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Numerics;
using NetVariants.Training;

namespace NetVariants.CommandLine;

/// <summary>The options of a command line that each set one member of <see cref="TrainerOptions"/>.</summary>
internal sealed class TrainerSettings
{
    private readonly List<(Option Option, Func<ParseResult, TrainerOptions, TrainerOptions> Set)> _settings = [];

    /// <summary>The options, in the order in which they were added.</summary>
    public IEnumerable<Option> Options => _settings.Select(setting => setting.Option);

    /// <summary>Adds an option with what its value does.</summary>
    public void Add(Option option, Func<ParseResult, TrainerOptions, TrainerOptions> set) => _settings.Add((option, set));

    /// <summary>The defaults, with what the command line changes.</summary>
    public TrainerOptions Apply(TrainerOptions defaults, ParseResult arguments) =>
        _settings.Aggregate(defaults, (options, setting) => setting.Set(arguments, options));

    public void Number<T>(
        string name, string description, string expected, T fallback, Func<T, bool> isRight, Func<TrainerOptions, T, TrainerOptions> set,
        (string Word, T Value)? word = null)
        where T : struct, INumberBase<T>
    {
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = word is null ? "N" : $"N|{word.Value.Word}",
            DefaultValueFactory = _ => fallback,
            CustomParser = result =>
                word is { } known && result.Tokens.Single().Value == known.Word ? known.Value : Parse(result, name, expected, isRight),
        };
        Add(option, (arguments, options) => set(options, arguments.GetRequiredValue(option)));
    }

    public void Optional<T>(
        string name, string description, string expected, Func<T, bool> isRight, Func<TrainerOptions, T, TrainerOptions> set)
        where T : struct, INumberBase<T>
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse(result, name, expected, isRight),
        };
        Add(option, (arguments, options) => arguments.GetValue(option) is { } value ? set(options, value) : options);
    }

    public void Truth(string name, string description, bool? fallback, Func<TrainerOptions, bool, TrainerOptions> set)
    {
        var option = new Option<bool?>(name) { Description = description, HelpName = "true|false" };
        if (fallback is not null)
            option.DefaultValueFactory = _ => fallback;
        Add(option, (arguments, options) => arguments.GetValue(option) is { } value ? set(options, value) : options);
    }

    public void Flag(string name, string description, Func<TrainerOptions, TrainerOptions> set)
    {
        var option = new Option<bool>(name) { Description = description };
        Add(option, (arguments, options) => arguments.GetValue(option) ? set(options) : options);
    }

    /// <summary>Adds an option with a value of an enum.</summary>
    public void Choice<T>(string name, string description, T fallback, Func<TrainerOptions, T, TrainerOptions> set)
        where T : struct, Enum
    {
        var (option, valueOf) = ChoiceOf(name, description, fallback);
        Add(option, (arguments, options) => set(options, valueOf(arguments)));
    }

    /// <summary>An option for a value of an enum, in kebab-case: <c>warmup-cosine</c>; C#'s spelling is taken too.</summary>
    public static (Option Option, Func<ParseResult, T> ValueOf) ChoiceOf<T>(string name, string description, T fallback)
        where T : struct, Enum
    {
        var choices = Enum.GetValues<T>().ToDictionary(Kebab, StringComparer.Ordinal);
        // A text, so that the help's default is one of the choices too.
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', choices.Keys),
            DefaultValueFactory = _ => Kebab(fallback),
        };
        option.CompletionSources.Add(_ => choices.Keys);
        option.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (Find(text) is null)
                result.AddError($"{name} has to be {string.Join(" or ", choices.Keys)}, not '{text}'.");
        });
        return (option, arguments => choices[Find(arguments.GetRequiredValue(option))!]);

        string? Find(string text) => choices.Keys.FirstOrDefault(
            choice => Letters(choice).Equals(Letters(text), StringComparison.OrdinalIgnoreCase));
    }

    private static string Letters(string text) => text.Replace("-", "", StringComparison.Ordinal);

    private static string Kebab<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) =>
            char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    public static T Parse<T>(ArgumentResult result, string name, string expected, Func<T, bool> isRight)
        where T : struct, INumberBase<T>
    {
        var text = result.Tokens.Single().Value;
        // A comma parts thousands otherwise: 0,01 would be 1.
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !isRight(value))
            result.AddError($"{name} has to be {expected}, not '{text}'.");
        return value;
    }
}
