using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.People;
using CompetencyBot.Features.Administration.Settings;
using CompetencyBot.Features.Administration.Told;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration;

/// <summary><c>admin</c>: the settings, who is an admin, what was changed, who was told of what; and jobs to be started now.</summary>
public sealed class AdminCommand(
    JobStarter jobs, SettingsDialog settings, AdminPeople people, AuditView audit, ToldView told, AdminSources sources) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "admin", ["管理", "管理員"], Audience.Admins, () => Texts.HelpOfAdmin, () => Texts.ButtonAdmin)
    { PersonalOnly = true, Actions = AdminAction.All, Example = () => HelpTexts.ExampleOfAdmin, Group = HelpGroup.Administration };

    public static string VerbOf(string action) => $"{Info.Name}/{action}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        switch (request.Action ?? AdminAction.Typed(request.Argument))
        {
            case AdminAction.Scan:
                await jobs.ScanAsync(request.Viewer, cancellationToken);
                return new Reply(Texts.ScanStarted);
            case AdminAction.Read:
                await jobs.ImportAsync(request.Viewer, cancellationToken);
                return new Reply(Texts.ImportStarted);
            case AdminAction.Show:
                return await settings.OverviewAsync(cancellationToken);
            case (AdminAction.Warnings or AdminAction.Organisation) and { } form:
                return await settings.FormAsync(form, cancellationToken);
            case AdminAction.Save:
                return await settings.SaveAsync(request, cancellationToken);
            case AdminAction.Admins:
                return await people.ListAsync(cancellationToken);
            case AdminAction.Add:
                return await people.AddAsync(request, cancellationToken);
            case AdminAction.Remove:
                return await people.RemoveAsync(request, cancellationToken);
            case AdminAction.Audit:
                return await audit.AnswerAsync(request, cancellationToken);
            case AdminAction.Told:
                return await told.AnswerAsync(request, cancellationToken);
            case AdminAction.ToldFile:
                return await told.OfferAsync(request, cancellationToken);
            case (AdminAction.Directory or AdminAction.Sync or AdminAction.HaveLeft or AdminAction.KeepThem
                or AdminAction.PartnerCenter or AdminAction.Connect or AdminAction.Fetch or AdminAction.Disconnect) and { } action:
                return await sources.AnswerAsync(request, action, cancellationToken);
            default:
                return new Reply(AdminTexts.AdminWords);
        }
    }
}
