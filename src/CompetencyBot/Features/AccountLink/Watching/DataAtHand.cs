using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>The data that say which accounts are associated.</summary>
/// <param name="Source">As <see cref="DataSource"/> keeps it; null when there is no such file.</param>
/// <param name="ImportedAt">When what it says was first imported.</param>
/// <param name="ReadAt">When the import folder was last read, whether or not anything was new; null = never.</param>
public sealed record DataAtHand(string? Source, DateTimeOffset? ImportedAt, DateTimeOffset? ReadAt)
{
    /// <summary>Whether they are too old to show what was to be seen by then.</summary>
    public bool IsOlderThan(DateTimeOffset time) => !(ImportedAt >= time);

    internal static DataAtHand Of(OrganisationEvidence evidence, DateTimeOffset? readAt, TimeZoneInfo zone) => new(
        evidence.AssociationsAsOf is { } at ? DataSource.Of(evidence.AssociationsIn, at, zone) : null, evidence.AssociationsAsOf, readAt);
}
