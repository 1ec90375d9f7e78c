using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain;

/// <summary>An organisation in a few words: everybody associated and passed everything long ago, unless said otherwise.</summary>
internal sealed class Organisation
{
    private static readonly DateOnly LongAgo = new(2016, 1, 1);
    private readonly List<PersonRecord> _people = [];
    private readonly List<TrainingRecord> _training = [];
    private readonly List<PerformanceRecord> _performance = [];
    private readonly List<MembershipRecord> _memberships = [];

    public Organisation Person(string name, params string[] items)
    {
        _people.Add(new PersonRecord(
            Address(name), name, MicrosoftAccount: $"{name}@outlook.example", AssociatedOn: new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        foreach (var item in items)
            Passed(name, item);
        return this;
    }

    public Organisation Passed(string name, string item, DateOnly? on = null, DateOnly? expires = null, string? status = null)
    {
        _training.Add(new TrainingRecord(item, null, null, Address(name), null, on ?? LongAgo, expires, status, _training.Count + 2));
        return this;
    }

    public Organisation Linked(string name, DateTimeOffset? on) => Change(name, person => person with { AssociatedOn = on });

    public Organisation Leaves(string name, DateOnly on) => Change(name, person => person with { LeftOn = on });

    public Organisation Figure(
        string competency, string? option, string metric, decimal value, DateOnly? month = null, decimal? contribution = null, decimal? anniversaryYear = null)
    {
        _performance.Add(new PerformanceRecord(
            competency, option, month ?? LongAgo, metric, contribution, value, anniversaryYear, Line: _performance.Count + 2));
        return this;
    }

    public Organisation In(Market market)
    {
        _memberships.Add(new MembershipRecord(MembershipOffer.Silver, LongAgo, LongAgo.AddYears(1), market));
        return this;
    }

    public EvidenceRecords Records => new([.. _people], true, [.. _training], [.. _performance], [], [.. _memberships], []);

    public MatchedEvidence On(Edition edition)
    {
        var evidence = EvidenceMatching.Match(Records, edition);
        Assert.DoesNotContain(evidence.Problems, problem => !problem.IsUsed);
        return evidence;
    }

    public static string Address(string name) => $"{name}@contoso.example";

    private Organisation Change(string name, Func<PersonRecord, PersonRecord> change)
    {
        var at = _people.FindIndex(person => person.DisplayName == name);
        _people[at] = change(_people[at]);
        return this;
    }
}
