using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Hosting;
using CompetencyBot.Tests.CommandLine;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>Settings with which nobody could sign in, or not safely: the start refuses them, and the doctor says the same.</summary>
public sealed class SignInSettingsTests : IDisposable
{
    private readonly DoctorPatient patient = new();

    public void Dispose() => patient.Dispose();

    [Theory]
    [InlineData("MicrosoftAccount:ClientId", "id", "MicrosoftAccount:ClientId is set without MicrosoftAccount:ClientSecret.")]
    [InlineData("MicrosoftAccount:ClientSecret", DoctorPatient.Secret, "MicrosoftAccount:ClientSecret is set without MicrosoftAccount:ClientId.")]
    [InlineData("Hosting:PublicUrl", "bot.example.org", "Hosting:PublicUrl is \"bot.example.org\". Set scheme and host, such as")]
    [InlineData("Hosting:PublicUrl", "ftp://bot.example.org", "Hosting:PublicUrl is \"ftp://bot.example.org\". Set scheme and host, such as")]
    [InlineData("Hosting:PublicUrl", "https://bot.example.org/bot", "Set scheme and host alone, such as https://bot.example.org.")]
    [InlineData("Hosting:PublicUrl", "https://bot.example.org:8443/?a=b", "Set scheme and host alone, such as https://bot.example.org:8443.")]
    [InlineData("Hosting:PublicUrl", "http://bot.example.org", "Set an https address: codes of sign-ins go over it.")]
    public async Task What_cannot_work_is_refused_and_told(string key, string value, string sentence)
    {
        patient[key] = value;
        var report = await patient.ExamineAsync();
        report.Says("✖ Linking accounts: ", sentence);
        Assert.DoesNotContain(DoctorPatient.Secret, report.Output, StringComparison.Ordinal);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => AppFixture.StartAsync(new AppOptions { Settings = new() { [key] = value } }));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", "http://login.example.org", false)]
    [InlineData("Development", "login.example.org", false)]
    [InlineData("Development", "http://127.0.0.1:9/", true)]
    [InlineData("Production", "http://127.0.0.1:9/", false)]
    [InlineData("Production", "https://login.example.org", true)]
    public async Task Plain_http_is_for_a_service_of_a_development_machine_only(string environment, string authority, bool isTaken)
    {
        patient.Environment = environment;
        Register(authority, "https://bot.example.org");

        var report = await patient.ExamineAsync();

        if (isTaken)
            report.Says("✔ Linking accounts: People sign in at " + authority);
        else
            report.Says("✖ Linking accounts: MicrosoftAccount:Authority is \"" + authority + "\". Set an https address");
    }

    [Fact]
    public async Task Where_browsers_find_the_bot_must_be_said_outside_Development()
    {
        Register("https://login.example.org", publicUrl: null);
        (await patient.ExamineAsync()).Says("! Linking accounts: People sign in at https://login.example.org and come back to this machine only");

        patient.Environment = "Production";

        (await patient.ExamineAsync()).Says("✖ Linking accounts: MicrosoftAccount:ClientId is set without Hosting:PublicUrl.");
    }

    [Fact]
    public async Task The_address_to_register_is_told()
    {
        Register("https://login.example.org", "https://bot.example.org/");

        (await patient.ExamineAsync()).Says("✔ Linking accounts: ", "come back to https://bot.example.org/account/signed-in, which must be a redirect URI");
    }

    [Fact]
    public async Task That_nobody_can_sign_in_is_a_note() =>
        (await patient.ExamineAsync()).Says("! Linking accounts: Nobody can sign in", "Set MicrosoftAccount:ClientId, MicrosoftAccount:ClientSecret and Hosting:PublicUrl.");

    [Fact]
    public async Task Without_the_script_for_Teams_the_doctor_says_how_to_get_it()
    {
        Register("https://login.example.org", "https://bot.example.org");

        var report = await patient.ExamineAsync();

        var isThere = File.Exists(SignInSetup.TeamsScriptFile);
        Assert.Equal(!isThere, report.Lines.Contains("! Linking accounts: Teams cannot take the code of a sign-in along, so people type six digits. Run npm ci --prefix src/CompetencyBot before publishing."));
    }

    private void Register(string authority, string? publicUrl)
    {
        patient["MicrosoftAccount:Authority"] = authority;
        patient["MicrosoftAccount:ClientId"] = "id";
        patient["MicrosoftAccount:ClientSecret"] = DoctorPatient.Secret;
        patient["Hosting:PublicUrl"] = publicUrl;
    }
}
