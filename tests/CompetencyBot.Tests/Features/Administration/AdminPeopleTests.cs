using CompetencyBot.Outbox;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Administration;

public sealed class AdminPeopleTests
{
    [Fact]
    public async Task The_list_says_who_is_an_admin_and_why()
    {
        await using var app = await AppFixture.StartAsync();
        await app.As(Sample.Julia).Says("admin add grace.huang@contoso.example");

        var shown = (await app.As(Sample.Julia).Says("admin admins")).Shown;

        Assert.Contains("Julia Novak: named in the settings file (Organisation:Admins)", shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: made an admin here", shown, StringComparison.Ordinal);
        Assert.Contains(": an admin in the people file", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin add grace.huang@contoso.example")]
    [InlineData("Admin ADD Grace.Huang@Contoso.Example, please")]
    [InlineData("管理 新增 grace.huang@contoso.example")]
    public async Task Whoever_is_made_an_admin_is_one_at_once_and_is_told(string words)
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Installs();
        Assert.StartsWith("Only admins", (await grace.Says("admin")).Text, StringComparison.Ordinal);

        var answer = await app.As(Sample.Julia).Says(words);
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Contains("Grace Huang is an admin now and is told so.", answer.Shown, StringComparison.Ordinal);
        Assert.StartsWith(
            "Julia Novak has made you an admin", app.Connector.Calls.Last(call => call.ConversationId == grace.ConversationId).Text, StringComparison.Ordinal);
        Assert.NotNull((await grace.Says("admin")).Card);
    }

    [Fact]
    public async Task Somebody_without_a_chat_is_told_when_they_have_one()
    {
        await using var app = await AppFixture.StartAsync();
        await app.As(Sample.Julia).Says("admin add grace.huang@contoso.example");

        Assert.StartsWith("admin-added|grace.huang@contoso.example|", Assert.Single(await app.InDatabaseAsync(db => db.Outbox.ToListAsync())).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_of_the_chat_is_taken_back_with_the_card()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin admins");
        await julia.Presses("Make an admin", ("add", "grace.huang@contoso.example"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await julia.Presses("Take it back", ("remove", "grace.huang@contoso.example"));

        Assert.Contains("Grace Huang is no admin any more.", answer.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Only admins", (await app.As(Sample.Grace).Says("admin")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
        Assert.Equal(["admin-added", "admin-removed"], await app.InDatabaseAsync(db => db.Audit.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task What_the_people_file_says_can_be_taken_back_and_stays_so_after_an_import()
    {
        await using var app = await AppFixture.StartAsync();
        var tsai = app.As(Sample.Tsai);
        Assert.NotNull((await tsai.Says("admin")).Card);

        await app.As(Sample.Julia).Says("admin remove tsunghan.tsai@contoso.example");
        app.Evidence.Replace("people.csv", "Grace Huang", "Grace Hopper");
        await app.RunAsync<CompetencyBot.Sources.EvidenceImportJob>();

        Assert.StartsWith("只有管理員", (await tsai.Says("admin")).Text, StringComparison.Ordinal);
        await app.As(Sample.Julia).Says("admin add tsunghan.tsai@contoso.example");
        Assert.NotNull((await tsai.Says("admin")).Card);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
    }

    [Fact]
    public async Task Who_is_named_in_the_settings_cannot_be_removed_in_chat()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Tsai).Says("admin remove julia.novak@contoso.example");

        Assert.Contains("Organisation:Admins", answer.Text, StringComparison.Ordinal);
        Assert.NotNull((await app.As(Sample.Julia).Says("admin")).Card);
    }

    [Fact]
    public async Task The_last_admin_stays_one()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Organisation:Admins:0"] = null } });
        var tsai = app.As(Sample.Tsai);
        Assert.Contains("Julia Novak 不再是管理員", (await tsai.Says("admin remove julia.novak@contoso.example")).Shown, StringComparison.Ordinal);

        var answer = await tsai.Says("admin remove tsunghan.tsai@contoso.example");

        Assert.Contains("最後一位管理員", answer.Text, StringComparison.Ordinal);
        Assert.NotNull((await tsai.Says("admin")).Card);
    }

    [Theory]
    [InlineData("admin add", "Please give one work address")]
    [InlineData("admin add grace", "Please give one work address")]
    [InlineData("admin add a@b.example c@d.example", "Please give one work address")]
    [InlineData("admin add julia.novak@contoso.example", "Julia Novak is an admin already.")]
    [InlineData("admin remove grace.huang@contoso.example", "Grace Huang is no admin.")]
    [InlineData("admin remove", "Please give one work address")]
    [InlineData("admin gibberish", "I do not know these words.")]
    public async Task What_cannot_be_done_is_said_and_changes_nothing(string words, string said)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith(said, (await app.As(Sample.Julia).Says(words)).Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.StoredSettings.CountAsync()));
    }

    [Fact]
    public async Task Somebody_in_no_file_can_be_an_admin_and_the_answer_asks_to_check_the_address()
    {
        await using var app = await AppFixture.StartAsync();
        app.Connector.AddMember(Sample.Stranger.TeamsId, "Sam", Sample.Stranger.ObjectId, Sample.Stranger.UserPrincipalName);

        var answer = await app.As(Sample.Julia).Says($"admin add {Sample.Stranger.UserPrincipalName}");

        Assert.Contains("please check that the address is right", answer.Shown, StringComparison.Ordinal);
        Assert.NotNull((await app.As(Sample.Stranger).Says("admin")).Card);
    }
}
