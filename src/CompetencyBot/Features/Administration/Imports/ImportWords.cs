using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Speaks of imports in the reader's language.</summary>
internal static class ImportWords
{
    public static string Of(EvidenceSource source) => source switch
    {
        EvidenceSource.Folder => ImportChatTexts.SourceFolder,
        EvidenceSource.Chat => ImportChatTexts.SourceChat,
        EvidenceSource.Insights => ImportChatTexts.SourceInsights,
        _ => throw new InvalidOperationException($"No words for {source}."),
    };

    /// <summary>What became of an import, with who said so.</summary>
    /// <param name="nameOf">The name of whoever an address is of.</param>
    public static string StateOf(ImportRun run, Func<string, string> nameOf, TimeZoneInfo zone) => run switch
    {
        { State: ImportState.Staging } => Language.Format(ImportChatTexts.StateStaging, run.RowsSoFar, run.RowsInAll),
        { State: ImportState.Waiting } => ImportChatTexts.StateWaiting,
        { State: ImportState.Applied, AppliedAt: { } at, DecidedBy: { } by } => Language.Format(ImportChatTexts.StateAppliedBy, nameOf(by), Phrases.DateAndTime(at, zone)),
        { State: ImportState.Applied } => Language.Format(ImportChatTexts.StateApplied, Phrases.DateAndTime(run.AppliedAt ?? run.At, zone)),
        { State: ImportState.Unchanged } => ImportChatTexts.StateUnchanged,
        { State: ImportState.Discarded, DecidedBy: { } by } => Language.Format(ImportChatTexts.StateDiscardedBy, nameOf(by)),
        { State: ImportState.Discarded } => ImportChatTexts.StateExpired,
        { State: ImportState.Undone, UndoneAt: { } at, DecidedBy: { } by } => Language.Format(ImportChatTexts.StateUndoneBy, nameOf(by), Phrases.DateAndTime(at, zone)),
        _ => ImportChatTexts.StateFailed,
    };

    /// <summary>For example <c>3 new · 1 changed · 0 gone · 57 the same · 2 skipped</c>.</summary>
    public static string Of(ContentDiff diff, int skipped) =>
        Language.Format(ImportChatTexts.Rows, diff.New, diff.Changed, diff.Gone, diff.Same, skipped);

    public static IEnumerable<string> Effects(DryRunEffect effect, Edition edition)
    {
        foreach (var level in effect.Levels)
            yield return Language.Format(ImportChatTexts.LevelChange, NameIn(edition, level.CompetencyId), Level(level.Before), Level(level.After));
        foreach (var points in effect.Points)
            yield return Language.Format(ImportChatTexts.PointsChange, NameIn(edition, points.CompetencyId), Points(points.Before), Points(points.After));
    }

    private static string NameIn(Edition edition, string competency) =>
        edition.Competencies.FirstOrDefault(each => each.Id == competency) is { } known ? Phrases.NameOf(known.Names) : Phrases.Escape(competency);

    private static string Level(Level? level) => level is { } reached ? Phrases.Of(reached) : ImportChatTexts.NoLevel;

    private static string Points(decimal? points) => points is { } known ? Phrases.Number(known) : Texts.ValueUnknown;
}
