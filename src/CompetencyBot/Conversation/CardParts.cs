using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>What all cards have in common: a heading, the date they speak of, and how old the data is.</summary>
public static class CardParts
{
    /// <summary>Verb of the button that shows the competency named in its data under <see cref="CompetencyInput"/>.</summary>
    public const string CompetencyVerb = "progress/competency";

    public const string CompetencyInput = "competency";

    public static TextBlock Heading(string text) => new(text) { Size = "Large", Weight = "Bolder", Style = "heading" };

    public static TextBlock Subheading(string text) => new(text) { Weight = "Bolder", Style = "heading", Spacing = "Medium" };

    public static TextBlock Subtle(string text) => new(text) { IsSubtle = true, Spacing = "Small", Size = "Small" };

    /// <summary>
    /// A value below or beside its name, whichever fits; a <see cref="FactSet"/> gives the name a narrow column of its own, which on a phone breaks a long name into
    /// single words and lets a long value stick out.
    /// </summary>
    /// <param name="name">Without Markdown.</param>
    public static TextBlock Named(string name, string value) => new($"**{name}:** {value}") { Spacing = "Small" };

    public static IEnumerable<CardElement> Bullets(IEnumerable<string> texts) =>
        texts.Select(text => new TextBlock($"• {text}") { Spacing = "Small" });

    /// <summary>Every card says its date and "data as of", and what of the data is stale; after the end of the edition also that it ended.</summary>
    public static IEnumerable<CardElement> DateLines(OrganisationEvidence evidence, DateOnly date, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var day = evidence.AsOf is { } time ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime) : (DateOnly?)null;
        yield return Subtle(day is { } asOf
            ? Language.Format(Texts.DateAndDataAsOf, Phrases.Date(date), Phrases.ShortDate(asOf))
            : Language.Format(Texts.DateAndNoData, Phrases.Date(date)));
        if (DataWords.Stale(evidence.Age, zone) is { } stale)
            yield return new TextBlock(stale) { Spacing = "Small", Color = "Warning" };
        foreach (var (edition, _) in evidence.Followed.Where(followed => followed.Edition.HasEnded(date)))
            yield return EndedBanner(edition);
    }

    public static AdaptiveCard Card(IEnumerable<CardElement> body, string fallback, params IReadOnlyList<CardAction> actions) =>
        new([.. body], actions.Count == 0 ? null : actions) { Lang = Language.Code, FallbackText = fallback };

    /// <summary>The button that shows one competency in detail.</summary>
    /// <param name="key">As <see cref="CompetencyNames"/> finds it.</param>
    public static ExecuteAction ShowCompetency(string title, string key) =>
        new(title, CompetencyVerb, new JsonObject { [CompetencyInput] = key });

    private static Container EndedBanner(Edition edition) => new(
    [
        new TextBlock(Language.Format(
            Texts.EditionEnded, edition.Id, Phrases.Date(edition.AppliesTo!.Value), edition.ReplacedBy ?? Texts.NothingYet)),
    ])
    { Style = "warning" };
}
