using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task A_running_bot_is_alive_and_ready()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await HealthAsync(app, "/health/live"));
        var (ready, checks) = await HealthAsync(app, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready);
        Assert.Equal(["database", "scheduler", "jobs", "warnings"], JsonNode.Parse(checks)!["checks"]!.AsObject().Select(check => check.Key));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.GetAsync("/api/messages")).StatusCode);
    }

    [Fact]
    public async Task Outside_Development_the_bot_does_not_start_without_an_app_id()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => AppFixture.StartAsync(new AppOptions
        {
            Environment = "Production",
            Settings = new()
            {
                ["BotFramework:AppId"] = "",
                ["BotFramework:OpenIdMetadataUrl"] = "https://login.botframework.com/v1/.well-known/openidconfiguration",
                ["BotFramework:TokenEndpoint"] = "",
            },
        }));

        Assert.Equal(
            "BotFramework:AppId is not set. Set it to the Microsoft App ID of your Azure Bot. Without it the bot accepts "
            + "requests without a token, which it does in the environment Development only (now: Production).",
            refusal.Message);
    }

    [Theory]
    [InlineData(SampleCast.TenantId, true)]
    [InlineData(null, false)]
    public async Task A_bot_registered_under_a_domain_knows_whom_to_answer_by_the_tenant_of_the_organisation(string? tenant, bool starts)
    {
        var start = AppFixture.StartAsync(new AppOptions
        {
            Environment = "Production",
            Settings = new()
            {
                ["BotFramework:TenantId"] = "contoso.example",
                ["BotFramework:OpenIdMetadataUrl"] = null,
                ["BotFramework:TokenEndpoint"] = null,
                ["Organisation:TenantId"] = tenant,
            },
        });

        if (starts)
            await using (await start)
                return;
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => start);
        Assert.StartsWith("BotFramework:TenantId is 'contoso.example', by which", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_edition_and_a_bad_time_zone_are_refused_both_at_once()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Create(new()
        {
            ["Organisation:Editions:0"] = "docs-1999",
            ["Organisation:TimeZone"] = "Taipei time",
        }));

        Assert.Equal(
            [
                "Organisation:Editions names \"docs-1999\", which is not an edition. There are: 2023-10, 2026, docs-2017-12, docs-2021-07.",
                "Organisation:TimeZone \"Taipei time\" is not an IANA time zone such as Asia/Taipei or Europe/Berlin.",
            ],
            refusal.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void PostgreSQL_without_a_connection_string_is_refused()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Create(new() { ["Storage:Provider"] = "Postgres" }));

        Assert.StartsWith("Storage:Provider is Postgres, but Storage:ConnectionString is empty.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oracle", "")]
    [InlineData("Sqlite", "Nonsense=1")]
    public void A_storage_that_does_not_exist_is_refused(string provider, string connectionString)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Create(new()
        {
            ["Storage:Provider"] = provider,
            ["Storage:ConnectionString"] = connectionString,
        }));

        Assert.StartsWith("Storage:Provider or Storage:ConnectionString cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_edition_the_bot_runs_and_says_which_there_are()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Organisation:Editions:0"] = null } });

        Assert.Contains("No programme edition is followed", app.Log.Warnings, StringComparison.Ordinal);
        foreach (var words in new[] { "progress", "renewal", "status" })
            Assert.EndsWith("must set Organisation:Editions:0 to one of: 2023-10, 2026, docs-2017-12, docs-2021-07", (await app.As(Sample.Grace).Says(words)).Text, StringComparison.Ordinal);
    }

    /// <summary>The names that the README gives; set for this process only while one app reads them.</summary>
    [Fact]
    public void Every_setting_can_be_an_environment_variable()
    {
        const string name = "Organisation__Name";
        var before = Environment.GetEnvironmentVariable(name);
        try
        {
            Environment.SetEnvironmentVariable(name, "Fabrikam");
            Assert.Equal("Fabrikam", BotApp.Builder([]).Configuration["Organisation:Name"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> HealthAsync(AppFixture app, string path)
    {
        using var response = await app.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static WebApplication Create(Dictionary<string, string?> settings) =>
        BotApp.Create(["--environment", "Development"], builder => builder.Configuration.AddInMemoryCollection(settings));
}
