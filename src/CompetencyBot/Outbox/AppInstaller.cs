using System.Collections.Concurrent;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Graph;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;

namespace CompetencyBot.Outbox;

/// <summary>
/// Installs the app for somebody who is to be told something, where the organisation allows that: permission
/// <c>TeamsAppInstallation.ReadWriteSelfForUser.All</c> of Microsoft Graph, for the bot's own app only.
/// </summary>
public sealed partial class AppInstaller(
    IOptions<GraphOptions> options, GraphConnection graph, TimeProvider clock, ILogger<AppInstaller> logger)
{
    /// <summary>For so long somebody for whom the app may not be installed, or who has no Teams, is not tried again.</summary>
    private static readonly TimeSpan RefusalsKept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, SendResult.Refused Why)> _refused = new();

    /// <returns>Sent: the app is installed. Try later: Graph has no time, or is out of order. Refused: it is not to be had for them.</returns>
    public async Task<SendResult> InstallAsync(string objectId, CancellationToken cancellationToken)
    {
        if (!options.Value.InstallsApp)
            return new SendResult.Refused(0, "NotConfigured", "Graph:Enabled and Graph:TeamsAppId are not set.");
        var now = clock.GetUtcNow();
        if (_refused.TryGetValue(objectId, out var known) && now - known.At < RefusalsKept)
            return known.Why;

        var result = await AskAsync(objectId, cancellationToken);
        if (result is SendResult.Refused { Status: >= 400 } refused)
            Keep(objectId, refused, now);
        Log.Asked(logger, result.Summary());
        return result;
    }

    private void Keep(string objectId, SendResult.Refused why, DateTimeOffset now)
    {
        foreach (var (id, (at, _)) in _refused)
            if (now - at >= RefusalsKept)
                _refused.TryRemove(id, out _);
        _refused[objectId] = (now, why);
    }

    private async Task<SendResult> AskAsync(string objectId, CancellationToken cancellationToken)
    {
        var app = $"{graph.Address}/appCatalogs/teamsApps/{options.Value.TeamsAppId}";
        var answer = await graph.AskAsync(
            (client, token) => client.Users[objectId].Teamwork.InstalledApps.PostAsync(
                new UserScopeTeamsAppInstallation { AdditionalData = new Dictionary<string, object> { ["teamsApp@odata.bind"] = app } }, cancellationToken: token),
            cancellationToken);
        return Of(answer.Failure);
    }

    /// <summary>409 = it is installed already. 403 = not permitted, by the organisation or for this person; 404 = no such person or app.</summary>
    private static SendResult Of(GraphFailure? failure) => failure switch
    {
        null or GraphFailure.Refused { Status: 409 } => new SendResult.Sent(null),
        GraphFailure.Busy { Status: 429 } busy => new SendResult.TryLater(429, "Microsoft Graph asked to wait.", busy.Wait),
        GraphFailure.Busy busy => new SendResult.TryLater(busy.Status, "Microsoft Graph is out of order.", busy.Wait),
        GraphFailure.Refused refused => new SendResult.Refused(refused.Status, "AppNotInstalled", "Microsoft Graph does not install the app for this person."),
        GraphFailure.NotReached lost => new SendResult.TryLater(null, lost.Reason, null),
        _ => new SendResult.Refused(0, "NoToken", failure.Summary()), // as if the bot were not permitted, until somebody mends it
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Microsoft Graph was asked to install the app for somebody: {Answer}")]
        public static partial void Asked(ILogger logger, string answer);
    }
}
