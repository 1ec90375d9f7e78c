using CompetencyBot.Sandbox;

namespace CompetencyBot.Tests.CommandLine;

public sealed class DoctorSettingsTests : IDisposable
{
    private readonly DoctorPatient patient = new();

    public void Dispose() => patient.Dispose();

    [Theory]
    [InlineData("Organisation:Admin:0", "Nothing reads Organisation:Admin. Probably Organisation:Admins is meant: rename it.")]
    [InlineData("botframework:clientsecrte", "Nothing reads BotFramework:clientsecrte. Probably BotFramework:ClientSecret is meant")]
    [InlineData("BotFramework:TrustedFileHost:0", "Nothing reads BotFramework:TrustedFileHost. Probably BotFramework:TrustedFileHosts is meant")]
    [InlineData("Organization:Name", "Nothing reads Organization. Probably Organisation is meant")]
    [InlineData("Graph:TeamAppId", "Nothing reads Graph:TeamAppId. Probably Graph:TeamsAppId is meant")]
    [InlineData("Telemetry:OtlpEndpont", "Nothing reads Telemetry:OtlpEndpont. Probably Telemetry:OtlpEndpoint is meant")]
    [InlineData("Import:Path", "Nothing reads Import:Path. Remove it, or use one of Import: Folder, FolderAsks.")]
    public async Task A_key_that_nothing_reads_is_named_with_the_nearest_one_but_without_its_value(string key, string sentence)
    {
        patient[key] = DoctorPatient.Secret;

        var report = await patient.ExamineAsync();

        report.Says("! Settings: " + sentence);
        Assert.DoesNotContain(DoctorPatient.Secret, report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variables_of_the_shell_are_not_taken_for_settings()
    {
        patient["ORGANIZATION"] = "Contoso";
        patient["Logging:LogLevel:Default"] = "Warning";

        (await patient.ExamineAsync()).Says("✔ Settings: Every key");
    }

    [Theory]
    [InlineData("Organisation:Editions:0", "docs-1999", "Organisation:Editions names \"docs-1999\", which is not an edition. There are: 2023-10, 2026, docs-2017-12")]
    [InlineData("Organisation:TimeZone", "Taipei", "Organisation:TimeZone \"Taipei\" is not an IANA time zone")]
    public async Task What_the_organisation_cannot_be_is_a_problem(string key, string value, string sentence)
    {
        patient[key] = value;

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Organisation: " + sentence);
    }

    [Theory]
    [InlineData("Graph:Enabled", "false", "✔ Microsoft Graph: Not used")]
    [InlineData("Graph:Enabled", "true", "! Microsoft Graph: Enabled, but installs nothing. Set Graph:TeamsAppId")]
    [InlineData("Graph:TeamsAppId", "bot", "✖ Microsoft Graph: Graph:TeamsAppId is \"bot\". Set the id of the app in the organisation's catalogue")]
    [InlineData("Graph:TeamsAppId", DoctorPatient.AppId, "✔ Microsoft Graph: App 11111111-2222-3333-4444-555555555555 is installed")]
    [InlineData("Telemetry:OtlpEndpoint", "", "✔ Telemetry: Nothing is sent.")]
    [InlineData("Telemetry:OtlpEndpoint", "http://localhost:4317", "✔ Telemetry: Traces, metrics and logs go to http://localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318", "✔ Telemetry: Traces, metrics and logs go to http://localhost:4318")]
    [InlineData("Telemetry:OtlpEndpoint", "collector", "✖ Telemetry: Telemetry:OtlpEndpoint \"collector\" is not an address.")]
    public async Task What_goes_to_Graph_and_to_a_collector_is_told(string key, string value, string sentence)
    {
        patient["Graph:Enabled"] = "true";
        patient[key] = value;

        (await patient.ExamineAsync()).Says(sentence);
    }

    [Fact]
    public async Task The_edition_is_named_and_the_time_of_the_organisation()
    {
        var report = await patient.ExamineAsync();

        report.Says("✔ Organisation: Programme edition docs-2017-12 is followed.");
        report.Says("✔ Organisation: Time zone Asia/Taipei: it is 2018-03-01 16:00 there.");
    }

    [Theory]
    [InlineData("Renewal:WorkingHours", "9-17", "Renewal:WorkingHours \"9-17\" are not hours of one day such as 09:00-17:00")]
    [InlineData("Renewal:Ladder", "-90,soon", "Renewal:Ladder: \"soon\" is not a whole number.")]
    [InlineData("Renewal:HolidaysFolder", "/nowhere", "Renewal:HolidaysFolder \"/nowhere\" cannot be read")]
    public async Task What_reminders_cannot_go_by_is_a_problem(string key, string value, string sentence)
    {
        patient[key] = value;

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Reminders: " + sentence);
    }

    [Fact]
    public async Task The_days_of_reminders_are_named_and_the_hours_and_the_countries_with_holidays()
    {
        (await patient.ExamineAsync()).Says("! Reminders: No holidays are known.");
        patient["Renewal:HolidaysFolder"] = SandboxFolder.Holidays;

        var report = await patient.ExamineAsync();

        report.Says("✔ Reminders: Edition docs-2017-12: reminded on days -90, -60, -30, -15, -7, -1, 0, 15, 23, 29");
        report.Says("✔ Reminders: Written to at 09:00-17:00, Mon-Fri, in each recipient's own time zone.");
        report.Says("✔ Reminders: Holidays of GB, TW, US.");
        patient["Renewal:WorkingHours"] = "";
        (await patient.ExamineAsync()).Says("! Reminders: Written to at any time");
    }

    [Fact]
    public async Task An_edition_that_has_ended_is_a_note()
    {
        patient.Clock.AdjustTime(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

        (await patient.ExamineAsync()).Says("! Organisation: Programme edition docs-2017-12 ended on ");
    }

    [Theory]
    [InlineData(null, "!", 0)]
    [InlineData(DoctorPatient.AppId, "✖", 1)]
    public async Task A_missing_edition_may_be_on_a_development_machine_only(string? appId, string mark, int exitCode)
    {
        patient["Organisation:Editions:0"] = null;
        patient.Settings.Remove("Organisation:Editions:0");
        patient["BotFramework:AppId"] = appId;
        patient["BotFramework:AppType"] = appId is null ? null : "none"; // so that nothing is asked of the network

        var report = await patient.ExamineAsync();

        Assert.Equal(exitCode, report.ExitCode);
        report.Says(mark + " Organisation: No programme edition is followed, so the bot cannot answer. Set Organisation:Editions:0 to one of: 2023-10, 2026, docs-2017-12");
    }

    [Fact]
    public async Task A_Chinese_machine_is_answered_in_Traditional_Chinese()
    {
        var report = await patient.ExamineAsync("zh-HK");

        report.Says("✔ 組織：依循計畫版本 docs-2017-12。");
        report.Says("! 登入服務：未設定 BotFramework:AppId");
        report.Says("✔ 匯入資料夾：people.csv：讀取 2 列");
    }

    [Fact]
    public async Task A_word_that_is_no_setting_ends_with_two()
    {
        var report = await patient.ExamineAsync("en", "everything");

        Assert.Equal((2, ""), (report.ExitCode, report.Output));
        Assert.Contains("\"everything\"", report.Error, StringComparison.Ordinal);
    }
}
