using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Training.Tasks;

/// <summary>How a network did on some images, class by class.</summary>
/// <param name="Metrics">Over all images.</param>
/// <param name="TopK">How many classes a guess of <paramref name="TopKAccuracy"/> has: 5, or all where there are fewer.</param>
/// <param name="TopKAccuracy">The share of images whose class is among the most probable <paramref name="TopK"/>, 0 to 1.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Confusion">How many images of class <c>i</c> (row) were taken for class <c>j</c>.</param>
public sealed record Evaluation(
    Metrics Metrics, int TopK, double TopKAccuracy, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<long>> Confusion)
{
    /// <summary>How each class did.</summary>
    public IReadOnlyList<ClassScore> Scores =>
    [
        .. Classes.Select((name, i) => new ClassScore(
            name, Confusion[i].Sum(), Ratio(Confusion[i][i], Confusion.Sum(row => row[i])), Ratio(Confusion[i][i], Confusion[i].Sum()))),
    ];

    /// <summary>Whether <see cref="TopKAccuracy"/> says something: with as many guesses as classes, every image is right.</summary>
    internal bool HasTopK => TopK < Classes.Count;

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>How a network did on the images of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Images">How many images are of it.</param>
/// <param name="Precision">Of the images taken for it, the share that are; 0 where there are none.</param>
/// <param name="Recall">Of its images, the share that were taken for it; 0 where there are none.</param>
public sealed record ClassScore(string Name, long Images, double Precision, double Recall)
{
    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}
