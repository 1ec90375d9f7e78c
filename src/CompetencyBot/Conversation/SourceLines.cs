using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>
/// From where what a card shows came, and as of when. All rows of a kind come from one import, so that one line says it for every certificate, figure or person.
/// </summary>
public static class SourceLines
{
    /// <summary>The card with a line below for each of these kinds that was imported; for people also the directory, where it is read.</summary>
    public static AdaptiveCard Under(AdaptiveCard card, OrganisationEvidence evidence, TimeZoneInfo zone, params IEnumerable<FileKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(evidence);
        string[] lines = [.. kinds.Distinct().SelectMany(kind => Of(evidence, kind, zone))];
        return card with
        {
            Body = [.. card.Body, .. lines.Select((line, index) => CardParts.Subtle(line) with { Separator = index == 0 ? true : null })],
        };
    }

    /// <summary>What a content is of, for example <c>file people.csv of the import folder</c>.</summary>
    public static string Of(EvidenceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Language.Format(
            snapshot.Source switch
            {
                EvidenceSource.Folder => EvidenceTexts.SourceFolder,
                EvidenceSource.Chat => EvidenceTexts.SourceChat,
                _ => EvidenceTexts.SourceInsights,
            },
            Phrases.Escape(snapshot.Name));
    }

    private static IEnumerable<string> Of(OrganisationEvidence evidence, FileKind kind, TimeZoneInfo zone)
    {
        if (evidence.Find(kind) is { } snapshot)
            yield return Line(NameOf(kind), Of(snapshot), snapshot.AsOf, zone);
        if (kind == FileKind.People && evidence.Age.Parts.FirstOrDefault(part => part.Origin == DataOrigin.Directory) is { } directory)
            yield return Line(NameOf(kind), EvidenceTexts.SourceDirectory, directory.AsOf, zone);
    }

    private static string Line(string what, string source, DateTimeOffset asOf, TimeZoneInfo zone) => Language.Format(
        EvidenceTexts.SourceLine, what, source, Phrases.ShortDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(asOf, zone).DateTime)));

    private static string NameOf(FileKind kind) => kind switch
    {
        FileKind.People => EvidenceTexts.KindPeople,
        FileKind.TrainingCompletions => EvidenceTexts.KindCertificates,
        FileKind.CompetencyPerformanceRequirement => EvidenceTexts.KindFigures,
        FileKind.CapabilityMetrics => EvidenceTexts.KindScores,
        FileKind.CompetencySummaryHistory => EvidenceTexts.KindHistory,
        _ => EvidenceTexts.KindMembership,
    };
}
