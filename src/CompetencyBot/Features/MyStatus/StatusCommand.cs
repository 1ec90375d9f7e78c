using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyStatus;

/// <summary><c>status</c>: the asking person's own account and achievements, in a chat of their own only.</summary>
public sealed class StatusCommand(
    EvidenceReader reader, BotDb db, IOptionsMonitor<OrganisationOptions> organisation, IOptions<PartnerCenterOptions> partnerCenter, TimeProvider clock)
    : ICommand
{
    public static CommandInfo Info { get; } = new(
        "status",
        ["my status", "am i linked", "狀態", "我的狀態"],
        Audience.Everybody,
        () => Texts.HelpOfStatus,
        () => Texts.ButtonStatus)
    { PersonalOnly = true, Group = HelpGroup.Own, Menu = Menus.Personal };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (request.Viewer.Person is not { } record || !evidence.Records.People.Contains(record))
            return new Reply(Texts.StatusUnknownPerson);

        var (today, zone) = (organisation.CurrentValue.Today(clock), organisation.CurrentValue.Zone);
        var view = MyStatusView.Of(record, evidence, await AccountsAsync(record.UserPrincipalName, cancellationToken), today, zone);
        return new Reply(Texts.StatusTitle, StatusCard.For(view, CardParts.DateLines(evidence, today, zone), partnerCenter.Value.DashboardUrl));
    }

    /// <summary>The evidence knows only those that have not ended, and not by which data they were confirmed.</summary>
    private Task<List<LinkedAccount>> AccountsAsync(string userPrincipalName, CancellationToken cancellationToken)
    {
        var person = userPrincipalName.ToLowerInvariant();
        return db.LinkedAccounts.AsNoTracking().Where(link => link.Person == person).ToListAsync(cancellationToken);
    }
}
