using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Insights;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.PartnerCenter;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>The services of Microsoft around a trial's bot, all of one organisation and on the bot's clock.</summary>
public sealed class PlayedMicrosoft : IAsyncDisposable
{
    /// <summary>The registration by which the bot reads the directory; a trial's bot has none of its own.</summary>
    private const string GraphClientId = "7c1d6a0e-2f4b-4d7a-9a35-8e0b6f1c2d30";

    private PlayedMicrosoft(FakeMicrosoftAccounts accounts, FakePartnerCenter partnerCenter, FakeLogin login, FakeGraph graph, FakeInsights insights) =>
        (Accounts, PartnerCenter, Login, Graph, Insights) = (accounts, partnerCenter, login, graph, insights);

    public FakeMicrosoftAccounts Accounts { get; }

    public FakePartnerCenter PartnerCenter { get; }

    /// <summary>Gives the tokens for Graph.</summary>
    public FakeLogin Login { get; }

    public FakeGraph Graph { get; }

    /// <summary>Reports of Partner Center, which know more than the files do.</summary>
    public FakeInsights Insights { get; }

    /// <param name="folder">Evidence files, with a <c>people.csv</c>.</param>
    public static async Task<PlayedMicrosoft> StartAsync(string folder, TimeProvider clock)
    {
        var accounts = MicrosoftAccount.ReadFrom(folder);
        var graph = await FakeGraph.StartAsync(clock: clock);
        SampleDirectory.Fill(graph, folder);
        graph.Grant(GraphConsent.ReadLeaveDates);
        graph.Subscriptions.SendsAtOnce = true;
        return new PlayedMicrosoft(
            await FakeMicrosoftAccounts.StartAsync(accounts),
            await FakePartnerCenter.StartAsync(folder, accounts, clock),
            await FakeLogin.StartAsync(GraphClientId, clock),
            graph,
            await SampleReports.PlayAsync(folder, clock));
    }

    public async ValueTask DisposeAsync()
    {
        await Accounts.DisposeAsync();
        await PartnerCenter.DisposeAsync();
        await Login.DisposeAsync();
        await Graph.DisposeAsync();
        await Insights.DisposeAsync();
    }
}
