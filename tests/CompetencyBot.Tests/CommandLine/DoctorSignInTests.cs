using System.Net;
using System.Net.Sockets;
using CompetencyBot.CommandLine.Doctor;
using CompetencyBot.Sandbox.Login;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.CommandLine;

public sealed class DoctorSignInTests : IAsyncLifetime
{
    private readonly DoctorPatient patient = new();
    private readonly FakeTimeProvider theirClock = new(new DateTimeOffset(2018, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private FakeLogin login = null!;

    public async ValueTask InitializeAsync()
    {
        login = await FakeLogin.StartAsync(DoctorPatient.AppId, theirClock, DoctorPatient.Secret);
        patient.RegisteredAt(login);
    }

    public async ValueTask DisposeAsync()
    {
        await login.DisposeAsync();
        patient.Dispose();
    }

    [Fact]
    public async Task The_services_are_reached_and_give_the_bot_its_token()
    {
        var report = await patient.ExamineAsync();

        Assert.Equal(0, report.ExitCode);
        report.Says($"✔ Sign-in service: {login.MetadataUrl} is reached.");
        report.Says($"✔ Sign-in service: {login.TokenEndpoint} is reached.");
        report.Says("✔ Sign-in service: This machine's clock is within 0 s of the service's.");
        report.Says("✔ Sign-in service: The bot is given its token, good for 60 minutes.");
        Assert.DoesNotContain("bot-token", report.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(299, "✔", "is within 299 s of the service's.")]
    [InlineData(-299, "✔", "is within 299 s of the service's.")]
    [InlineData(300, "✖", "is 5 minutes fast; from 5 minutes on, tokens are refused. Let it be set by a time server (NTP).")]
    [InlineData(-1200, "✖", "is 20 minutes slow;")]
    public async Task A_clock_is_compared_with_the_service_that_gives_the_tokens(int secondsAhead, string mark, string sentence)
    {
        patient.Clock.AdjustTime(theirClock.GetUtcNow().AddSeconds(secondsAhead));

        (await patient.ExamineAsync()).Says($"{mark} Sign-in service: This machine's clock {sentence}");
    }

    [Fact]
    public async Task A_wrong_secret_is_a_problem_that_does_not_show_it()
    {
        patient["BotFramework:ClientSecret"] = "another-secret";

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Sign-in service: The bot is given no token: ", "answered 401.", "a secret may have expired.");
        Assert.DoesNotContain("another-secret", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_is_told_with_its_status()
    {
        login.Status = 503;

        (await patient.ExamineAsync()).Says($"✖ Sign-in service: {login.MetadataUrl} answered with status 503.");
    }

    [Fact]
    public async Task An_answer_that_is_not_OpenID_metadata_is_a_problem()
    {
        patient["BotFramework:OpenIdMetadataUrl"] = login.MetadataUrl.Replace("openidconfiguration", "keys", StringComparison.Ordinal);

        (await patient.ExamineAsync()).Says("✖ Sign-in service: ", "answered, but not with OpenID metadata.");
    }

    [Fact]
    public async Task A_service_that_nobody_listens_for_is_not_reached_and_no_token_is_asked_of_it()
    {
        patient["BotFramework:TokenEndpoint"] = "http://127.0.0.1:1/token";

        var report = await patient.ExamineAsync();

        report.Says("✖ Sign-in service: http://127.0.0.1:1/token was not reached: ", "firewall or proxy");
        Assert.Empty(login.TokenRequests);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_waited_for_five_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        patient["BotFramework:OpenIdMetadataUrl"] = $"http://{silent.LocalEndpoint}/metadata";

        var examination = patient.ExamineAsync();
        using var connection = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        patient.Clock.Advance(Installation.Patience);

        (await examination).Says("✖ Sign-in service: ", "/metadata was not reached: no answer within 5 seconds. Open this machine's firewall");
    }
}
