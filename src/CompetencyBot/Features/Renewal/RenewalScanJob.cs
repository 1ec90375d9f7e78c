using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Features.Renewal;

/// <summary>
/// Looks for levels that will not hold and puts one message per risk and admin into the outbox; what was told is not told again.
/// </summary>
[DisallowConcurrentExecution]
public sealed partial class RenewalScanJob(
    EvidenceReader reader,
    AdminRecipients admins,
    OutboxWriter outbox,
    JobReport report,
    IOptionsMonitor<OrganisationOptions> organisation,
    TimeProvider clock,
    ILogger<RenewalScanJob> logger)
    : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
        {
            Log.NoEdition(logger);
            return;
        }

        var today = organisation.CurrentValue.Today(clock);
        RenewalOutlook[] outlooks = [.. evidence.Followed.Select(followed => RenewalOutlook.Of(followed, today))];
        var (told, recipients) = await TellAsync(evidence, outlooks, cancellationToken);
        var risks = outlooks.Sum(outlook => outlook.Risk?.AtRisk.Count() ?? 0);
        Log.Scanned(logger, risks, told, recipients);
        await report.EndAsync(context, () => Language.Format(Texts.ScanFinished, risks, told), cancellationToken);
    }

    private async Task<(int Told, int Recipients)> TellAsync(
        OrganisationEvidence evidence, IEnumerable<RenewalOutlook> outlooks, CancellationToken cancellationToken)
    {
        var recipients = await admins.OfAsync(evidence, cancellationToken);
        if (recipients.Count == 0)
            Log.NobodyToTell(logger);
        var told = 0;
        foreach (var outlook in outlooks)
            foreach (var forecast in outlook.Risk?.AtRisk ?? [])
                foreach (var recipient in recipients)
                {
                    var key = KeyOf(outlook, forecast, recipient);
                    if (await outbox.AddAsync(key, recipient.Address, Messages(evidence, outlook, forecast, recipient), cancellationToken))
                        told++;
                }

        return (told, recipients.Count);
    }

    /// <summary>The day the level breaks and its causes are part of the key: when they change, that is news.</summary>
    private static string KeyOf(RenewalOutlook outlook, LevelForecast forecast, AdminRecipient recipient) => string.Join('|',
    [
        "renewal-risk",
        outlook.Followed.Edition.Id,
        forecast.Competency.Id,
        forecast.Level,
        Phrases.ShortDate(outlook.Calendar!.Anniversary),
        Phrases.ShortDate(forecast.BreaksOn!.Value),
        Fingerprint.Of(forecast.Causes.Select(FactOf)),
        recipient.Address.ToLowerInvariant(),
    ]);

    // Written out, since what a record prints of itself depends on the machine's language and on every property it gains.
    private static string FactOf(RiskCause cause) =>
        $"{cause.Kind}|{Phrases.ShortDate(cause.On)}|{cause.PersonId?.ToLowerInvariant()}|{cause.ItemId}|{cause.Metric}";

    private IReadOnlyList<OutboundActivity> Messages(
        OrganisationEvidence evidence, RenewalOutlook outlook, LevelForecast forecast, AdminRecipient recipient)
    {
        using var language = Language.Use(recipient.Locale);
        var people = new PeopleShown(evidence, recipient.AsReader);
        var dateLines = CardParts.DateLines(evidence, outlook.Today, organisation.CurrentValue.Zone);
        return ReplyPages.Of(new Reply(RenewalAlertCard.Title(forecast), RenewalAlertCard.For(outlook, forecast, people, dateLines)));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Renewal scan: {Risks} levels at risk, {Told} new messages to {Recipients} admins.")]
        public static partial void Scanned(ILogger logger, int risks, int told, int recipients);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Renewal scan: there is no admin to tell. Set Organisation:Admins.")]
        public static partial void NobodyToTell(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Renewal scan: no programme edition is configured. Set Organisation:Editions.")]
        public static partial void NoEdition(ILogger logger);
    }
}
