using System.Runtime.CompilerServices;
using CompetencyBot.Graph;
using CompetencyBot.Sources.Entra;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Whether the bot uses Microsoft Graph, for what, and whether it may. What the start refuses is said in the start's own words.</summary>
public static class GraphCheck
{
    public static async IAsyncEnumerable<Finding> RunAsync(Installation installation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var options = installation.Configuration.GetSection(GraphOptions.Section).Get<GraphOptions>() ?? new();
        string[] problems = [.. options.Problems(installation.Environment)];
        foreach (var problem in problems)
            yield return new Finding(Mark.Problem, problem);
        if (problems.Length > 0)
            yield break;
        yield return !options.Enabled ? Finding.Good(DoctorTexts.GraphOff)
            : options.InstallsApp ? Finding.Good(DoctorTexts.GraphInstalls, options.TeamsAppId)
            : Finding.Note(DoctorTexts.GraphWithoutApp);
        if (!options.ReadsDirectory)
            yield break;
        if (string.IsNullOrWhiteSpace(options.Registration(installation.Wire).AppId) || installation.WireFaults.Count > 0)
            yield return Finding.Note(DoctorTexts.GraphNotTried);
        else
            await foreach (var finding in DirectoryAsync(installation, options, cancellationToken))
                yield return finding;
    }

    /// <summary>Reads a little of all that a sync reads.</summary>
    private static async IAsyncEnumerable<Finding> DirectoryAsync(
        Installation installation, GraphOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var trial = new GraphTrial(installation, options);
        var (user, failure) = await trial.AnyUserAsync(cancellationToken);
        yield return Of(failure, EntraTexts.OfUsers, SyncWords.UsersDenied, unknown: null);
        if (failure is GraphFailure.NoToken or GraphFailure.NotReached)
            yield break; // what follows would say the same again

        foreach (var (group, unknown) in new[]
        {
            (options.AdminGroupId, SyncWords.AdminGroupUnknown), (options.ManagerGroupId, SyncWords.ManagerGroupUnknown), (options.PeopleGroupId, SyncWords.PeopleGroupUnknown),
        })
            if (!string.IsNullOrWhiteSpace(group))
                yield return Of(await trial.GroupAsync(group, cancellationToken), EntraTexts.OfGroups, SyncWords.GroupsDenied, unknown);
        if (options.ReadsMailboxSettings && user is not null)
            yield return Of(await trial.MailboxAsync(user, cancellationToken), EntraTexts.OfMailboxes, SyncWords.MailboxesDenied, unknown: null);
        if (options.ReadsLeaveDates)
            yield return Finding.Note(DoctorTexts.GraphLeaveDates);
    }

    private static Finding Of(GraphFailure? failure, string what, string denied, string? unknown) => failure is null
        ? Finding.Good(DoctorTexts.GraphReads, what)
        : new Finding(Mark.Problem, SyncSayings.Of(SyncWords.Of(failure, denied, unknown)));
}
