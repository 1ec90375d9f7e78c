using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Pictures;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyStatus;

/// <summary><c>status</c>: the asking person's own account and achievements, in a chat of their own only.</summary>
public sealed class StatusCommand(
    EvidenceReader reader,
    BotDb db,
    PictureLinks pictures,
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptions<PartnerCenterOptions> partnerCenter,
    TimeProvider clock) : ICommand
{
    private const string WhatIf = "whatif";

    public static CommandInfo Info { get; } = new(
        "status",
        ["my status", "am i linked", "狀態", "我的狀態"],
        Audience.Everybody,
        () => Texts.HelpOfStatus,
        () => Texts.ButtonStatus)
    { PersonalOnly = true, Group = HelpGroup.Own, Menu = Menus.Personal, Actions = ["show", WhatIf] };

    /// <summary>Of the button that asks what would be different if the person passed something.</summary>
    public static string WhatIfVerb => $"{Info.Name}/{WhatIf}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (request.Viewer.Person is not { } record || !evidence.Records.People.Contains(record))
            return new Reply(Texts.StatusUnknownPerson);

        var view = await ViewAsync(record, evidence, cancellationToken);
        if (request.Action == WhatIf)
            return new Reply(StatusTexts.WhatIfTitle, PassCard.For(view));
        var picture = await pictures.ForAsync(LapsePicture.Of(view, evidence), request, cancellationToken);
        var zone = organisation.CurrentValue.Zone;
        var card = StatusCard.For(view, CardParts.DateLines(evidence, view.Date, zone), picture is null ? [] : [picture], partnerCenter.Value.DashboardUrl);
        return new Reply(Texts.StatusTitle, SourceLines.Under(card, evidence, zone, FileKind.TrainingCompletions, FileKind.People));
    }

    private async Task<MyStatusView> ViewAsync(PersonRecord record, OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        var person = record.UserPrincipalName.ToLowerInvariant();
        // The evidence knows only accounts that have not ended, and not by which data they were confirmed.
        var accounts = await db.LinkedAccounts.AsNoTracking().Where(link => link.Person == person).ToListAsync(cancellationToken);
        var reminders = await db.OwnReminders.AsNoTracking().Where(reminder => reminder.Person == person).ToListAsync(cancellationToken);
        var settings = organisation.CurrentValue;
        return MyStatusView.Of(record, evidence, accounts, reminders, settings.Today(clock), settings.Zone);
    }
}
