using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;

namespace CompetencyBot.Sources.Entra;

/// <summary>
/// Has Graph tell of changes of users, so that nobody waits for the next hour. It only hastens: what changed is read from the list of changes, also where there is no
/// subscription.
/// </summary>
public sealed partial class ChangeSubscription(
    BotDb db, GraphConnection graph, SubscriptionSecret secrets, SubscriptionAddress address, TimeProvider clock, ILogger<ChangeSubscription> logger)
{
    /// <summary>Graph takes less than 29 days for users (Microsoft's page "Subscription resource type").</summary>
    private static readonly TimeSpan Length = TimeSpan.FromDays(28);

    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(1);

    /// <summary>Makes the subscription when there is none, renews it once a day, and makes it anew where the bot has another address by now.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (address.Find() is not { } notifications)
            return;
        var state = await db.DirectoryStates.AsNoTracking().SingleAsync(row => row.Name == DirectoryState.Users, cancellationToken);
        var until = clock.GetUtcNow() + Length;
        var isHere = state.SubscriptionSecret is { } kept && secrets.AddressIn(kept) == notifications.AbsoluteUri;
        if (isHere && state.SubscribedUntil > until - RenewedAfter)
            return;
        var failure = state.SubscriptionId is not { } id ? await CreateAsync(notifications, until, cancellationToken)
            : isHere ? await RenewAsync(id, until, cancellationToken)
            : await EndAsync(id, cancellationToken);
        if (state.SubscriptionId is not null && (failure is GraphFailure.Refused { Status: 404 } || (failure is null && !isHere)))
            failure = await CreateAsync(notifications, until, cancellationToken);
        if (failure is not null)
            Log.Failed(logger, failure.Summary());
    }

    private async Task<GraphFailure?> EndAsync(string id, CancellationToken cancellationToken)
    {
        var (_, failure) = await graph.AskAsync<string>(
            async (client, token) =>
            {
                await client.Subscriptions[id].DeleteAsync(cancellationToken: token);
                return id;
            },
            cancellationToken);
        return failure;
    }

    private async Task<GraphFailure?> RenewAsync(string id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (_, failure) = await graph.AskAsync((client, token) => client.Subscriptions[id].PatchAsync(new Subscription { ExpirationDateTime = until }, cancellationToken: token), cancellationToken);
        if (failure is null)
            await KeepAsync(row => row.SetProperty(state => state.SubscribedUntil, until), cancellationToken);
        return failure;
    }

    private async Task<GraphFailure?> CreateAsync(Uri notifications, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var (made, failure) = await graph.AskAsync(
            (client, token) => client.Subscriptions.PostAsync(
                new Subscription
                {
                    ChangeType = "updated,deleted", // a new user and a soft deletion are updates
                    Resource = "users",
                    NotificationUrl = new Uri(notifications, NotificationEndpoints.Notifications).AbsoluteUri,
                    LifecycleNotificationUrl = new Uri(notifications, NotificationEndpoints.Lifecycle).AbsoluteUri,
                    ClientState = secret,
                    ExpirationDateTime = until,
                },
                cancellationToken: token),
            cancellationToken);
        if (failure is not null || made?.Id is not { } id)
            return failure;
        var kept = secrets.Protect(secret, notifications.AbsoluteUri);
        await KeepAsync(
            row => row.SetProperty(state => state.SubscriptionId, id).SetProperty(state => state.SubscriptionSecret, kept).SetProperty(state => state.SubscribedUntil, until),
            cancellationToken);
        return null;
    }

    private Task<int> KeepAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<DirectoryState>> change, CancellationToken cancellationToken) =>
        db.DirectoryStates.Where(row => row.Name == DirectoryState.Users).ExecuteUpdateAsync(change, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Microsoft Graph does not tell of changes; the directory is read each hour: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

/// <summary>Keeps encrypted what a notification has to bring, with the address to which it is sent, and compares it.</summary>
public sealed class SubscriptionSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Graph.Subscription");

    /// <param name="secret">In one line.</param>
    public byte[] Protect(string secret, string address) => _protector.Protect(Encoding.UTF8.GetBytes($"{secret}\n{address}"));

    /// <returns>Null where none was kept, or the key is gone by which it was.</returns>
    public string? AddressIn(byte[] kept) => LinesOf(kept) is [_, var address] ? address : null;

    /// <returns>In a time that tells nothing; false also where the key is gone by which it was kept.</returns>
    public bool IsSame(byte[] kept, string? brought) =>
        LinesOf(kept) is [var secret, ..] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(brought ?? ""));

    private string[] LinesOf(byte[] kept)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(kept)).Split('\n');
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}

/// <summary>Where Graph can tell the bot something.</summary>
public sealed class SubscriptionAddress(IOptions<GraphOptions> options, PublicAddress address, IHostEnvironment environment)
{
    /// <returns>Null where nothing is to be told, or no address is known that Graph would call: it takes https alone, a played one this machine's too.</returns>
    public Uri? Find() =>
        options.Value is { ReadsDirectory: true, Subscribes: true }
        && address.Find() is { } url
        && (url.Scheme == Uri.UriSchemeHttps || (environment.IsDevelopment() && url.IsLoopback))
            ? url
            : null;
}
