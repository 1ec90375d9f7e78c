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
    private readonly Edition _edition = EditionSet.Shipped.Load("docs-2017-12");
    private EvidenceRecords _records = EvidenceRecords.Empty;
    private MatchedEvidence? _evidence;
    private MatchedEvidence? _lapsing;

    [Params(60, 10_000, 100_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _records = LargeOrganisation.Of(People, _edition);
        _evidence = EvidenceMatching.Match(_records, _edition);
        _lapsing = EvidenceMatching.Match(LargeOrganisation.Of(People, _edition, Lapses.All), _edition);
    }

    [Benchmark]
    public MatchedEvidence Match() => EvidenceMatching.Match(_records, _edition);

    [Benchmark]
    public Attainment Evaluate() => Attainment.Of(_edition, _evidence!, LargeOrganisation.Today);

    [Benchmark]
    public RenewalRisk LookAhead() => LookAhead(_evidence!);

    /// <summary>The worst case: every level breaks, and almost everything is a cause.</summary>
    [Benchmark]
    public RenewalRisk LookAheadWhenEverythingLapses() => LookAhead(_lapsing!);

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

    private RenewalRisk LookAhead(MatchedEvidence evidence) =>
        RenewalRisk.Of(_edition, evidence, LargeOrganisation.Today, LargeOrganisation.Today.AddYears(1));
}
