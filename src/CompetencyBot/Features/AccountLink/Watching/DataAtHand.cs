using CompetencyBot.Conversation;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>The data that say which accounts are associated: the people file, or where it has no such column the training rows.</summary>
/// <param name="Source">As <see cref="DataSource"/> keeps it; null when there is no such file.</param>
/// <param name="ImportedAt">When what it says was first imported.</param>
/// <param name="ReadAt">When the import folder was last read, whether or not anything was new; null = never.</param>
public sealed record DataAtHand(string? Source, DateTimeOffset? ImportedAt, DateTimeOffset? ReadAt)
{
    /// <summary>Whether they are too old to show by then what was done.</summary>
    public bool IsOlderThan(DateTimeOffset time) => !(ImportedAt >= time);

    internal static async Task<DataAtHand> ReadAsync(BotDb db, OrganisationEvidence evidence, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var kind = evidence.Records.AssociationsKnown ? FileKind.People : FileKind.TrainingCompletions;
        var name = kind.ToString();
        var imported = await db.ImportedFiles.Where(file => file.Kind == name).Select(file => (DateTimeOffset?)file.ImportedAt).FirstOrDefaultAsync(cancellationToken);
        var read = await db.ImportRuns.OrderByDescending(run => run.At).Select(run => (DateTimeOffset?)run.At).FirstOrDefaultAsync(cancellationToken);
        return new DataAtHand(imported is { } at ? DataSource.Of(kind, at, zone) : null, imported, read);
    }
}
