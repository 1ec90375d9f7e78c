using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Sources;

namespace CompetencyBot.Tests.CommandLine;

/// <summary>The import folder, and the roles that its people have.</summary>
public sealed class DoctorEvidenceTests : IDisposable
{
    private readonly DoctorPatient patient = new();

    public void Dispose() => patient.Dispose();

    [Fact]
    public async Task A_folder_that_is_not_set_is_a_note()
    {
        patient["Import:Folder"] = "";

        var report = await patient.ExamineAsync();

        Assert.Equal(0, report.ExitCode);
        report.Says("! Import folder: No folder is set, so no evidence is read. Set Import:Folder");
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_a_problem()
    {
        patient["Import:Folder"] = "/nowhere/at/all";

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Import folder: There is no folder /nowhere/at/all. Set Import:Folder to a folder that this account may read.");
    }

    [Fact]
    public async Task Each_file_has_a_line_that_says_whether_it_is_used()
    {
        patient.Evidence
            .WithTraining(EvidenceFiles.Training(), EvidenceFiles.Training(completed: "31.02.2018"))
            .With("membership.csv", "Nothing", "1")
            .With("notes.txt", "mine");

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✔ Import folder: people.csv: 2 rows read, 0 skipped");
        report.Says("! Import folder: TrainingCompletions.csv: 1 row read, 1 skipped. The command evaluate names each row that is skipped.");
        report.Says("✖ Import folder: membership.csv: rejected, a required column is missing: ", "Until it is mended none of it is used.");
        Assert.DoesNotContain("31.02.2018", report.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("notes.txt", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_people_file_nobody_is_known()
    {
        File.Delete(Path.Combine(patient.Evidence.Folder, "people.csv"));

        (await patient.ExamineAsync()).Says($"! Import folder: There is no people file in {patient.Evidence.Folder}");
    }

    [Theory]
    [InlineData(null, "!", 0)]
    [InlineData(DoctorPatient.AppId, "✖", 1)]
    public async Task That_nobody_is_an_admin_may_be_on_a_development_machine_only(string? appId, string mark, int exitCode)
    {
        patient.Settings.Remove("Organisation:Admins:0");
        patient.Settings.Remove("Organisation:Admins:1");
        patient["BotFramework:AppId"] = appId;
        patient["BotFramework:AppType"] = appId is null ? null : "none"; // so that nothing is asked of the network

        var report = await patient.ExamineAsync();

        Assert.Equal(exitCode, report.ExitCode);
        report.Says($"{mark} Roles: Nobody is an admin, so nobody is warned of renewal at risk. Set Organisation:Admins:0");
    }

    [Fact]
    public async Task A_single_admin_should_have_a_second_one()
    {
        patient.Settings.Remove("Organisation:Admins:1");

        (await patient.ExamineAsync()).Says("! Roles: julia@contoso.example is the only admin. Name a second one");
    }

    [Fact]
    public async Task Admins_of_the_settings_and_of_the_people_file_count_once_each_and_leavers_not()
    {
        patient.Settings.Remove("Organisation:Admins:1");
        patient.Evidence.With(
            "people.csv",
            "UserPrincipalName,DisplayName,Role,LeftOn",
            "Julia@contoso.example,Julia,admin,",
            "tom@contoso.example,Tom,admin,",
            "eva@contoso.example,Eva,admin,2018-02-01");

        (await patient.ExamineAsync()).Says("✔ Roles: 2 admins.");
    }

    [Fact]
    public async Task An_admin_whom_the_people_file_does_not_know_is_named()
    {
        patient["Organisation:Admins:1"] = "mai@contoso.example";

        (await patient.ExamineAsync()).Says("! Roles: Organisation:Admins names somebody whom the people file does not know: mai@contoso.example. Check");
    }

    [Fact]
    public async Task An_admin_who_has_left_is_named()
    {
        patient.Evidence.With(
            "people.csv", "UserPrincipalName,DisplayName,LeftOn", "julia@contoso.example,Julia,2018-03-01", "mei@contoso.example,Mei,2018-03-02");

        (await patient.ExamineAsync()).Says("! Roles: Organisation:Admins names somebody who has left: julia@contoso.example. Remove them.");
    }

    [Fact]
    public async Task Before_the_first_start_no_admin_has_a_chat()
    {
        var report = await patient.ExamineAsync();

        report.Says("! Roles: No chat with the bot yet, so no warning reaches: julia@contoso.example, mei@contoso.example. Each must add the app");
    }

    [Fact]
    public async Task Only_the_admins_whom_a_message_would_not_reach_are_named()
    {
        await patient.MigrateAsync(db =>
        {
            db.KnownUsers.Add(new KnownUser { ObjectId = "id-of-julia", UserPrincipalName = "julia@contoso.example" });
            db.Conversations.Add(Chat("a:julia", "id-of-julia"));
        });

        (await patient.ExamineAsync()).Says("! Roles: No chat with the bot yet, so no warning reaches: mei@contoso.example.");
    }

    [Fact]
    public async Task Without_a_folder_the_people_imported_last_are_looked_at()
    {
        patient["Import:Folder"] = null;
        await patient.MigrateAsync(db => db.People.Add(new("julia@contoso.example", "Julia", Role: PersonRole.Admin)));

        (await patient.ExamineAsync()).Says("! Roles: Organisation:Admins names somebody whom the people file does not know: mei@contoso.example.");
    }

    private static KnownConversation Chat(string id, string userObjectId) => new()
    {
        ConversationId = id,
        ServiceUrl = "https://smba.trafficmanager.net/apac/",
        Type = "personal",
        UserObjectId = userObjectId,
    };
}
