using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using FsCheck;
using FsCheck.Fluent;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>A small organisation around a day: today is late in its month, so that a month ends ahead.</summary>
/// <param name="Rows">Person, item, day of completion, last day of the certificate; days relative to today.</param>
internal sealed record Timeline(
    int[] LeaveAfter, (int Person, string Item, int Completed, int? Expires)[] Rows, (string Item, int Until)[] NotAccepted)
{
    public static readonly DateOnly Today = new(2018, 3, 20);
    public const int Days = 20;

    public IEnumerable<(RiskCauseKind Kind, string? Person, string? Item)> Losses() =>
        Rows.Where(row => row.Expires >= 0).Select(row => (RiskCauseKind.Lapse, (string?)Name(row.Person), (string?)row.Item))
            .Concat(NotAccepted.Select(end => (RiskCauseKind.NotAccepted, (string?)null, (string?)end.Item)))
            .Concat(LeaveAfter.Index().Where(leave => leave.Item > 0).Select(leave => (RiskCauseKind.Leaver, (string?)Name(leave.Index), (string?)null)))
            .Distinct();

    /// <summary>The world in which only some losses happen.</summary>
    public (Edition Edition, MatchedEvidence Evidence) With(Edition edition, Predicate<(RiskCauseKind Kind, string? Person, string? Item)> happens)
    {
        foreach (var (item, until) in NotAccepted)
            if (happens((RiskCauseKind.NotAccepted, null, item)))
                edition = edition.Without(item, acceptedUntil: Today.AddDays(until));
        var organisation = new Organisation();
        foreach (var (person, days) in LeaveAfter.Index())
        {
            organisation.Person($"p{person}");
            if (days > 0 && happens((RiskCauseKind.Leaver, Name(person), null)))
                organisation.Leaves($"p{person}", Today.AddDays(days));
        }

        foreach (var row in Rows)
            organisation.Passed(
                $"p{row.Person}",
                row.Item,
                Today.AddDays(row.Completed),
                row.Expires is { } last && (last < 0 || happens((RiskCauseKind.Lapse, Name(row.Person), row.Item))) ? Today.AddDays(last) : null);
        return (edition, organisation.On(edition));
    }

    public static string Name(int person) => Organisation.Address($"p{person}");

    public static Arbitrary<Timeline> Arbitrary() => (
        from people in Gen.Choose(2, 5)
        from leaving in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, Days))), people)
        from count in Gen.Choose(3, 10)
        from rows in Gen.ArrayOf(Row(people), count)
        from ends in Gen.SubListOf("item:a", "item:b", "item:c").SelectMany(items => Gen.Choose(0, Days), (items, day) => items.Select(item => (item, day)))
        select new Timeline(leaving, rows, [.. ends])).ToArbitrary();

    private static Gen<(int, string, int, int?)> Row(int people) =>
        from person in Gen.Choose(0, people - 1)
        from item in Gen.Elements("item:a", "item:b", "item:c", "item:d")
        from completed in Gen.Frequency((4, Gen.Constant(-10)), (1, Gen.Choose(1, Days)))
        from expires in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(-8, Days).Select(day => (int?)day)))
        select (person, item, completed, expires);
}
