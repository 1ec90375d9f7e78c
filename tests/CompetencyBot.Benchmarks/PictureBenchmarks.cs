using BenchmarkDotNet.Attributes;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Pictures;
using CompetencyBot.Pictures.Drawing;

namespace CompetencyBot.Benchmarks;

/// <summary>One picture, from its contents to the bytes of the PNG, on one thread.</summary>
[MemoryDiagnoser]
public class PictureBenchmarks
{
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Anniversary = new(2018, 5, 15);

    private readonly Edition _edition = EditionSet.Shipped.Load("docs-2017-12");
    private ProgressPicture? _progress;

    [GlobalSetup]
    public void Prepare() => _progress = new ProgressPicture(
        _edition.Id, Today, Anniversary, [.. _edition.Competencies.Select(competency => new ProgressRow(competency.Id, Level.Silver, null, 50))]);

    [Benchmark]
    public byte[] Progress() => ProgressDrawing.Of(_progress!, _edition);

    [Benchmark]
    public byte[] Timeline() => TimelineDrawing.Of(TimelinePicture.Of(Today, Anniversary, [Today, Anniversary], [Today]));
}
