using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Features.Reminders;

/// <summary>
/// Tells holders, and their managers, which certificates soon lapse. A day on which it did not run is made up by the next run: what is to be
/// known by today and was not told yet is told then. Besides the usual days a holder may have asked for one of their own, or for none.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class CertificateReminderJob(
    EvidenceReader reader,
    CertificateReminders reminders,
    IOptionsMonitor<RenewalOptions> renewal,
    IOptionsMonitor<OrganisationOptions> organisation,
    TimeProvider clock,
    ILogger<CertificateReminderJob> logger)
    : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return; // the scan says that no edition is followed
        var today = organisation.CurrentValue.Today(clock);
        var settings = renewal.CurrentValue;
        var wished = await reminders.WishedAsync(cancellationToken);
        var daysAhead = settings.HolderDays.Concat(settings.ManagerDays).Concat(wished.Values).DefaultIfEmpty(0).Max();
        var lapsing = LapsingCertificate.Of(evidence.Followed.Select(followed => (followed.Edition, followed.Matched)), today, daysAhead);
        CertificateFact[] facts =
        [
            .. CertificateFact.Of(lapsing, settings, wished, today)
                .Where(fact => !(evidence.FindByWorkAddress(fact.Recipient)?.LeftOn <= today)), // a manager who is gone
        ];
        var told = await reminders.TellAsync(evidence, facts, today, cancellationToken);
        Log.Looked(logger, lapsing.Length, daysAhead, told);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Certificates: {Lapsing} lapse within {Days} days, {Told} new messages.")]
        public static partial void Looked(ILogger logger, int lapsing, int days, int told);
    }
}
