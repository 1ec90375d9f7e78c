using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>One competency: each path, each level, each requirement with what is there and what is missing.</summary>
public static class CompetencyCard
{
    /// <param name="overview">Of the edition that the competency is in.</param>
    public static AdaptiveCard For(
        KnownCompetency known, CompetencyInsight insight, EditionProgress overview, PeopleShown people, IEnumerable<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(insight);
        ArgumentNullException.ThrowIfNull(overview);
        var (name, edition) = (known.Title, overview.Edition);
        return CardParts.Card(
            [
                CardParts.Heading(name),
                .. dateLines,
                .. known.Competency.RequirementsKnown ? Standing(known, overview) : [new TextBlock(Texts.RequirementsUnknown)],
                .. StandingLines.Of(insight, edition.Programme, people),
                .. ExpectedLines.Of(insight.Expected),
                .. insight.Levels.GroupBy(level => level.Path.Id).SelectMany(path => Path([.. path], insight, edition, people)),
            ],
            name,
            new ExecuteAction(Texts.ButtonAllCompetencies, ProgressCommand.Info.ShowVerb),
            ProgressCard.RefreshButton(known.Key),
            new ExecuteAction(
                Texts.ButtonShowWays, "upgrade/competency", new JsonObject { [CardParts.CompetencyInput] = known.Key }),
            new ExecuteAction(
                WhoTexts.ButtonWhoCounts, WhoCommand.CompetencyVerb, new JsonObject { [CardParts.CompetencyInput] = known.Key }));
    }

    /// <summary>The level today and at the anniversary, and whether it was another a month ago.</summary>
    private static IEnumerable<CardElement> Standing(KnownCompetency known, EditionProgress overview)
    {
        var progress = overview.Competencies.First(each => each.Competency.Id == known.Competency.Id);
        if (LevelWords.Both(progress, overview.Anniversary) is { } levels)
            yield return levels;
        yield return ChangeLines.Of(overview.Change, known.Competency.Id);
    }

    private static IEnumerable<CardElement> Path(
        ImmutableArray<LevelAttainment> levels, CompetencyInsight insight, Edition edition, PeopleShown people) =>
    [
        CardParts.Subheading(Language.Format(
            edition.Programme == Programme.SolutionsPartner ? Texts.TrackNamed : Texts.PathNamed, Phrases.NameOf(levels[0].Path.Names)))
            with { Separator = true },
        .. levels.Select(level => Level(level, insight, edition, people)),
    ];

    private static Container Level(LevelAttainment level, CompetencyInsight insight, Edition edition, PeopleShown people)
    {
        var (missing, then) = (insight.MissingOf(level), insight.ExpectedOf(level));
        return new Container(
        [
            new TextBlock(Reached(level))
            {
                Weight = "Bolder",
                Color = level.Met ? "Good" : null,
            },
            .. level.Requirements.SelectMany(requirement => Requirement(requirement, then, edition, people)),
            .. ExpectedLines.Of(then) is { } expected ? (IEnumerable<CardElement>)[CardParts.Subtle($"→ {expected}")] : [],
            .. missing is null ? [] : Nearest(missing, edition, people).Select(line => CardParts.Subtle($"→ {line}")),
        ])
        { Spacing = "Small" };
    }

    /// <summary>The shortest way: whose account would do, or who is nearest to which exam.</summary>
    private static IEnumerable<string> Nearest(Shortfall missing, Edition edition, PeopleShown people)
    {
        if (Accounts.Of(missing.Linking, people) is { } linking)
            yield return linking;
        if (!missing.Passes.IsEmpty)
            yield return Language.Format(Texts.Nearest, PassWords.Of(missing.Passes, edition, people));
    }

    private static string Reached(LevelAttainment level) => level switch
    {
        { Met: true, Requirements: [ScoreAttainment score] } => Language.Format(
            Texts.ScoreReached, Phrases.Of(level.Level), Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need)),
        { Met: true } => Language.Format(Texts.LevelReached, Phrases.Of(level.Level)),
        _ => Remainder.Of(level),
    };

    private static IEnumerable<CardElement> Requirement(
        RequirementAttainment requirement, LevelAttainment? then, Edition edition, PeopleShown people) => requirement switch
    {
        PerformanceAttainment figure => [Line(figure.Met, LevelShare.Of(figure), Figure(figure))],
        ScoreAttainment score => score.Indicators.SelectMany(indicator => ScoreLines.Of(indicator, edition, people)),
        SkillAttainment skill => skill.Groups.SelectMany(group => Group(group, then, edition, people)),
        _ => throw new InvalidOperationException($"Unknown requirement {requirement.GetType().Name}."),
    };

    private static string Figure(PerformanceAttainment figure) => Language.Format(
        figure.AsOf is null ? Texts.FigureOfNeed : Texts.FigureOfNeedAsOf,
        Phrases.Metric(figure.Requirement.Metric),
        Phrases.Value(figure.Value, figure.Requirement.Unit),
        Phrases.Value(figure.Need, figure.Requirement.Unit),
        figure.AsOf?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<CardElement> Group(GroupAttainment group, LevelAttainment? then, Edition edition, PeopleShown people)
    {
        var format = group.Need == 1 ? Texts.PersonOfNeed : Texts.PeopleOfNeed;
        var text = Language.Format(format, group.Have, group.Need, Phrases.Of(group.Group.Each, edition));
        var parts = new[] { text, group.Group.Relation is null ? null : Relation(group.Group.Relation.Kind), ExpectedLines.More(group, then) };
        yield return Line(group.Have >= group.Need, LevelShare.Of(group.Have, group.Need), string.Join(' ', parts.Where(part => part is not null)));
        if (people.List(group.People) is { Length: > 0 } names)
            yield return CardParts.Subtle(Language.Format(Texts.CountingPeople, names)) with { Spacing = "None" };
    }

    private static string Relation(GroupRelationKind kind) => kind switch
    {
        GroupRelationKind.SubsetOf => Texts.RelationSubset,
        GroupRelationKind.SamePeopleAs => Texts.RelationSame,
        GroupRelationKind.DisjointFrom => Texts.RelationOther,
        _ => Texts.RelationAny,
    };

    internal static TextBlock Line(bool met, decimal share, string text) => new($"{(met ? "✔" : "○")} {Bar.Of(share)} {text}") { Spacing = "Small" };
}
