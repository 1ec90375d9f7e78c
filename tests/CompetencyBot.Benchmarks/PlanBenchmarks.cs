using BenchmarkDotNet.Attributes;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Benchmarks;

/// <summary>The fewest passes to some levels together, and to all golds, on one thread; 0 people is an empty organisation.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private readonly Edition _edition = EditionSet.Shipped.Load("docs-2017-12");
    private MatchedEvidence? _evidence;

    [Params(0, 60, 10_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Prepare() => _evidence = EvidenceMatching.Match(LargeOrganisation.Of(People, _edition), _edition);

    [Benchmark]
    public Plan FourGolds() => Reach(
        wanted => wanted is { Level: Level.Gold, CompetencyId: "communications" or "messaging" or "collaboration-and-content" or "windows-and-devices" });

    [Benchmark]
    public Plan AllGolds() => Reach(wanted => wanted.Level == Level.Gold);

    private Plan Reach(Func<WantedLevel, bool> wanted) =>
        Plan.For(_edition, _evidence!, LargeOrganisation.Today, Plan.LevelsOf(_edition).Where(wanted));
}
