using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>The competencies of one edition in the order in which somebody wants to see them: at risk, near the next level, and the others.</summary>
internal sealed record ProgressRows(
    EditionProgress Edition, ImmutableArray<CompetencyProgress> AtRisk, ImmutableArray<CompetencyProgress> Near, ImmutableArray<CompetencyProgress> Others)
{
    /// <summary>So many rows are read without folding any of them away.</summary>
    private const int ReadAtOnce = 8;

    /// <summary>Whether the others are hidden at first.</summary>
    public bool IsFolded => AtRisk.Length + Near.Length > 0 && AtRisk.Length + Near.Length + Others.Length > ReadAtOnce;

    public string OthersId => $"others-{Edition.Edition.Id}";

    public static ProgressRows Of(EditionProgress edition)
    {
        var known = edition.Competencies.Where(row => row.Competency.RequirementsKnown)
            .OrderByDescending(row => row.Reached)
            .ThenByDescending(row => row.Score?.Value)
            .ThenBy(row => row.Next?.NewExams ?? int.MaxValue)
            .ToArray();
        CompetencyProgress[] near = edition.HasEnded ? [] : [.. known.Where(row => row.IsNear)];
        return new ProgressRows(
            edition,
            [.. known.Where(row => row.IsAtRisk)],
            [.. near],
            [.. known.Where(row => !row.IsAtRisk && !near.Contains(row))]);
    }

    /// <param name="isOnly">Otherwise each edition has its title above.</param>
    public IEnumerable<CardElement> Elements(bool isOnly) =>
    [
        .. isOnly ? (IEnumerable<CardElement>)[] : [CardParts.Subheading(Edition.Edition.Title)],
        .. Part(ProgressTexts.AtRisk, AtRisk),
        .. Part(ProgressTexts.Near, Near),
        .. Others.IsEmpty ? [] : (IEnumerable<CardElement>)[OthersPart()],
        .. Unknown([.. Edition.Competencies.Select(row => row.Competency).Where(competency => !competency.RequirementsKnown)]),
    ];

    private Container OthersPart() => new(
    [
        .. AtRisk.Length + Near.Length == 0 ? (IEnumerable<CardElement>)[] : [Heading(ProgressTexts.Others, Others.Length)],
        .. Others.Select(Row),
    ])
    {
        Id = OthersId,
        IsVisible = IsFolded ? false : null,
    };

    private IEnumerable<CardElement> Part(string title, ImmutableArray<CompetencyProgress> rows) =>
        rows.IsEmpty ? [] : [Heading(title, rows.Length), .. rows.Select(Row)];

    private static TextBlock Heading(string title, int count) => CardParts.Subheading(Language.Format(title, count));

    private ColumnSet Row(CompetencyProgress row) => new(
    [
        new Column([new TextBlock(Phrases.NameOf(row.Competency.Names)), .. Missing(row)]) { Width = "stretch" },
        new Column(
        [
            LevelWords.Today(row.Reached),
            .. Points(row.Score),
            .. LevelWords.AtAnniversary(row, Edition.Anniversary) is { } then ? (IEnumerable<CardElement>)[then] : [],
        ])
        { Width = "auto" },
    ])
    { Separator = true, Spacing = "Small" };

    /// <summary>When the level breaks, and what the next one needs. A level that comes by waiting needs nothing.</summary>
    private static IEnumerable<CardElement> Missing(CompetencyProgress row)
    {
        if (row is { IsAtRisk: true, BreaksOn: { } day })
            yield return CardParts.Subtle(Language.Format(Texts.WillNotHoldFrom, Phrases.Date(day))) with { Spacing = "None" };
        if (row.Next is not { } next)
            yield break;
        var parts = row.WillRise
            ? [Language.Format(ProgressTexts.ComesByWaiting, Phrases.Of(row.Then!.Value))]
            : new[] { Remainder.Of(next), Away(row.OneAway) };
        yield return new TextBlock(Bar.Of(LevelShare.Of(next))) { Color = "Accent", Spacing = "None" };
        yield return CardParts.Subtle(string.Join(" · ", parts.OfType<string>())) with { Spacing = "None" };
    }

    private static string? Away(int people) => people switch
    {
        0 => null,
        1 => ProgressTexts.OneIsOneAway,
        _ => Language.Format(ProgressTexts.SomeAreOneAway, people),
    };

    private static IEnumerable<CardElement> Points(ScoreAttainment? score) => score is null
        ? []
        : [
            CardParts.Subtle(Language.Format(Texts.PointsOfNeed, Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need)))
                with { Spacing = "None" },
        ];

    private static IEnumerable<CardElement> Unknown(Competency[] competencies) => competencies.Length == 0
        ? []
        : [
            CardParts.Subtle(Language.Format(
                Texts.RequirementsUnknownOf, string.Join(Texts.ListSeparator, competencies.Select(competency => Phrases.NameOf(competency.Names)))))
                with { Separator = true },
        ];
}
