using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary><c>admin partner center</c>: how the connection stands, and what can be done about it.</summary>
public sealed class PartnerCenterView(
    InsightsVault vault, PartnerCenterDeeds deeds, ConnectTickets tickets, AdminDirectory directory, BotDb db, IOptions<PartnerCenterOptions> options)
{
    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!options.Value.IsSet)
            return new Reply(PartnerCenterTexts.NotSet);
        switch (request.Action)
        {
            case AdminAction.Connect:
                return await tickets.OpenAsync(request.Viewer, cancellationToken) is { } link
                    ? new Reply(PartnerCenterTexts.ConnectTitle, PartnerCenterCards.Invitation(link))
                    : new Reply(PartnerCenterTexts.NoAddress);
            case AdminAction.Fetch:
                return await FetchAsync(request.Viewer, cancellationToken);
            case AdminAction.Disconnect:
                return new Reply(await deeds.DisconnectAsync(request.Viewer, cancellationToken) ? PartnerCenterTexts.Disconnected : PartnerCenterTexts.NotConnected);
            default:
                return await ShowAsync(cancellationToken);
        }
    }

    private async Task<Reply> FetchAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        switch (await vault.FindAsync(cancellationToken))
        {
            case null:
                return new Reply(PartnerCenterTexts.NotConnected);
            case { Connection.End: not null }:
                return new Reply(InsightsTexts.ConnectAgain);
            default:
                await deeds.FetchAsync(viewer, cancellationToken);
                return new Reply(PartnerCenterTexts.FetchStarted);
        }
    }

    private async Task<Reply> ShowAsync(CancellationToken cancellationToken)
    {
        var connection = (await vault.FindAsync(cancellationToken))?.Connection;
        var rows = await db.InsightsDatasets.AsNoTracking().ToListAsync(cancellationToken);
        var (people, _) = await directory.ReadAsync(cancellationToken);
        var state = new PartnerCenterState(
            connection, connection is { By.Length: > 0 } ? AdminDirectory.NameOf(connection.By, people) : null,
            [.. DatasetPlan.Kinds.Select(kind => rows.FirstOrDefault(row => row.Kind == $"{kind}")).OfType<InsightsDataset>()]);
        return new Reply(PartnerCenterTexts.Title, PartnerCenterCards.Overview(state, directory.Zone));
    }
}
