using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

/// <summary>Matches the rows of the evidence files to people and to the catalogue of one edition.</summary>
public static class EvidenceMatching
{
    private static readonly ImmutableHashSet<string> EndedStatuses =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Inactive", "Revoked", "Expired");

    /// <summary>
    /// Takes time in proportion to the rows. A row that cannot be used is among the problems, with the reason; what depends on the day
    /// is not (<see cref="CompletedAfter"/>).
    /// </summary>
    public static MatchedEvidence Match(EvidenceRecords records, Edition edition)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(edition);
        var problems = new List<UnmatchedRow>();
        var competencies = new CompetencyIndex(edition);
        var people = new PeopleIndex(records.People, records.Accounts, problems);
        problems.AddRange(PeopleChecks.Of(people.All));
        var achievements = Achievements(records.Training, people, new ItemIndex(edition), problems);
        return new MatchedEvidence(
            MarketOf(records.Memberships),
            [
                .. people.All.Select((person, index) => PersonOf(person, achievements[index], records.AssociationsKnown, edition) with
                {
                    Account = people.Accounts.GetValueOrDefault(index),
                }),
            ],
            new FigureMatching(competencies, problems).Match(records.Performance, records.Capabilities),
            History(records.History, competencies, problems),
            records.Memberships,
            [.. problems]);
    }

    /// <summary>Rows of people's certificates that are earned only after the day, in the order of the file: none of them counts on it.</summary>
    public static ImmutableArray<UnmatchedRow> CompletedAfter(DateOnly date, MatchedEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return
        [
            .. from person in evidence.People
               from achievement in person.Achievements
               let row = achievement.Row
               where row.CompletedOn > date
               orderby row.Line
               select new UnmatchedRow(
                   "TrainingCompletions", row.Line, UnmatchedReason.CompletedInFuture,
                   row.CompletedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>The market of the newest membership that names one; of two bought on one day the later in the file.</summary>
    private static Market MarketOf(ImmutableArray<MembershipRecord> memberships) => memberships
        .Where(membership => membership.Market is not null)
        .OrderBy(membership => membership.PurchasedOn)
        .LastOrDefault()?.Market ?? Market.Developed;

    private static Person PersonOf(PersonRecord record, Rows rows, bool associationsKnown, Edition edition)
    {
        DateTimeOffset? counts = associationsKnown ? After(record.AssociatedOn, edition.AssociationWait)
            : rows.Named.Count > 0 ? DateTimeOffset.MinValue
            : null;
        return new Person(record, counts, [.. rows.Achievements]) { Named = [.. rows.Named] };
    }

    private static DateTimeOffset? After(DateTimeOffset? associated, TimeSpan wait) =>
        associated > DateTimeOffset.MaxValue - wait ? DateTimeOffset.MaxValue : associated + wait;

    /// <summary>By person, in the order of the people file.</summary>
    private static Rows[] Achievements(
        ImmutableArray<TrainingRecord> training, PeopleIndex people, ItemIndex items, List<UnmatchedRow> problems)
    {
        var byPerson = people.All.Select(_ => new Rows()).ToArray();
        foreach (var row in training)
        {
            var (person, byProof, fault) = people.Find(row);
            if (fault is { } reason)
            {
                problems.Add(new UnmatchedRow("TrainingCompletions", row.Line, reason, row.McpId ?? row.Email ?? row.CorpEmail ?? ""));
                continue;
            }

            // A row whose title is ambiguous says nothing about an item, yet proves whose account it is.
            byPerson[person].Add(new NamedAccount(row.Email, byProof));
            var (itemId, ambiguous) = items.Find(row);
            if (ambiguous)
                problems.Add(new UnmatchedRow("TrainingCompletions", row.Line, UnmatchedReason.AmbiguousTitle, row.Title ?? ""));
            else
                byPerson[person].Achievements.Add(new Achievement(itemId, row, IsUsable(row)));
        }

        return byPerson;
    }

    private static bool IsUsable(TrainingRecord row) =>
        row.ActivationStatus is null || !EndedStatuses.Contains(row.ActivationStatus.Trim());

    private static ImmutableArray<HistoryRecord> History(
        ImmutableArray<HistoryRecord> history, CompetencyIndex competencies, List<UnmatchedRow> problems)
    {
        problems.AddRange(
            from row in history
            where competencies.Find(row.CompetencyName) is null
            select new UnmatchedRow("CompetencySummaryHistory", row.Line, UnmatchedReason.UnknownCompetency, row.CompetencyName));
        return history;
    }

    private sealed class Rows
    {
        public List<NamedAccount> Named { get; } = [];

        public List<Achievement> Achievements { get; } = [];

        public void Add(NamedAccount account)
        {
            if (!Named.Contains(account)) // hardly anybody has more than one
                Named.Add(account);
        }
    }
}
