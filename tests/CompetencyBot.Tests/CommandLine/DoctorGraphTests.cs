using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Login;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.CommandLine;

/// <summary>Whether the bot may read of the directory what its settings say, found out before anybody misses it.</summary>
public sealed class DoctorGraphTests : IAsyncLifetime
{
    private readonly DoctorPatient patient = new();
    private FakeLogin login = null!;
    private FakeGraph graph = null!;

    public async ValueTask InitializeAsync()
    {
        login = await FakeLogin.StartAsync(DoctorPatient.AppId, new FakeTimeProvider(patient.Clock.GetUtcNow()), DoctorPatient.Secret);
        graph = await FakeGraph.StartAsync();
        SampleDirectory.Fill(graph, SandboxFolder.SampleOrganisation);
        patient.RegisteredAt(login);
        patient["Graph:Enabled"] = "true";
        patient["Graph:Directory"] = "true";
        patient["Graph:ReadsMailboxSettings"] = "true";
        patient["Graph:ReadsLeaveDates"] = "true";
        patient["Graph:AdminGroupId"] = SampleDirectory.AdminGroup;
        patient["Graph:BaseUrl"] = graph.BaseUrl;
    }

    public async ValueTask DisposeAsync()
    {
        await graph.DisposeAsync();
        await login.DisposeAsync();
        patient.Dispose();
    }

    [Fact]
    public async Task What_can_be_read_is_said_and_of_what_cannot_be_tried_that_somebody_should_look()
    {
        var report = await patient.ExamineAsync();

        report.Says("✔ Microsoft Graph: Users: can be read.");
        report.Says("✔ Microsoft Graph: Members of groups: can be read.");
        report.Says("✔ Microsoft Graph: Working hours of mailboxes: can be read.");
        report.Says("! Microsoft Graph: Leave dates: without the permission User-LifeCycleInfo.Read.All");
    }

    [Theory]
    [InlineData(GraphConsent.ReadUsers, "✖ Microsoft Graph: Users may not be read: the permission User.Read.All is missing.")]
    [InlineData(GraphConsent.ReadGroupMembers, "✖ Microsoft Graph: Members of groups may not be read: the permission GroupMember.Read.All is missing.")]
    [InlineData(GraphConsent.ReadMailboxSettings, "✖ Microsoft Graph: Working hours of mailboxes may not be read: the permission MailboxSettings.Read is missing.")]
    public async Task A_permission_that_is_missing_is_named(GraphConsent permission, string sentence)
    {
        graph.Revoke(permission);

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says(sentence);
    }

    [Fact]
    public async Task A_group_that_there_is_not_is_named()
    {
        patient["Graph:AdminGroupId"] = "11111111-2222-4333-8444-555555555555";

        (await patient.ExamineAsync()).Says("✖ Microsoft Graph: There is no group with the id in Graph:AdminGroupId.");
    }

    [Fact]
    public async Task Without_a_token_only_that_is_said()
    {
        patient["Graph:ClientId"] = "33333333-3333-4444-8555-666666666666";
        patient["Graph:ClientSecret"] = "wrong";

        (await patient.ExamineAsync()).Says("✖ Microsoft Graph: The sign-in service gives no token for Microsoft Graph.");
        Assert.Empty(graph.Calls);
    }
}
