using CompetencyBot.Features.Reminders;
using CompetencyBot.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Conversation;

/// <summary>Which language somebody chose goes before what the people file and their client say.</summary>
public sealed class LanguageTests
{
    [Fact]
    public async Task Who_chooses_a_language_is_answered_in_it_from_then_on_also_after_a_restart()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        Assert.StartsWith("Status of Grace Huang", (await grace.Says("status")).Shown, StringComparison.Ordinal);

        Assert.Contains("從現在起", (await grace.Says("language 中文")).Shown, StringComparison.Ordinal);

        Assert.Contains("Grace Huang 的狀態", (await grace.Says("status")).Shown, StringComparison.Ordinal);
        await app.RestartAsync();
        Assert.StartsWith("我能做什麼", (await grace.Says("help")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("What I can do", (await app.As(Sample.David).Says("help")).Shown, StringComparison.Ordinal); // it is one's own
    }

    [Theory]
    [InlineData("language english")]
    [InlineData("語言 英文")]
    [InlineData("speak English, please")]
    [InlineData("Language: en-GB")]
    [InlineData("切換成英文")]
    public async Task It_can_be_changed_back_in_many_words(string words)
    {
        await using var app = await AppFixture.StartAsync();
        var tsai = app.As(Sample.Tsai);
        Assert.StartsWith("我能做什麼", (await tsai.Says("help")).Shown, StringComparison.Ordinal);

        await tsai.Says(words);

        Assert.StartsWith("What I can do", (await tsai.Says("help")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_buttons_change_it_and_are_called_as_each_language_calls_itself()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.Equal(["English", "繁體中文"], (await grace.Says("language")).Buttons);
        await grace.Presses("繁體中文");
        Assert.StartsWith("我能做什麼", (await grace.InChannel().Says("help")).Shown, StringComparison.Ordinal); // wherever they write
        await grace.Presses("English");
        Assert.StartsWith("What I can do", (await grace.Says("help")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("language klingon")]
    [InlineData("language english or chinese")]
    public async Task What_names_no_language_or_both_changes_nothing_and_asks(string words)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains("English and Traditional Chinese only", (await app.As(Sample.Grace).Says(words)).Shown, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Preferences.CountAsync()));
    }

    [Fact]
    public async Task Somebody_whom_Teams_does_not_name_is_told_that_it_cannot_be_kept()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Stranger with { ObjectId = null }).Says("language 中文");

        Assert.Contains("did not tell me who you are", answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_unasked_comes_in_the_chosen_language()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("語言 中文");

        await app.RunAsync<CertificateReminderJob>();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Equal("zh", (string?)grace.Reads().Card!["lang"]);
    }

    [Fact]
    public async Task It_is_found_by_the_work_address_and_by_the_object_id_also_of_somebody_in_no_file()
    {
        await using var app = await AppFixture.StartAsync();
        var stranger = app.As(Sample.Stranger);
        app.Connector.AddMember(Sample.Stranger.TeamsId, "Sam", Sample.Stranger.ObjectId, Sample.Stranger.UserPrincipalName);
        await stranger.Says("language 中文");

        Assert.Equal("zh-TW", await LocaleOfAsync(app, Sample.Stranger.UserPrincipalName));
        Assert.Equal("zh-TW", await LocaleOfAsync(app, Sample.Stranger.ObjectId!));
        Assert.Equal("en-US", await LocaleOfAsync(app, Sample.Grace.UserPrincipalName));
    }

    private static async Task<string> LocaleOfAsync(AppFixture app, string recipient)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecipientFinder>().FindLocaleAsync(recipient, TestContext.Current.CancellationToken);
    }
}
