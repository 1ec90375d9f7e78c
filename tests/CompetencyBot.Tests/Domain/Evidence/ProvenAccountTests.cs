using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evidence;

/// <summary>Rows that matched nobody go to whoever proves the account; what the files say goes before.</summary>
public sealed class ProvenAccountTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly PersonRecord Amy = new("amy@contoso.example", "Amy");
    private static readonly PersonRecord Ben = new("ben@contoso.example", "Ben", MicrosoftAccount: "ben@live.example", McpId: "222");

    [Fact]
    public void Rows_that_matched_nobody_belong_to_whoever_proves_the_account()
    {
        Assert.Equal(UnmatchedReason.Nobody, Assert.Single(Match([Amy], Row("Amy@Live.example ")).Problems).Reason);

        var evidence = Match([Amy, Ben], Row("Amy@Live.example "), By("AMY@contoso.example", "amy@live.example"));

        Assert.Empty(evidence.Problems);
        Assert.Equal("exam:70-347", Assert.Single(evidence.People[0].Achievements).ItemId);
        Assert.Equal("amy@live.example", evidence.People[0].Account?.Address);
        Assert.Null(evidence.People[1].Account);
    }

    [Fact]
    public void They_do_not_count_by_that() => Assert.Null(
        Match([Amy], Row("amy@live.example"), By("amy@contoso.example", "amy@live.example")).People[0].AssociationCounts);

    [Fact]
    public void An_account_that_the_people_file_gives_to_a_colleague_stays_the_colleagues()
    {
        var evidence = Match([Amy, Ben], Row("ben@live.example"), By("amy@contoso.example", "ben@live.example"));

        Assert.Empty(evidence.People[0].Achievements);
        Assert.Null(evidence.People[0].Account);
        Assert.Single(evidence.People[1].Achievements);
    }

    [Fact]
    public void An_account_that_the_people_file_gives_to_two_people_is_neither_ones_by_a_sign_in()
    {
        var evidence = Match([Amy with { MicrosoftAccount = "ben@live.example" }, Ben], Row("ben@live.example"), By("amy@contoso.example", "ben@live.example"));

        Assert.All(evidence.People, person => Assert.Empty(person.Achievements));
        Assert.Contains(evidence.Problems, problem => problem.Reason == UnmatchedReason.SeveralPeople);
    }

    [Fact]
    public void A_person_may_have_an_account_in_the_file_and_have_proved_another()
    {
        var evidence = Match([Ben], Row("new@live.example"), By("ben@contoso.example", "new@live.example"));

        Assert.Single(evidence.People[0].Achievements);
        Assert.Equal("new@live.example", evidence.People[0].Account?.Address);
    }

    [Fact]
    public void An_mcp_id_of_the_file_goes_before_a_proved_account() =>
        Assert.Single(Match([Amy, Ben], Row("amy@live.example") with { McpId = "222" }, By("amy@contoso.example", "amy@live.example")).People[1].Achievements);

    [Fact]
    public void A_work_address_goes_before_a_proved_account()
    {
        var evidence = Match([Amy, Ben], Row("amy@live.example") with { CorpEmail = "Ben@contoso.example" }, By("amy@contoso.example", "amy@live.example"));

        Assert.Empty(evidence.People[0].Achievements);
        Assert.Single(evidence.People[1].Achievements);
        Assert.Equal(new NamedAccount("amy@live.example", ByProof: false), Assert.Single(evidence.People[1].Named));
    }

    [Fact]
    public void Whoever_comes_back_under_a_new_address_proves_the_account_that_the_file_gives_to_the_one_who_left()
    {
        var before = new PersonRecord("amy.old@contoso.example", "Amy", MicrosoftAccount: "amy@live.example", LeftOn: new DateOnly(2018, 1, 1)); // the day of the proof

        var evidence = Match([before, Amy], Row("amy@live.example"), By("amy@contoso.example", "amy@live.example"));

        Assert.Empty(evidence.People[0].Achievements);
        Assert.Single(evidence.People[1].Achievements);
        Assert.Equal("amy@live.example", evidence.People[1].Account?.Address);
        Assert.Null(Match([before with { LeftOn = new DateOnly(2018, 1, 2) }, Amy], Row("amy@live.example"), By("amy@contoso.example", "amy@live.example")).People[1].Account);
    }

    [Fact]
    public void An_account_that_the_file_gives_to_somebody_twice_is_that_persons_once_the_earlier_one_has_left()
    {
        var before = new PersonRecord("amy.old@contoso.example", "Amy", MicrosoftAccount: "amy@live.example", LeftOn: new DateOnly(2017, 6, 1));

        var evidence = Match([before, Amy with { MicrosoftAccount = "amy@live.example" }], Row("amy@live.example"), By("amy@contoso.example", "amy@live.example"));

        Assert.Empty(evidence.Problems.Where(problem => problem.File == "TrainingCompletions"));
        Assert.Single(evidence.People[1].Achievements);
    }

    [Fact]
    public void Of_somebody_who_is_associated_already_rows_come_by_a_proof_only_once_it_is_confirmed()
    {
        var associated = Amy with { AssociatedOn = new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var proof = By("amy@contoso.example", "amy@live.example");

        var changing = Match([associated], Row("amy@live.example"), proof);
        Assert.Empty(changing.People[0].Achievements);
        Assert.Equal(proof, changing.People[0].Account);
        Assert.Equal(UnmatchedReason.Nobody, Assert.Single(changing.Problems).Reason);

        Assert.Single(Match([associated], Row("amy@live.example"), proof with { ConfirmedAt = proof.VerifiedAt }).People[0].Achievements);
    }

    [Fact]
    public void A_proved_account_of_somebody_who_is_in_no_file_is_nobodys() =>
        Assert.Equal(UnmatchedReason.Nobody, Assert.Single(Match([Ben], Row("amy@live.example"), By("amy@contoso.example", "amy@live.example")).Problems).Reason);

    private static ProvenAccount By(string person, string address) => new(person, address, new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static TrainingRecord Row(string email) => new("70-347", null, email, null, null, new DateOnly(2017, 1, 1), Line: 7);

    private static MatchedEvidence Match(PersonRecord[] people, TrainingRecord row, params ProvenAccount[] accounts) => EvidenceMatching.Match(
        EvidenceRecords.Empty with { People = [.. people], AssociationsKnown = true, Training = [row], Accounts = [.. accounts] }, Catalogue);
}
