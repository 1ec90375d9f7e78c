using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using Microsoft.Extensions.Options;
using Quartz;

namespace CompetencyBot.Features.Administration.Entra;

/// <summary>Asks each admin, once, about people who seem to have left all at once.</summary>
[DisallowConcurrentExecution]
public sealed class HeldLeaversJob(
    HeldLeavers held, AdminDirectory directory, OutboxWriter outbox, RecipientFinder recipients, JobReport report, IOptionsMonitor<OrganisationOptions> organisation) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var open = await held.OpenAsync(cancellationToken);
        if (open.Count == 0)
            return;
        var (_, admins) = await directory.ReadAsync(cancellationToken);
        foreach (var admin in admins)
        {
            using var language = Language.Use(await recipients.FindLocaleAsync(admin.Address, cancellationToken));
            foreach (var wave in open)
                await outbox.AddAsync(
                    $"directory-wave|{wave.Wave.Id:N}|{admin.Address.ToLowerInvariant()}",
                    admin.Address,
                    ReplyPages.Of(HeldLeaversCard.For(wave, organisation.CurrentValue.Zone)),
                    cancellationToken);
        }

        await report.EndAsync(context, () => DirectoryTexts.HeldTitle, cancellationToken);
    }
}
