using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Benchmarks;

/// <summary>The rules on one thread: matching after an import, one evaluation of all 25 paths, and the look ahead over a year.</summary>
[MemoryDiagnoser]
public class EvaluationBenchmarks
{
    private readonly Edition _edition = Editions.Load("docs-2017-12");
    private EvidenceRecords _records = EvidenceRecords.Empty;
    private MatchedEvidence? _evidence;

    [Params(60, 10_000, 100_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _records = LargeOrganisation.Of(People, _edition);
        _evidence = EvidenceMatching.Match(_records, _edition);
    }

    [Benchmark]
    public MatchedEvidence Match() => EvidenceMatching.Match(_records, _edition);

    [Benchmark]
    public Attainment Evaluate() => Attainment.Of(_edition, _evidence!, LargeOrganisation.Today);

    [Benchmark]
    public RenewalRisk LookAhead() => RenewalRisk.Of(_edition, _evidence!, LargeOrganisation.Today, LargeOrganisation.Today.AddYears(1));

    [Benchmark]
    public ImmutableArray<Shortfall> Missing() => Shortfall.Of(_edition, _evidence!, LargeOrganisation.Today);

    [Benchmark]
    public UpgradeOptions Options() => UpgradeOptions.Of(_edition, _evidence!, LargeOrganisation.Today);

    [Benchmark]
    public ImmutableArray<PeopleAway> TwoPeopleAway() => PeopleAway.Of(_edition, _evidence!, LargeOrganisation.Today);

    [Benchmark]
    public WhatIf SomebodyLeaves() =>
        WhatIf.Of(_edition, _evidence!, LargeOrganisation.Today, new Change.Leaves(_evidence!.People[0].Id, LargeOrganisation.Today));

    [Benchmark]
    public ImmutableArray<KeyPeople> WhoHoldsLevelsUp() => KeyPeople.Of(_edition, _evidence!, LargeOrganisation.Today);
}
