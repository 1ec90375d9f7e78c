using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Domain.Evidence;

public sealed class PeopleChecksTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");

    [Fact]
    public void A_key_of_two_people_is_reported_once_with_both_lines_although_no_training_row_has_it() => Assert.Equal(
        [
            Odd(3, UnmatchedReason.SharedMcpId, "990 1", "2"),
            Odd(4, UnmatchedReason.SharedMicrosoftAccount, "AMY@outlook.example", "2"),
            Odd(5, UnmatchedReason.SharedMcpId, "990 1", "2"),
            Odd(5, UnmatchedReason.SharedEntraObjectId, "6F1", "4"),
        ],
        Problems(
            Person(2) with { McpId = "990 1", MicrosoftAccount = "amy@outlook.example" },
            Person(3) with { McpId = "990 1" },
            Person(4) with { MicrosoftAccount = "AMY@outlook.example", EntraObjectId = "6f1" },
            Person(5) with { McpId = "990 1", EntraObjectId = "6F1" }));

    [Fact]
    public void People_without_keys_share_nothing() => Assert.Empty(Problems(Person(2), Person(3) with { McpId = " " }, Person(4) with { McpId = " " }));

    [Fact]
    public void Leaving_before_the_account_was_associated_is_reported_and_on_that_day_is_not()
    {
        var associated = new DateTimeOffset(2018, 3, 2, 3, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(
            [Odd(2, UnmatchedReason.LeftBeforeAssociation, "2018-02-28", "2018-03-01")],
            Problems(
                Person(2) with { AssociatedOn = associated, LeftOn = new DateOnly(2018, 2, 28) },
                Person(3) with { AssociatedOn = associated, LeftOn = new DateOnly(2018, 3, 1) },
                Person(4) with { LeftOn = new DateOnly(2018, 3, 1) }));
    }

    [Fact]
    public void A_manager_whom_the_file_does_not_know_is_reported_once_with_the_number_of_reports() => Assert.Equal(
        [Odd(3, UnmatchedReason.UnknownManager, "boss@contoso.example", "2")],
        Problems(
            Person(2),
            Person(3) with { ManagerUserPrincipalName = "boss@contoso.example" },
            Person(4) with { ManagerUserPrincipalName = "BOSS@contoso.example" },
            Reporting(5, to: 2)));

    [Fact]
    public void Somebody_who_is_their_own_manager_is_reported() =>
        Assert.Equal([Odd(2, UnmatchedReason.OwnManager, Address(2))], Problems(Reporting(2, to: 2), Reporting(3, to: 2)));

    [Fact]
    public void A_circle_of_managers_is_reported_once_and_those_who_lead_into_it_are_not() => Assert.Equal(
        [Odd(3, UnmatchedReason.ManagerCircle, Address(3), "3, 4, 6")],
        Problems(Reporting(2, to: 4), Reporting(3, to: 4), Reporting(4, to: 6), Reporting(5, to: 2), Reporting(6, to: 3)));

    [Fact]
    public void Of_a_large_circle_ten_lines_are_named() => Assert.Equal(
        "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …",
        Assert.Single(Problems([.. Enumerable.Range(0, 30).Select(line => Reporting(line, to: (line + 1) % 30))])).Detail);

    [Property(MaxTest = 1000, Replay = "20180301,13")]
    public void Whoever_comes_back_to_themselves_is_in_a_circle_and_nobody_else(byte[] managers)
    {
        ArgumentNullException.ThrowIfNull(managers);
        var to = managers.Take(10).Select(manager => manager % 11).ToArray();

        var problems = Problems([.. to.Select((manager, line) => Reporting(line, to: manager))]);

        var expected = Enumerable.Range(0, to.Length).Where(line => ComesBack(line, to)).Select(line => $"{line}");
        var reported = problems.Where(problem => problem.Reason is UnmatchedReason.OwnManager or UnmatchedReason.ManagerCircle)
            .SelectMany(problem => problem.Detail?.Split(", ") ?? [$"{problem.Line}"]);
        Assert.Equal(expected, reported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_of_this_is_odd_and_yet_used() => Assert.All(
        Problems(Reporting(2, to: 2) with { McpId = "1" }, Reporting(3, to: 9) with { McpId = "1" }), problem => Assert.True(problem.IsUsed));

    private static bool ComesBack(int start, int[] to)
    {
        var at = start;
        for (var steps = 0; steps < to.Length && at < to.Length; steps++)
        {
            at = to[at];
            if (at == start)
                return true;
        }

        return false;
    }

    private static string Address(int line) => $"person{line}@contoso.example";

    private static PersonRecord Person(int line) => new(Address(line), $"Person {line}", Line: line);

    private static PersonRecord Reporting(int line, int to) => Person(line) with { ManagerUserPrincipalName = Address(to) };

    private static UnmatchedRow Odd(int line, UnmatchedReason reason, string value, string? detail = null) =>
        new("people", line, reason, value, detail);

    private static ImmutableArray<UnmatchedRow> Problems(params PersonRecord[] people) =>
        EvidenceMatching.Match(EvidenceRecords.Empty with { People = [.. people], AssociationsKnown = true }, Catalogue).Problems;
}
