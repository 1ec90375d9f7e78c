using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Sandbox.Insights;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.PartnerCenter;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The settings of the bot in a trial: no app registration, nothing outside this machine, all data in one folder.</summary>
public static class BotSettings
{
    /// <param name="editionId">The edition that the organisation follows.</param>
    /// <param name="evidence">Folder of evidence files.</param>
    /// <param name="database">Path of the SQLite file.</param>
    public static Dictionary<string, string?> For(SampleCast cast, string editionId, string evidence, string database) => new()
    {
        // A setting of the shell must not turn the trial into something that talks to Azure.
        ["BotFramework:AppId"] = "",
        ["Storage:Provider"] = "Sqlite",
        // Without pooling the file is free to be deleted as soon as the bot has stopped.
        ["Storage:ConnectionString"] = $"Data Source={database};Pooling=False",
        ["Import:Folder"] = evidence,
        ["Organisation:Name"] = SampleCast.Organisation,
        ["Organisation:TenantId"] = SampleCast.TenantId,
        ["Organisation:TimeZone"] = SampleCast.TimeZone,
        ["Organisation:Editions:0"] = editionId,
        ["Renewal:HolidaysFolder"] = SandboxFolder.Holidays,
        ["Organisation:Admins:0"] = cast.Admin.UserPrincipalName,
        ["Logging:LogLevel:Default"] = "Warning",
        // Both are meant: the sample has rows to complain about (the word import shows them), and nobody outside this machine is let in.
        ["Logging:LogLevel:CompetencyBot.Sources.EvidenceImportJob"] = "Error",
        ["Logging:LogLevel:CompetencyBot.BotFramework.Hosting.AnonymousGuard"] = "Error",
    };

    /// <summary>Where people prove which Microsoft account is theirs, and where they associate it.</summary>
    /// <param name="botPort">0 for one that is not known yet: then the bot itself has to find out its address, which it does in Development.</param>
    public static Dictionary<string, string?> Linking(FakeMicrosoftAccounts accounts, FakePartnerCenter partnerCenter, int botPort)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(partnerCenter);
        var settings = new Dictionary<string, string?>
        {
            ["MicrosoftAccount:Authority"] = accounts.Authority,
            ["MicrosoftAccount:ClientId"] = accounts.ClientId,
            ["MicrosoftAccount:ClientSecret"] = accounts.ClientSecret,
            ["PartnerCenter:DashboardUrl"] = partnerCenter.DashboardUrl,
        };
        if (botPort != 0)
            settings["Hosting:PublicUrl"] = RunningBot.AddressOf(botPort);
        return settings;
    }

    /// <summary>The directory, with everything that the bot can do with one.</summary>
    /// <param name="login">Gives the tokens for it.</param>
    public static Dictionary<string, string?> Directory(FakeGraph graph, FakeLogin login)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(login);
        return new()
        {
            ["BotFramework:TokenEndpoint"] = login.TokenEndpoint,
            ["Graph:Enabled"] = "true",
            ["Graph:Directory"] = "true",
            ["Graph:BaseUrl"] = graph.BaseUrl,
            ["Graph:TenantId"] = SampleCast.TenantId,
            ["Graph:ClientId"] = login.AppId,
            ["Graph:ClientSecret"] = login.Secret,
            ["Graph:AdminGroupId"] = SampleDirectory.AdminGroup,
            ["Graph:ManagerGroupId"] = SampleDirectory.ManagerGroup,
            ["Graph:ReadsLeaveDates"] = "true",
            ["Graph:ReadsMailboxSettings"] = "true",
            ["Graph:CreateUsers"] = "true",
        };
    }

    /// <summary>Where the bot fetches reports from, once an admin has connected it.</summary>
    public static Dictionary<string, string?> Reports(FakeInsights insights)
    {
        ArgumentNullException.ThrowIfNull(insights);
        return new()
        {
            ["PartnerCenter:Enabled"] = "true",
            ["PartnerCenter:ClientId"] = insights.ClientId,
            ["PartnerCenter:ClientSecret"] = insights.ClientSecret,
            ["PartnerCenter:ApiUrl"] = insights.ApiUrl,
            ["PartnerCenter:Authority"] = insights.Authority,
        };
    }
}
