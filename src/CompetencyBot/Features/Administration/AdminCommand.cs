using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration;

/// <summary><c>admin</c>: what admins can start from chat. <c>admin scan</c> looks for renewal risks now.</summary>
public sealed class AdminCommand(JobStarter jobs) : ICommand
{
    private const string Scan = "scan";
    private const string Read = "read";

    public static CommandInfo Info { get; } = new(
        "admin", ["管理", "管理員"], Audience.Admins, () => Texts.HelpOfAdmin, () => Texts.ButtonAdmin)
    { PersonalOnly = true };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        switch (request.Action ?? request.Argument)
        {
            case Scan or "掃描":
                await jobs.ScanAsync(request.Viewer, cancellationToken);
                return new Reply(Texts.ScanStarted);
            case Read or "讀取":
                await jobs.ImportAsync(request.Viewer, cancellationToken);
                return new Reply(Texts.ImportStarted);
            default:
                return new Reply(Texts.AdminTitle, Menu());
        }
    }

    private static AdaptiveCard Menu() => CardParts.Card(
        [
            CardParts.Heading(Texts.AdminTitle),
            new FactSet([new Fact("admin scan", Texts.AdminScanHelp), new Fact("admin read", Texts.AdminReadHelp), new Fact("import", Texts.HelpOfImport)]),
        ],
        Texts.AdminTitle,
        new ExecuteAction(Texts.ButtonScan, $"{Info.Name}/{Scan}"),
        new ExecuteAction(Texts.ButtonReadFolder, $"{Info.Name}/{Read}"),
        new ExecuteAction(Texts.ButtonImport, "import/show"));
}
