using CompetencyBot.Graph;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Entra;

/// <param name="Failure">Why nothing is to be kept; null = the users were read.</param>
/// <param name="Link">Where the changes since are asked for.</param>
/// <param name="All">Whether managers, groups and mailboxes of all were read.</param>
/// <param name="LeftOut">As <see cref="SyncWords"/>: what could not be read beside the users, and stays as it was.</param>
public sealed record ReadDirectory(GraphFailure? Failure, string? Link, bool All, IReadOnlyList<string> LeftOut);

/// <summary>The users, then their roles, then what is read of each: all that a sync asks Graph for.</summary>
public sealed class DirectoryReading(DeltaReading delta, DirectoryGroups groups, DirectoryDetails details, SyncRules rules)
{
    /// <summary>Graph knows a link for seven days (Microsoft's page "Use delta query").</summary>
    private static readonly TimeSpan LinkKept = TimeSpan.FromDays(6);

    public async Task<ReadDirectory> ReadAsync(DirectoryState state, UserChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(changes);
        var question = rules.Question;
        var users = await delta.ReadAsync(LinkOf(state, question, changes.Now), changes, cancellationToken);
        if (users.Failure is not null)
            return new(users.Failure, null, All: false, []);
        var all = users.WasFull || rules.IsNewDay(state.RefreshedAt);
        var leftOut = new List<string>(await groups.ReadAsync(changes, cancellationToken));
        leftOut.AddRange(await details.ReadAsync(users.Touched, all, cancellationToken));
        return new(null, users.Link is null ? null : $"{question} {users.Link}", all, leftOut);
    }

    /// <returns>Null where everybody is to be read: at first, when the last sync is too long ago, or when other things were asked for then.</returns>
    private static string? LinkOf(DirectoryState state, string question, DateTimeOffset now) =>
        state.DeltaLink is { } kept && now - state.DeltaAt <= LinkKept && kept.StartsWith(question + " ", StringComparison.Ordinal) ? kept[(question.Length + 1)..] : null;
}
