using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary>What admins do about the connection to Partner Center; each deed stands in the audit.</summary>
public sealed class PartnerCenterDeeds(InsightsAccount account, InsightsVault vault, InsightsBook book, BotDb db, AuditLog audit, JobStarter jobs)
{
    public Task<SignInWay> BeginAsync(Uri redirect, string state, CancellationToken cancellationToken) => account.BeginAsync(redirect, state, cancellationToken);

    /// <summary>Connects the account with whose code a browser came back, and fetches its reports.</summary>
    /// <returns>Its name.</returns>
    public async Task<InsightsAnswer<string>> ConnectAsync(Viewer admin, Uri redirect, string code, string verifier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(admin);
        var before = (await vault.FindAsync(cancellationToken))?.Connection.Account;
        var connected = await account.ConnectAsync(redirect, code, verifier, admin.AuditName, cancellationToken);
        if (connected.Value is not { } name)
            return connected;
        await book.BeginAnewAsync(cancellationToken);
        audit.Add(admin.AuditName, AuditActions.PartnerCenterConnected, before: before, after: name);
        await StartAsync(admin, cancellationToken);
        return connected;
    }

    /// <summary>Asks for all reports now.</summary>
    public async Task FetchAsync(Viewer admin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(admin);
        await book.HastenAsync(cancellationToken);
        await StartAsync(admin, cancellationToken);
    }

    /// <returns>Whether one was connected.</returns>
    public async Task<bool> DisconnectAsync(Viewer admin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(admin);
        var before = (await vault.FindAsync(cancellationToken))?.Connection.Account;
        if (!await vault.EndAsync(cancellationToken))
            return false;
        await book.BeginAnewAsync(cancellationToken);
        audit.Add(admin.AuditName, AuditActions.PartnerCenterDisconnected, before: before);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Whoever asks is told when the reports have arrived: the audit says who it was.</summary>
    private async Task StartAsync(Viewer admin, CancellationToken cancellationToken)
    {
        audit.Add(admin.AuditName, AuditActions.PartnerCenterFetched);
        await db.SaveChangesAsync(cancellationToken);
        await jobs.FetchReportsAsync(admin, cancellationToken);
    }
}
