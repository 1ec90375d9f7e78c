using System.Text.Json.Nodes;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Features;

/// <summary><c>status</c> in one card: what lapses, what counts and what does not and why, and what would help most.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task The_best_exam_is_a_sentence_with_a_link_and_how_many_colleagues_could_do_the_same()
    {
        await using var app = await StartAsync();

        var answer = await app.As(Sample.Grace).Says("status");

        Assert.Contains(
            "Passing [MCSE: Productivity](https://learn.microsoft.com/credentials/browse/?terms=MCSE%3A%20Productivity) makes Communications gold. One colleague is also one exam away.",
            answer.Shown, StringComparison.Ordinal);
        Assert.Contains("[70-357 Developing Mobile Apps](https://learn.microsoft.com/credentials/certifications/exams/70-357/): completes Windows and Devices (Gold)", answer.Shown, StringComparison.Ordinal);
        Assert.Equal(["Remind me before it lapses", "What if I pass …", "My data", "Refresh", "Progress"], answer.Buttons);
    }

    [Fact]
    public async Task Of_somebody_elses_exams_the_one_that_completes_a_level_is_named_first()
    {
        await using var app = await StartAsync();

        var shown = (await app.As(Sample.Of("ben.carter") with { Locale = "en-US" }).Says("status")).Shown;

        Assert.Matches(@"My best next exam\nPassing \[[^]]+\]\([^)]+\) makes Communications gold\.", shown);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-TW")]
    public async Task Whoever_holds_very_much_gets_one_card_below_25_KB(string language)
    {
        var items = EditionSet.Shipped.Load("docs-2017-12").Items.Values.Where(item => item.Code is not null).Take(60);
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage(language) with
        {
            Prepare = files =>
            {
                AppOptions.InLanguage(language).Prepare!(files);
                var rows = items.Select((item, at) => RowOf(item.Code!, $"2018-{1 + at % 12:D2}-28")).Concat(Enumerable.Range(0, 40).Select(at => RowOf($"X{at}", "")));
                files.Replace("TrainingCompletions.csv", "PartnerCountryLocation\n", "PartnerCountryLocation\n" + string.Concat(rows));
            },
        });

        var answer = await app.As(Sample.Grace).Says("status");

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Assert.Single(answer.Messages).Card!.ToJsonString(CardBytes)), 10_000, 25_000);

        static string RowOf(string code, string expires) =>
            $"4731582,{code},A title that is as long as titles of exams are,Exam,Grace,Huang,graceh88@outlook.example,grace.huang@contoso.example,2017-03-14,{expires},Active,2017-03-01,True,990136107,4731590,Contoso Consulting,Taipei,TW\n";
    }

    [Fact]
    public async Task What_does_not_count_is_folded_away_with_the_reason()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Prepare = files =>
            {
                AppOptions.InLanguage("en-US").Prepare!(files);
                files.Replace("TrainingCompletions.csv", "2018-04-20", "2018-02-20");
            },
        });

        var answer = await app.As(Sample.Grace).Says("status");

        Assert.Contains("▾ 1 that does not count, and why", answer.Shown, StringComparison.Ordinal);
        var folded = answer.Card!["body"]!.AsArray().Single(element => (string?)element!["id"] == "others")!;
        Assert.False((bool)folded["isVisible"]!);
        Assert.Contains("✖ No longer counts: it was valid until 2018-02-20", string.Join('\n', CardText.Of(folded)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_that_has_ended_gives_no_advice()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US") with { Now = new DateTimeOffset(2030, 3, 1, 9, 30, 0, TimeSpan.FromHours(8)) });

        var answer = await app.As(Sample.Grace).Says("status");

        Assert.DoesNotContain("My best next exam", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("What if I pass …", answer.Buttons);
    }

    [Theory]
    [InlineData(null, "MCSE: Productivity")]
    [InlineData("70-357", "70-357")]
    public async Task What_if_I_pass_asks_the_what_if_command_and_leaves_the_form(string? typed, string passed)
    {
        await using var app = await StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("status");
        var form = await grace.Presses("What if I pass …");
        Assert.Contains("Exams that would help, the best first\nMCSE: Productivity", form.Shown, StringComparison.Ordinal);

        var answer = await grace.Fills("Show what would change", ("other", typed));

        Assert.Contains(passed, answer.Messages.Single().Body!.ToJsonString(System.Text.Json.JsonSerializerOptions.Web), StringComparison.Ordinal);
        Assert.Contains("Gold", answer.Messages.Single().Body!.ToJsonString(System.Text.Json.JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "exam": "no such exam" }""")]
    [InlineData("""{ "exam": 7 }""")]
    [InlineData("""{ }""")]
    public async Task A_forged_choice_gets_the_answer_that_the_same_words_would_get(string data)
    {
        await using var app = await StartAsync();

        Assert.False(string.IsNullOrEmpty((await app.As(Sample.Grace).Invokes("what if/show", JsonNode.Parse(data))).Text));
    }

    private static readonly System.Text.Json.JsonSerializerOptions CardBytes = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Task<AppFixture> StartAsync() => AppFixture.StartAsync(AppOptions.InLanguage("en-US"));
}
