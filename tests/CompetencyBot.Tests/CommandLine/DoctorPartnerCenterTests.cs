using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.CommandLine;

public sealed class DoctorPartnerCenterTests : IDisposable
{
    private readonly DoctorPatient patient = new();

    public DoctorPartnerCenterTests()
    {
        patient["PartnerCenter:Enabled"] = "true";
        patient["PartnerCenter:TenantId"] = "contoso.example";
        patient["PartnerCenter:ClientId"] = DoctorPatient.AppId;
        patient["PartnerCenter:ClientSecret"] = DoctorPatient.Secret;
    }

    public void Dispose() => patient.Dispose();

    [Fact]
    public async Task That_reports_are_not_fetched_is_as_good_as_that_they_are()
    {
        patient["PartnerCenter:Enabled"] = "false";

        (await patient.ExamineAsync()).Says("✔ Partner Center: Reports are not fetched; evidence comes from files.");
    }

    [Fact]
    public async Task Without_an_account_it_says_how_to_connect_one()
    {
        await patient.MigrateAsync();

        (await patient.ExamineAsync()).Says("! Partner Center: Set up, but no account is connected. An admin types admin partner center");
    }

    [Fact]
    public async Task With_an_account_all_is_well()
    {
        await patient.MigrateAsync(Connect);

        (await patient.ExamineAsync()).Says("✔ Partner Center: An account is connected");
    }

    [Fact]
    public async Task What_is_wrong_with_a_dataset_is_told()
    {
        await patient.MigrateAsync(db =>
        {
            Connect(db);
            db.InsightsDatasets.Add(new InsightsDataset { Kind = "TrainingCompletions", Problem = nameof(InsightsTrouble.ColumnMissing), Detail = "TrainingActivityId" });
        });

        (await patient.ExamineAsync()).Says("! Partner Center: Exams and certificates: The dataset no longer has the column TrainingActivityId");
    }

    [Fact]
    public async Task What_the_start_refuses_is_a_problem_that_shows_no_secret()
    {
        patient["PartnerCenter:ApiUrl"] = "http://insights.example";

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Partner Center: PartnerCenter:ApiUrl is \"http://insights.example\". Set an https address");
        Assert.DoesNotContain(DoctorPatient.Secret, report.Output, StringComparison.Ordinal);
    }

    private void Connect(BotDb db) =>
        db.Secrets.Add(new Secret { Name = InsightsVault.Name, Value = [1], CreatedAt = patient.Clock.GetUtcNow() });
}
