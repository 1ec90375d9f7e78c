using System.Security.Cryptography.X509Certificates;
using CompetencyBot.CommandLine.Doctor;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Tests.BotFramework;

namespace CompetencyBot.Tests.CommandLine;

public sealed class DoctorRegistrationTests : IDisposable
{
    private const string Tenant = "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e11";

    private readonly DoctorPatient patient = new();

    public void Dispose() => patient.Dispose();

    [Fact]
    public async Task A_whole_installation_has_nothing_to_mend()
    {
        await using var login = await FakeLogin.StartAsync(DoctorPatient.AppId, patient.Clock);

        var report = await patient.RegisteredAt(login).ExamineAsync();

        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        report.Says("✔ App registration: SingleTenant app 11111111-2222-3333-4444-555555555555, tenant contoso.example.");
        report.Says("✔ App registration: The bot's token goes to these hosts only: smba.trafficmanager.net, ");
        report.Says("✔ Environment: Development; every request needs a token");
        report.Says("✔ Settings: Every key under the bot's sections is known.");
        Assert.StartsWith("Nothing to mend; ", report.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_development_machine_without_an_app_id_is_a_note()
    {
        patient["urls"] = "http://localhost:3978";

        var report = await patient.ExamineAsync();

        Assert.Equal(0, report.ExitCode);
        report.Says("! Environment: Development without BotFramework:AppId: requests from this machine are accepted without a token.");
        report.Says("! Sign-in service: Reachability, clock and token are not checked, since BotFramework:AppId is not set.");
    }

    [Theory]
    [InlineData("Production", "http://localhost:3978", "in the environment Development only (now: Production)")]
    [InlineData("Development", "http://0.0.0.0:3978", "the bot would listen on http://0.0.0.0:3978")]
    public async Task Without_an_app_id_what_the_start_refuses_is_told_in_its_own_words(string environment, string urls, string sentence)
    {
        patient.Environment = environment;
        patient["urls"] = urls;

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ App registration: BotFramework:AppId is not set", sentence);
        Assert.DoesNotContain("accepted without a token.", report.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppId", "my-bot", "BotFramework:AppId \"my-bot\" is not an application (client) id. Copy the GUID")]
    [InlineData("TenantId", "contoso", "BotFramework:TenantId \"contoso\" is neither a tenant id (GUID) nor a domain.")]
    [InlineData("TenantId", null, "BotFramework:TenantId is not set.")]
    [InlineData("AppType", "MultiTenant", "BotFramework:AppType is 'MultiTenant'. Set SingleTenant or UserAssignedMSI.")]
    [InlineData("CertificatePath", "bot.pfx", "BotFramework:ClientSecret and BotFramework:CertificatePath are both set. Set one of them.")]
    [InlineData("ClientSecret", null, "The bot has no credential.")]
    [InlineData("Cloud", "Mars", "BotFramework:Cloud is 'Mars'.")]
    [InlineData("AllowedTenants", "contoso.example", "BotFramework:AllowedTenants holds 'contoso.example'.")]
    [InlineData("TrustedServiceHosts:0", "https://example.com/", "BotFramework:TrustedServiceHosts holds 'https://example.com/'.")]
    [InlineData("TrustedFileHosts:0", "*.sharepoint.com", "BotFramework:TrustedFileHosts holds '*.sharepoint.com'.")]
    public async Task A_registration_that_cannot_work_is_a_problem(string setting, string? value, string sentence)
    {
        Register();
        patient[$"BotFramework:{setting}"] = value;

        var found = await RegistrationAsync();

        Assert.Contains(found, finding => finding.Mark == Mark.Problem && finding.Text.StartsWith(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(found, finding => finding.Text.Contains(DoctorPatient.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Until_the_registration_is_mended_nothing_is_asked_of_the_network()
    {
        Register();
        patient["BotFramework:TenantId"] = "";

        var report = await patient.ExamineAsync();

        report.Says("! Sign-in service: Reachability, clock and token are not checked until the app registration is mended.");
    }

    [Theory]
    [InlineData("2017-06-01", Mark.Problem, "is valid only from 2018-01-01.")]
    [InlineData("2098-11-01", Mark.Good, "valid until 2099-01-01.")]
    [InlineData("2098-12-10", Mark.Note, "expires on 2099-01-01.")]
    [InlineData("2099-01-02", Mark.Problem, "expired on 2099-01-01.")]
    public async Task A_certificate_is_judged_by_the_day(string day, Mark mark, string sentence)
    {
        using var certificate = TestCertificate.New(); // from 2018-01-01 to 2099-01-01
        using var file = new TemporaryFile(".pfx", certificate.Export(X509ContentType.Pfx, "open sesame"));
        var early = DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Register();
        patient["BotFramework:ClientSecret"] = null;
        patient["BotFramework:CertificatePath"] = file.Path;
        patient["BotFramework:CertificatePassword"] = "open sesame";
        patient.Clock.AdjustTime(early);

        var found = await RegistrationAsync();

        Assert.Contains(found, finding => finding.Mark == mark && finding.Text.Contains(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(found, finding => finding.Text.Contains("open sesame", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_hosts_that_get_the_token_are_those_of_the_cloud()
    {
        Register();
        patient["BotFramework:Cloud"] = "UsGovernment";

        Assert.Contains(await RegistrationAsync(), finding => finding.Text.EndsWith("teams.microsoft.us, botframework.azure.us.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_managed_identity_needs_no_credential()
    {
        patient.Environment = "Production";
        patient["BotFramework:AppId"] = DoctorPatient.AppId;
        patient["BotFramework:TenantId"] = Tenant;
        patient["BotFramework:AppType"] = "UserAssignedMSI";

        var found = await RegistrationAsync();

        Assert.Contains(found, finding => finding == new Finding(Mark.Good, "Credential: the managed identity of this machine."));
    }

    private void Register()
    {
        patient.Environment = "Production";
        patient["BotFramework:AppId"] = DoctorPatient.AppId;
        patient["BotFramework:TenantId"] = Tenant;
        patient["BotFramework:ClientSecret"] = DoctorPatient.Secret;
    }

    /// <summary>This check alone: the whole report would ask Microsoft's services.</summary>
    private async Task<List<Finding>> RegistrationAsync()
    {
        await using var installation = patient.Installation();
        return [.. RegistrationCheck.Run(installation)];
    }
}
