using CompetencyBot.Conversation;
using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Entra;

/// <summary><c>admin directory</c>: when the directory was read, what of it could not be, and who may have left.</summary>
public sealed class DirectoryView(
    BotDb db, HeldLeavers held, JobStarter jobs, IOptions<GraphOptions> options, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <param name="action">Of <see cref="AdminAction"/>.</param>
    public async Task<Reply> AnswerAsync(Request request, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.ReadsDirectory)
            return new Reply(EntraTexts.NotUsed);
        switch (action)
        {
            case AdminAction.Sync:
                await jobs.SyncDirectoryAsync(request.Viewer, cancellationToken);
                return new Reply(DirectoryTexts.SyncStarted);
            case AdminAction.HaveLeft or AdminAction.KeepThem:
                return await held.DecideAsync(request, action == AdminAction.HaveLeft, cancellationToken);
            default:
                return DirectoryCard.For(await ReadAsync(cancellationToken), organisation.CurrentValue.Zone);
        }
    }

    private async Task<DirectoryStanding> ReadAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), organisation.CurrentValue.Today(clock));
        var state = await db.DirectoryStates.AsNoTracking().FirstOrDefaultAsync(row => row.Name == DirectoryState.Users, cancellationToken);
        var people = (await db.DirectoryUsers.AsNoTracking().Where(row => row.IsPerson).ToListAsync(cancellationToken)).ConvertAll(row => row.ToPerson());
        return new DirectoryStanding(state, await jobs.NextSyncAsync(cancellationToken), state?.SubscribedUntil > now ? state.SubscribedUntil : null)
        {
            People = people.Count,
            Leavers = people.Count(person => person.LeftOn is not null),
            Admins = people.Count(person => person.IsAdmin && !(person.LeftOn <= today)),
            Managers = people.Count(person => person.IsManager && !(person.LeftOn <= today)),
            Held = await held.OpenAsync(cancellationToken),
        };
    }
}

/// <param name="State">Null = the directory was never read.</param>
/// <param name="Next">When it is read next; null = it is not known.</param>
/// <param name="ToldUntil">Until when Graph tells of changes at once; null = it does not.</param>
public sealed record DirectoryStanding(DirectoryState? State, DateTimeOffset? Next, DateTimeOffset? ToldUntil)
{
    public int People { get; init; }

    /// <summary>Whoever has left, or will on a day that is known.</summary>
    public int Leavers { get; init; }

    public int Admins { get; init; }

    public int Managers { get; init; }

    public IReadOnlyList<HeldWave> Held { get; init; } = [];
}
