using System.Text.Json.Nodes;
using CompetencyBot.Conversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conversation;

public sealed class WhoIsWhoTests
{
    private const string ByRoster = "77777777-0000-4000-8000-000000000007";

    [Fact]
    public async Task A_person_is_known_by_the_object_id_of_the_people_file()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace).Says("status");

        Assert.StartsWith("Status of Grace Huang", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Sent, call => call.Method == "GET"); // nobody had to be asked
    }

    [Fact]
    public async Task An_unknown_object_id_is_looked_up_in_the_roster_once_and_remembered()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.Replace("people.csv", Sample.Grace.ObjectId!, ""),
        });
        var grace = app.As(Sample.Grace with { ObjectId = ByRoster });
        app.Connector.AddMember(Sample.Grace.TeamsId, "Grace", ByRoster, "Grace.Huang@contoso.example");

        Assert.StartsWith("Status of Grace Huang", (await grace.Says("status")).Shown, StringComparison.Ordinal);
        await app.RestartAsync();
        Assert.StartsWith("Status of Grace Huang", (await grace.Says("status")).Shown, StringComparison.Ordinal);

        Assert.Single(app.Connector.Calls, call => call.Method == "GET");
    }

    [Fact]
    public async Task Whom_the_roster_did_not_know_it_is_asked_about_again_after_a_day()
    {
        await using var app = await AppFixture.StartAsync();
        var sam = app.As(Sample.Stranger);
        await sam.Says("status");
        app.Connector.AddMember(Sample.Stranger.TeamsId, "Sam", Sample.Stranger.ObjectId, Sample.Grace.UserPrincipalName);

        Assert.Contains("I do not find you", (await sam.Says("status")).Text, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(1));

        Assert.StartsWith("Status of Grace Huang", (await sam.Says("status")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_sees_totals_and_no_names()
    {
        await using var app = await AppFixture.StartAsync();
        var stranger = app.As(Sample.Stranger);

        Assert.Contains("I do not find you among the people", (await stranger.Says("status")).Text, StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver · 18 competencies", (await stranger.Says("progress")).Shown, StringComparison.Ordinal);
        foreach (var words in Privacy.Words)
            Privacy.AssertNobodyIsNamed(await stranger.Says(words));
    }

    [Fact]
    public async Task Somebody_of_another_tenant_is_a_stranger_even_with_a_known_id()
    {
        await using var app = await AppFixture.StartAsync();
        var guest = app.As(Sample.Julia with { TenantId = "00000000-aaaa-4000-8000-000000000000" });

        Assert.Contains("I do not find you among the people", (await guest.Says("status")).Text, StringComparison.Ordinal);
        Assert.Contains("Only admins can use \"admin\"", (await guest.Says("admin scan")).Text, StringComparison.Ordinal);
        foreach (var words in Privacy.Words)
            Privacy.AssertNobodyIsNamed(await guest.Says(words));
    }

    [Fact]
    public async Task Somebody_without_an_object_id_is_a_stranger()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace with { ObjectId = null }).Says("status");

        Assert.Contains("I do not find you among the people", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employee_is_told_their_own_name_a_manager_those_of_the_reports_an_admin_all()
    {
        await using var app = await AppFixture.StartAsync();

        var grace = await app.As(Sample.Grace).Says("progress data analytics");
        var david = await app.As(Sample.David).Says("progress data analytics");
        var julia = await app.As(Sample.Julia).Says("progress messaging");
        var outsider = await app.As(Sample.David).Says("progress messaging");

        Assert.Equal(["Grace Huang"], Privacy.NamesIn(grace));
        Assert.Equal(["Emily Clarke", "Grace Huang", "李承翰", "王怡婷", "郭俊傑"], Privacy.NamesIn(david));
        Assert.Contains("陳冠宇", Privacy.NamesIn(julia));
        Assert.True(Privacy.NamesIn(julia).Length >= 4);
        Privacy.AssertNobodyIsNamed(outsider); // David's people do not count there
    }

    [Fact]
    public async Task Whoever_the_people_file_makes_admin_is_one()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.NotNull((await app.As(Sample.Tsai).Says("admin")).Card);
    }

    [Fact]
    public async Task What_is_for_admins_is_refused_to_others_with_the_reason()
    {
        await using var app = await AppFixture.StartAsync();
        var david = app.As(Sample.David);

        foreach (var words in new[] { "admin", "admin scan", "import", "匯入" })
        {
            var answer = await david.Says(words);
            Assert.Contains("Only admins can use", answer.Text, StringComparison.Ordinal);
            Assert.Contains("Ask an admin of your organisation", answer.Text, StringComparison.Ordinal);
            Assert.Null(answer.Card);
        }

        Assert.Contains("Only admins can use", (await david.Invokes("admin/scan")).Text, StringComparison.Ordinal);
        Assert.Empty(await app.InDatabaseAsync(db => db.Outbox.ToListAsync()));
    }

    /// <summary>Everybody reads a channel, so it is nobody's place for names: whoever asks, and in whatever language.</summary>
    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-TW")]
    public async Task Nothing_that_is_posted_to_a_channel_or_group_names_anybody(string language)
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage(language));
        var editions = CompetencyBot.Domain.Catalogue.EditionSet.Shipped.Load("docs-2017-12");
        string[] words =
        [
            .. Privacy.Words, "admin", "admin scan", "import", .. editions.Competencies.Select(competency => $"progress {competency.Id}"),
        ];

        foreach (var place in new[] { app.As(Sample.Julia).InChannel(), app.As(Sample.Julia).InGroup() })
        {
            foreach (var answer in await place.Installs())
                Privacy.AssertNobodyIsNamed(answer);
            foreach (var said in words)
                Privacy.AssertNobodyIsNamed(await place.Says(said));
            // The answer to a press is for whoever presses; what an older client sends as a message is not, nor is what stands below its card.
            foreach (var verb in app.Services.GetRequiredService<CommandWords>().All.Select(command => command.ShowVerb))
            {
                Privacy.AssertNobodyIsNamed((await place.Invokes(verb)) with { Body = null });
                Privacy.AssertNobodyIsNamed(await place.Invokes(verb, new JsonObject { ["verb"] = verb, ["keep"] = true }));
                var submit = place.Message("");
                submit["value"] = new JsonObject { ["verb"] = verb };
                Privacy.AssertNobodyIsNamed(await place.SendAsync(submit));
            }
        }
    }

    [Fact]
    public async Task Ones_own_status_is_not_for_a_channel()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Grace).InChannel().Says("status");

        Assert.Equal("The answer to \"status\" is for you alone. Please ask me in our one-to-one chat.", answer.Text);
        Assert.Null(answer.Card);
    }
}

/// <summary>Looks through all that was sent, read or not, for anything by which a person could be recognised.</summary>
internal static class Privacy
{
    public static readonly string[] Words =
        ["help", "status", "progress", "progress messaging", "progress data analytics", "renewal", "nonsense", "進度", "續約", "狀態", "說明"];

    public static void AssertNobodyIsNamed(Answer answer)
    {
        var sent = string.Join('\n', Texts(answer.Body).Concat(answer.Messages.SelectMany(call => Texts(call.Body))));
        Assert.DoesNotContain(Sample.PersonalDetails, detail => sent.Contains(detail, StringComparison.OrdinalIgnoreCase));
    }

    public static string[] NamesIn(Answer answer) =>
    [
        .. Sample.Records.People.Select(person => person.DisplayName)
            .Where(name => answer.Shown.Contains(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Texts),
        JsonObject element => element.SelectMany(property => Texts(property.Value)),
        null => [],
        _ => [node.ToString()],
    };
}
