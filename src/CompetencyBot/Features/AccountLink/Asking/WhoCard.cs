using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Who is not linked, those first whose passes are missed most. Names people, so it is for admins only.</summary>
public static class WhoCard
{
    /// <summary>Keeps the card below 25 KB; the others are counted.</summary>
    private const int MostPeople = 25;

    private const int MostLevels = 3;

    /// <param name="people">In the order of the people file.</param>
    /// <param name="gains">By work address the levels that the account alone would complete.</param>
    /// <param name="zone">In which the days are told.</param>
    public static AdaptiveCard For(
        ImmutableArray<UnlinkedPerson> people, ILookup<string, AccountGain> gains, IEnumerable<CardElement> dateLines, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(gains);
        UnlinkedPerson[] ordered = [.. people.OrderByDescending(person => person.Passes).ThenByDescending(person => gains[person.Person.UserPrincipalName].Any())];
        return CardParts.Card(
            [
                CardParts.Heading(AskTexts.WhoTitle),
                .. dateLines,
                .. ordered.Length == 0 ? (IEnumerable<CardElement>)[new TextBlock(AskTexts.WhoNobody)] : [Totals(ordered)],
                .. ordered.Take(MostPeople).Select(person => Item(person, [.. gains[person.Person.UserPrincipalName]], zone)),
                .. Others(ordered[Math.Min(MostPeople, ordered.Length)..]),
            ],
            AskTexts.WhoTitle,
            [
                .. ordered.Length == 0
                    ? (IEnumerable<CardAction>)[]
                    : [new ExecuteAction(AskTexts.ButtonRemind, RemindCommand.VerbOf(RemindCommand.Unlinked))],
                new ExecuteAction(Texts.ButtonRefresh, WhoCommand.Info.ShowVerb),
            ]);
    }

    private static FactSet Totals(UnlinkedPerson[] people) => new(
    [
        Total(AskTexts.TotalPeople, people.Length),
        Total(AskTexts.TotalWithPasses, people.Count(person => person.Passes > 0)),
        Total(AskTexts.TotalPasses, people.Sum(person => person.Passes)),
        Total(AskTexts.TotalVerified, people.Count(person => person.State == AccountState.Verified)),
    ]);

    private static Fact Total(string title, int count) => new(title, count.ToString(CultureInfo.CurrentCulture));

    private static Container Item(UnlinkedPerson person, AccountGain[] gains, TimeZoneInfo zone) => new(
    [
        new TextBlock(Phrases.Name(person.Person.DisplayName)) { Weight = "Bolder" },
        CardParts.Subtle(AskWords.Of(person, zone)) with { Spacing = "None" },
        .. gains.Length == 0
            ? (IEnumerable<CardElement>)[]
            : [new TextBlock(Language.Format(AskTexts.WouldComplete, Levels(gains))) { Spacing = "None" }],
    ])
    { Spacing = "Small" };

    private static string Levels(AccountGain[] gains)
    {
        var named = gains.Take(MostLevels)
            .Select(gain => Language.Format(Texts.CountsForLevel, Phrases.NameOf(gain.Competency.Names), Phrases.Of(gain.Level)));
        return string.Join(
            Texts.ListSeparator,
            gains.Length > MostLevels ? named.Append(Language.Format(AskTexts.MoreLevels, gains.Length - MostLevels)) : named);
    }

    private static IEnumerable<CardElement> Others(UnlinkedPerson[] others) => others.Length == 0
        ? []
        : [CardParts.Subtle(Language.Format(AskTexts.MorePeople, others.Length, others.Count(person => person.Passes > 0)))];
}
