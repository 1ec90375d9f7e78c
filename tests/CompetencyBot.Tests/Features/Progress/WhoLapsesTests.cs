namespace CompetencyBot.Tests.Features.Progress;

/// <summary>Whose certificate lapses soon: Grace Huang's first, on 20 April 2018; David Wu is her manager.</summary>
public sealed class WhoLapsesTests
{
    private const string First = "Grace Huang: Technical Assessment Data Analytics Foundational, last valid day 20 April 2018";

    [Theory]
    [InlineData("whose certs expire?")]
    [InlineData("who has certificates that expire soon")]
    [InlineData("誰的證照快到期")]
    [InlineData("誰的認證快過期")]
    public async Task An_admin_is_told_by_name_the_soonest_first(string words)
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US"));

        var answer = await app.As(Sample.Julia).Says(words);

        Assert.StartsWith("Whose certificate lapses", answer.Shown, StringComparison.Ordinal);
        Assert.Equal($"• {First}", answer.Shown.Split('\n').First(line => line.StartsWith('•')));
        Assert.DoesNotContain("do not name here", answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_reads_the_names_of_their_people_and_how_many_others_there_are()
    {
        await using var app = await AppFixture.StartAsync();

        var lines = (await app.As(Sample.David).Says("who expires soon")).Shown.Split('\n');

        Assert.Contains($"• {First}", lines);
        Assert.Matches(@"^\d+ certificates? of people whom I do not name here lapses? within 180 days\.", lines.Single(line => line.Contains("do not name here", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_a_channel_nobody_is_named_whoever_asks()
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.As(Sample.Julia).InChannel().Says("whose certificates lapse");

        Assert.Contains("Ask me in our own chat", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.PersonalDetails, detail => answer.Card!.ToJsonString().Contains(detail, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_nothing_lapses_that_is_said()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.Write("TrainingCompletions.csv", "TrainingActivityId,CorpEmail,TrainingCompletionDate\n70-347,grace.huang@contoso.example,2017-01-01\n"),
        });

        Assert.Contains("Nothing that counts lapses within 180 days", (await app.As(Sample.Julia).Says("whose certificates lapse")).Shown, StringComparison.Ordinal);
    }
}
