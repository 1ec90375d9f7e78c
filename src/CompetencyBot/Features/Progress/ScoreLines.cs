using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>One metric of a score: its points, and the figures or people they come from.</summary>
internal static class ScoreLines
{
    public static IEnumerable<CardElement> Of(IndicatorAttainment attained, Edition edition, PeopleShown people)
    {
        var indicator = attained.Indicator;
        yield return CompetencyCard.Line(
            attained.Points >= indicator.MaxPoints,
            LevelShare.Of(attained.Points, indicator.MaxPoints),
            Language.Format(
                Texts.IndicatorPoints, Phrases.NameOf(indicator.Names), Phrases.Number(attained.Points), Phrases.Number(indicator.MaxPoints)));
        foreach (var part in attained.Figures)
            yield return CardParts.Subtle(Figure(part)) with { Spacing = "None" };
        foreach (var step in attained.Steps)
            foreach (var line in Step(step, edition, people))
                yield return line;
    }

    private static string Figure(PartAttainment attained)
    {
        var figure = Language.Format(
            attained.AsOf is null ? Texts.FigureOfNeed : Texts.FigureOfNeedAsOf,
            Phrases.NameOf(attained.Part.Names),
            Phrases.Value(attained.Value, attained.Part.Unit),
            Phrases.Value(attained.FullAt, attained.Part.Unit),
            attained.AsOf?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        return attained.BaselineMissed ? $"{figure} {Texts.BaselineMissed}" : figure;
    }

    private static IEnumerable<CardElement> Step(StepAttainment step, Edition edition, PeopleShown people)
    {
        var text = Language.Format(
            step.Want == 1 ? Texts.PersonOfNeed : Texts.PeopleOfNeed,
            Math.Min(step.Have, step.Want),
            step.Want,
            Phrases.Of(step.Each, edition));
        yield return CardParts.Subtle(step.Open ? text : $"{text} {Texts.StepClosed}") with { Spacing = "None" };
        if (people.List(step.People) is { Length: > 0 } names)
            yield return CardParts.Subtle(Language.Format(Texts.CountingPeople, names)) with { Spacing = "None" };
    }
}
