using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

/// <summary>
/// Looks now and then whether the jobs still run, without the scheduler that runs them. When they do not, the admins are told in chat; and while
/// messages are not delivered by the scheduler, they are delivered from here.
/// </summary>
public sealed partial class Watchdog(JobSilence silence, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Watchdog> logger) : BackgroundService
{
    /// <summary>In this time the job that runs most often runs three times.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(45);

    /// <summary>A wait that took longer was a machine asleep, or a clock that was set.</summary>
    private static readonly TimeSpan Jump = 3 * Every;

    private readonly HashSet<string> _known = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var before = clock.GetUtcNow();
            await Task.Delay(Every, clock, stoppingToken);
            if ((clock.GetUtcNow() - before).Duration() > Jump)
                silence.CountFromNow();
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, failure);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var silent = await silence.FindAsync(scope.ServiceProvider.GetRequiredService<BotDb>(), cancellationToken);
        _known.IntersectWith(silent.Select(job => job.Job));
        foreach (var job in silent.Where(job => _known.Add(job.Job)))
        {
            Log.Silent(logger, job.Job, job.Since, job.Failure);
            Telemetry.JobIsSilent(job.Job);
        }

        if (silent.Count == 0)
            return;
        await ActivatorUtilities.CreateInstance<SilenceNotice>(scope.ServiceProvider).TellAsync(silent, cancellationToken);
        if (silent.Any(job => job.Job == Jobs.KeyOf<OutboxDeliveryJob>().Name))
            await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().RunAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Job} has not ended well since {Since:u}: {Failure}. Does the scheduler stand still?")]
        public static partial void Silent(ILogger logger, string job, DateTimeOffset since, string? failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "The watch over the jobs failed; it is tried again soon.")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}

/// <summary>Tells the admins that jobs are silent, once a day and admin.</summary>
public sealed class SilenceNotice(
    EvidenceReader reader, AdminRecipients admins, OutboxWriter outbox, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task TellAsync(IReadOnlyList<SilentJob> silent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(silent);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return; // without an edition nobody is warned of anything
        var day = Phrases.ShortDate(organisation.CurrentValue.Today(clock));
        foreach (var admin in await admins.OfAsync(evidence, cancellationToken))
        {
            using var language = Language.Use(admin.Locale);
            var since = Phrases.DateAndTime(silent.Min(job => job.Since), organisation.CurrentValue.Zone);
            var text = Language.Format(Texts.JobsSilent, string.Join(", ", silent.Select(job => job.Job)), since);
            await outbox.AddAsync(
                $"jobs-silent|{day}|{admin.Address.ToLowerInvariant()}", admin.Address, ReplyPages.Of(new Reply(text)), cancellationToken);
        }
    }
}
