using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>Who counts for a competency, who is one pass away from that, and what lapses next; people are named only to those who may see them.</summary>
internal static class WhoCountsCard
{
    private const int MostAway = 8;
    private const int MostLapsing = 5;

    /// <param name="counting">Work addresses.</param>
    /// <param name="lapsing">What counts here and lapses soon, the soonest first.</param>
    public static AdaptiveCard For(
        KnownCompetency known,
        EditionProgress progress,
        IReadOnlyCollection<string> counting,
        IReadOnlyCollection<PassAway> away,
        IReadOnlyCollection<LapsingCertificate> lapsing,
        PeopleShown people,
        IEnumerable<CardElement> dateLines)
    {
        var title = Language.Format(ProgressTexts.WhoTitle, known.Title);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                .. progress.HasEnded
                    ? (IEnumerable<CardElement>)[new TextBlock(ProgressTexts.WhoEnded)]
                    : [
                        .. Counting(counting, people),
                        .. Away(away, progress, people),
                        .. Lapsing(lapsing, people),
                        .. counting.Concat(away.Select(each => each.PersonId)).All(people.MayName)
                            ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(ProgressTexts.NotNamed)],
                    ],
            ],
            title);
    }

    private static IEnumerable<CardElement> Counting(IReadOnlyCollection<string> counting, PeopleShown people) =>
    [
        CardParts.Subheading(Language.Format(ProgressTexts.CountNow, counting.Count)),
        .. people.List(counting) is { Length: > 0 } names ? (IEnumerable<CardElement>)[new TextBlock(names)]
            : counting.Count == 0 ? [new TextBlock(ProgressTexts.NobodyCounts)]
            : [],
    ];

    private static IEnumerable<CardElement> Away(IReadOnlyCollection<PassAway> away, EditionProgress progress, PeopleShown people)
    {
        PassAway[] named = [.. away.Where(each => people.MayName(each.PersonId)).Take(MostAway)];
        return away.Count == 0
            ? []
            : [
                CardParts.Subheading(Language.Format(ProgressTexts.OneAwayTitle, away.Count)),
                .. CardParts.Bullets(named.Select(each => Language.Format(
                    Texts.PassesOf, people.NameOrSomebody(each.PersonId), OwnLines.Items(each.ItemIds, progress.Edition)))),
                .. named.Length > 0 && away.Count > named.Length
                    ? (IEnumerable<CardElement>)[CardParts.Subtle(Language.Format(Texts.MoreItems, away.Count - named.Length))] : [],
            ];
    }

    private static IEnumerable<CardElement> Lapsing(IReadOnlyCollection<LapsingCertificate> lapsing, PeopleShown people) => lapsing.Count == 0
        ? [CardParts.Subtle(ProgressTexts.NothingLapses)]
        : [
            CardParts.Subheading(ProgressTexts.TeamLapsing),
            .. CardParts.Bullets(lapsing.Take(MostLapsing).Select(each => OwnLines.Of(each, people))),
        ];
}
