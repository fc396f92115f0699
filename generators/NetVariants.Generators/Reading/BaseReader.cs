using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Generators.Reading;

/// <summary>
/// From <c>Base = typeof(X)</c> to the declarations of X and its bases. A type of this compilation has its attributes, or its zoo has them;
/// of another assembly only the constant <c>Declaration</c> is left, since attributes are conditional.
/// </summary>
internal static class BaseReader
{
    /// <summary>The property of the attributes.</summary>
    public const string Argument = "Base";

    private const string DeclarationConstant = "Declaration";
    private const string NoVariant = "no variant attribute declares it";
    private const int LongestChain = 16;

    /// <summary>Reads the base of an attribute; null where it names none.</summary>
    public static BaseReading? Read(VariantApplication application, CancellationToken cancellation)
    {
        if (TypeOf(application.Data) is not { } type)
            return null;
        var name = NameOf(type);
        if (type is not INamedTypeSymbol named)
            return new BaseReading(name, default, new BaseError(BaseErrorKind.Unfit, EquatableArray<string>.Of(name,
                application.Family.Name, NoVariant)));
        var chain = new List<BaseLink>();
        var applications = new List<VariantApplication> { application };
        var names = new List<string>();
        for (var next = named; next is not null;)
        {
            names.Add(NameOf(next));
            if (chain.Count == LongestChain)
                return Invalid(BaseErrorKind.Unfit, name, application.Family.Name, $"its chain of bases is longer than {LongestChain}");
            if (ApplicationOf(next, application, cancellation) is { Type: var owner } found)
            {
                if (found.Family != application.Family)
                    return Invalid(
                        BaseErrorKind.Unfit, NameOf(next), application.Family.Name, $"it belongs to the {found.Family.Name} family");
                if (applications.Any(found.IsSameAs))
                    return Cycle(names);
                applications.Add(found);
                chain.Add(new BaseLink(
                    AttributeReader.ReadWithoutBase(found, cancellation),
                    VariantApplication.ReadAll(owner).Any(application.IsSameAs)
                        ? null
                        : TargetReader.ReadBase(owner, found, cancellation)));
                if (TypeOf(found.Data) is { } further and not INamedTypeSymbol)
                    return Invalid(BaseErrorKind.Unfit, NameOf(further), application.Family.Name, NoVariant);
                next = TypeOf(found.Data) as INamedTypeSymbol;
                continue;
            }

            if (next.TypeKind == TypeKind.Error)
                return new BaseReading(name, default, new BaseError(BaseErrorKind.Unknown, default));
            if (DeclarationText.Parse(ConstantOf(next) ?? "") is not { } declaration)
                return Invalid(BaseErrorKind.Unfit, NameOf(next), application.Family.Name, WhyNone(next, application.Family));
            if (declaration.Attribute != application.Family.Attribute)
                return Invalid(BaseErrorKind.Unfit, NameOf(next), application.Family.Name,
                    $"it belongs to the {FamilyTable.Find(declaration.Attribute)!.Name} family");
            chain.Add(new BaseLink(new DeclaredVariant(declaration, IsRejected: false, Base: null, default), Type: null));
            next = null;
        }

        return new BaseReading(name, new EquatableArray<BaseLink>(chain), null);

        // The last name repeats, or is the variant's own.
        BaseReading Cycle(List<string> way)
        {
            var last = way[way.Count - 1];
            var start = way.IndexOf(last);
            var cycle = start < way.Count - 1 ? way.Skip(start) : way.Prepend(last);
            return Invalid(BaseErrorKind.Cyclic, last, string.Join(" → ", cycle));
        }

        BaseReading Invalid(BaseErrorKind kind, params string[] details) => new(name, default, new BaseError(kind,
            EquatableArray<string>.Of(details)));
    }

    private static ITypeSymbol? TypeOf(AttributeData data)
    {
        var value = data.NamedArguments.LastOrDefault(argument => argument.Key == Argument).Value;
        return value is { Kind: TypedConstantKind.Type, IsNull: false } ? value.Value as ITypeSymbol : null;
    }

    /// <summary>The attribute that declares a type, its own or its zoo's of its name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="from">The attribute that names it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <remarks>
    /// While the generator runs, a zoo's model is an unknown type of that name, in the zoo or, by its bare name, anywhere.
    /// </remarks>
    private static VariantApplication? ApplicationOf(INamedTypeSymbol type, VariantApplication from, CancellationToken cancellation)
    {
        if (!type.IsStatic && VariantApplication.ReadAll(type) is { IsEmpty: false } own)
            return own[0];
        var zoos = type.ContainingType is { } container ? [container]
            : type.TypeKind == TypeKind.Error ? ZooScope.Find(from, cancellation)
            : Enumerable.Empty<INamedTypeSymbol>();
        foreach (var zoo in zoos)
        {
            if (!zoo.IsStatic)
                continue;
            foreach (var application in VariantApplication.ReadAll(zoo))
            {
                if (VariantCompiler.IdentifierOf(AttributeReader.NameOf(application)) == type.Name)
                    return application;
            }
        }

        return null;
    }

    private static string? ConstantOf(INamedTypeSymbol type) => type.GetMembers(DeclarationConstant).OfType<IFieldSymbol>()
        .Select(field => field is { IsConst: true, HasConstantValue: true } ? field.ConstantValue as string : null).FirstOrDefault();

    private static string WhyNone(INamedTypeSymbol type, Family family)
    {
        if (!type.IsStatic)
            return NoVariant;
        var models = VariantApplication.ReadAll(type)
            .Select(application => (application.Family, Name: VariantCompiler.IdentifierOf(AttributeReader.NameOf(application))))
            .Concat(
                from nested in type.GetTypeMembers()
                let declaration = DeclarationText.Parse(ConstantOf(nested) ?? "")
                where declaration is not null
                select (Family: FamilyTable.Find(declaration.Attribute)!, nested.Name))
            .ToList();
        if (models.Count == 0)
            return NoVariant;
        var model = models.Find(model => model.Family == family).Name;
        return model is null
            ? "it is a zoo, and none of its models belongs to the family"
            : $"it is a zoo: name one of its models, such as typeof({FullNameOf(type)}.{model})";
    }

    private static string FullNameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
