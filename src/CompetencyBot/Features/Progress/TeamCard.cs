using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>What the people of one manager hold, what of it counts for what, what lapses, and who is near. Names people: for the manager alone.</summary>
internal static class TeamCard
{
    private const int MostMembers = 20;
    private const int MostNear = 6;
    private const int MostLapsing = 5;
    private const int MostCompetencies = 3;

    /// <param name="competencies">By work address what the person counts for.</param>
    /// <param name="near">Of the team.</param>
    /// <param name="lapsing">Of the team, the soonest first.</param>
    public static AdaptiveCard For(
        TeamTotals team,
        ILookup<string, string> competencies,
        IReadOnlyCollection<NearPass> near,
        IReadOnlyCollection<LapsingCertificate> lapsing,
        PeopleShown people,
        IEnumerable<CardElement> dateLines) => CardParts.Card(
            [
                CardParts.Heading(ProgressTexts.TeamTitle),
                .. dateLines,
                Totals(team, competencies),
                .. Part(ProgressTexts.TeamNear, near.Take(MostNear).Select(each => OwnLines.Of(each, people)), near.Count - MostNear),
                .. Part(ProgressTexts.TeamLapsing, lapsing.Take(MostLapsing).Select(each => OwnLines.Of(each, people)), lapsing.Count - MostLapsing),
                .. Part(
                    ProgressTexts.TeamUnlinked,
                    team.Members.Where(member => member.IsUnlinked).OrderByDescending(member => member.Waiting).Take(MostMembers).Select(Unlinked),
                    team.Unlinked - MostMembers),
                .. Part(
                    ProgressTexts.TeamHolds,
                    team.Members.Where(member => member.Counting > 0).OrderByDescending(member => member.Counting).Take(MostMembers)
                        .Select(member => Holds(member, [.. competencies[member.Person.UserPrincipalName]])),
                    team.Members.Count(member => member.Counting > 0) - MostMembers),
            ],
            ProgressTexts.TeamTitle,
            new ExecuteAction(Texts.ButtonProgress, ProgressCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonRefresh, ProgressCommand.TeamVerb));

    private static FactSet Totals(TeamTotals team, ILookup<string, string> competencies) => new(
    [
        Total(ProgressTexts.TotalPeople, team.Members.Length),
        Total(ProgressTexts.TotalPasses, team.Passes),
        Total(ProgressTexts.TotalContributing, team.Members.Count(member => competencies[member.Person.UserPrincipalName].Any())),
        Total(ProgressTexts.TotalUnlinked, team.Unlinked),
    ]);

    private static Fact Total(string title, int count) => new(title, count.ToString(CultureInfo.CurrentCulture));

    private static IEnumerable<CardElement> Part(string title, IEnumerable<string> lines, int more)
    {
        string[] shown = [.. lines, .. more > 0 ? (IEnumerable<string>)[Language.Format(Texts.MoreItems, more)] : []];
        return shown.Length == 0 ? [] : [CardParts.Subheading(title), .. CardParts.Bullets(shown)];
    }

    private static string Unlinked(TeamMember member) => member.Waiting switch
    {
        0 => Phrases.Name(member.Person.DisplayName),
        1 => Language.Format(ProgressTexts.UnlinkedOne, Phrases.Name(member.Person.DisplayName)),
        var passes => Language.Format(ProgressTexts.UnlinkedWith, Phrases.Name(member.Person.DisplayName), passes),
    };

    private static string Holds(TeamMember member, ImmutableArray<string> competencies)
    {
        var name = Phrases.Name(member.Person.DisplayName);
        if (competencies.IsEmpty)
            return Language.Format(ProgressTexts.HoldsOnly, name, member.Counting);
        var shown = string.Join(Texts.ListSeparator, competencies.Take(MostCompetencies));
        return Language.Format(
            ProgressTexts.HoldsFor,
            name,
            member.Counting,
            competencies.Length > MostCompetencies ? $"{shown} {Language.Format(Texts.MoreItems, competencies.Length - MostCompetencies)}" : shown);
    }
}
