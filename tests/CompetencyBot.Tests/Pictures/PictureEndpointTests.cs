using System.Net;
using System.Net.Http.Headers;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Pictures;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using CompetencyBot.Tests.CommandLine;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace CompetencyBot.Tests.Pictures;

/// <summary>Pictures as clients fetch them: what is given out, for how long, and what is refused.</summary>
public sealed class PictureEndpointTests(PostgresServer postgres)
{
    private static readonly AppOptions Empty = new() { Evidence = null };

    [Theory]
    [InlineData(Theme.Light, "en")]
    [InlineData(Theme.Dark, "zh-TW")]
    public async Task The_picture_of_a_card_may_be_kept_until_its_address_expires(Theme theme, string language)
    {
        await using var app = await AppFixture.StartAsync(Empty);
        using var _ = Language.Use(language);

        foreach (var picture in new Picture[] { SamplePictures.Progress(), SamplePictures.Timeline })
        {
            var url = (await LinkAsync(app, picture with { Theme = theme })).Url;
            using var answer = await app.GetAsync(url);
            using var bitmap = SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync());

            Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal(new CacheControlHeaderValue { Private = true, MaxAge = new DateTimeOffset(2018, 4, 1, 0, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow() }, answer.Headers.CacheControl);
            Assert.InRange(bitmap.Height, 300, 1024);
            Assert.InRange(url.Length, 100, 1990); // a public name is longer than 127.0.0.1

            using var again = await AskAsync(url, HttpMethod.Get, answer.Headers.ETag);
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
            using var head = await AskAsync(url, HttpMethod.Head);
            Assert.Equal((HttpStatusCode.OK, answer.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        }
    }

    [Theory]
    [InlineData("another proof", "Forged")]
    [InlineData("another day", "Forged")]
    [InlineData("another kind", "Forged")]
    [InlineData("other contents", "Forged")]
    [InlineData("a proof of signs that are no letters", "Forged")]
    [InlineData("an unknown kind", "Malformed")]
    [InlineData("no day", "Malformed")]
    [InlineData("the last day there is", "Malformed")]
    [InlineData("no proof", "Malformed")]
    [InlineData("no contents", "Malformed")]
    [InlineData("contents without end", "Malformed")]
    [InlineData("contents twice", "Forged")]
    [InlineData("an address of an older format", "Forged")]
    public async Task Whatever_the_bot_has_not_signed_is_not_drawn(string change, string reason)
    {
        await using var app = await AppFixture.StartAsync(Empty);
        var good = new Uri((await LinkAsync(app, SamplePictures.Progress())).Url).PathAndQuery;
        var (contents, proof) = (Part(good, "of"), Part(good, "proof"));

        var changed = change switch
        {
            "another proof" => good.Replace(proof, (proof[0] == 'A' ? 'B' : 'A') + proof[1..], StringComparison.Ordinal),
            "another day" => good.Replace("until=20180331", "until=20180401", StringComparison.Ordinal),
            "another kind" => good.Replace("/progress.png", "/timeline.png", StringComparison.Ordinal),
            "other contents" => good.Replace(contents, contents[..^1] + (contents[^1] == 'Q' ? 'A' : 'Q'), StringComparison.Ordinal),
            "a proof of signs that are no letters" => good.Replace(proof, Uri.EscapeDataString(new string('證', 43)), StringComparison.Ordinal),
            "an unknown kind" => good.Replace("/progress.png", "/people.png", StringComparison.Ordinal),
            "no day" => good.Replace("until=20180331", "until=never", StringComparison.Ordinal),
            "the last day there is" => good.Replace("until=20180331", "until=99991231", StringComparison.Ordinal),
            "no proof" => good[..good.IndexOf("&proof", StringComparison.Ordinal)],
            "no contents" => good.Replace(contents, "", StringComparison.Ordinal),
            "contents without end" => good.Replace(contents, new string('e', 6000), StringComparison.Ordinal),
            "contents twice" => good + "&of=x",
            _ => good.Replace(contents, $"{contents}|", StringComparison.Ordinal),
        };
        using var answer = await app.GetAsync(changed);

        Assert.Equal((HttpStatusCode.NotFound, 0), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
        Assert.Contains($"A picture was refused: {reason}.", app.Log.Text, StringComparison.Ordinal);
        Assert.All([contents, proof], secret => Assert.DoesNotContain(secret, LinesOfTheBot(app), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_is_good_for_thirty_days_and_then_no_more()
    {
        await using var app = await AppFixture.StartAsync(Empty);
        var url = (await LinkAsync(app, SamplePictures.Timeline)).Url;

        app.Clock.Advance(TimeSpan.FromDays(30));
        using var late = await app.GetAsync(url);
        app.Clock.Advance(TimeSpan.FromDays(1));
        using var tooLate = await app.GetAsync(url);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (late.StatusCode, tooLate.StatusCode));
        Assert.Contains("A picture was refused: Expired.", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_picture_has_the_same_address_all_day_also_after_a_restart()
    {
        await using var app = await AppFixture.StartAsync(Empty);
        var morning = Query(await LinkAsync(app, SamplePictures.Progress()));

        app.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(morning, Query(await LinkAsync(app, SamplePictures.Progress())));
        await app.RestartAsync();
        Assert.Equal(morning, Query(await LinkAsync(app, SamplePictures.Progress())));
        Assert.NotEqual(morning, Query(await LinkAsync(app, SamplePictures.Progress() with { Theme = Theme.Dark })));
        using var answer = await app.GetAsync(morning);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Of_several_that_make_the_key_at_the_same_moment_one_wins()
    {
        await using var app = await AppFixture.StartAsync(Empty);
        var scopes = app.Services.GetRequiredService<IServiceScopeFactory>();

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => Convert.ToHexString(await new PictureKey(new SharedSecrets(scopes, app.Clock)).GetAsync(default)))));

        Assert.Equal(Convert.ToHexString((await app.InDatabaseAsync(db => db.Secrets.SingleAsync())).Value), Assert.Single(keys.Distinct()));
    }

    [Fact]
    public async Task A_picture_of_one_instance_is_given_out_by_the_other()
    {
        await using var first = await AppFixture.StartAsync(Empty with { Postgres = await postgres.CreateDatabaseAsync() });
        await using var second = await first.StartAnotherAsync();

        var queries = await Task.WhenAll(LinkAsync(first, SamplePictures.Progress()), LinkAsync(second, SamplePictures.Progress()));
        using var answer = await second.GetAsync(Query(queries[0]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Query(queries[0]), Query(queries[1]));
    }

    [Fact]
    public async Task What_the_catalogue_has_no_more_is_not_found()
    {
        await using var app = await AppFixture.StartAsync(Empty);
        var key = await app.Services.GetRequiredService<PictureKey>().GetAsync(default);
        var today = new ProgressPicture("docs-2017-12", SamplePictures.Today, null, [new ProgressRow("alchemy", Level.Gold, Level.Gold, 0)]);

        foreach (var picture in new[] { today, today with { EditionId = "docs-1999-01" } })
        {
            using var answer = await app.GetAsync(SignedPicture.Of(picture, app.Clock.GetUtcNow(), key).Path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(2, app.Log.Text.Split("A picture was refused: NotInTheCatalogue.").Length - 1);
    }

    [Fact]
    public async Task Pictures_have_the_public_address_and_there_are_none_without_it()
    {
        var production = Empty with
        {
            Environment = "Production",
            Settings = new() { ["BotFramework:OpenIdMetadataUrl"] = null, ["BotFramework:TokenEndpoint"] = null, ["BotFramework:TenantId"] = SampleCast.TenantId },
        };
        await using var unknown = await AppFixture.StartAsync(production);
        production.Settings["Hosting:PublicUrl"] = "https://bot.example.org";
        await using var known = await AppFixture.StartAsync(production);

        Assert.StartsWith("https://bot.example.org/pictures/timeline.png?of=", (await LinkAsync(known, SamplePictures.Timeline)).Url, StringComparison.Ordinal);
        Assert.Null(await unknown.Services.GetRequiredService<PictureLinks>().ForAsync(SamplePictures.Timeline, default));
    }

    [Fact]
    public async Task There_is_no_picture_of_nothing_and_none_that_nobody_can_read()
    {
        await using var app = await AppFixture.StartAsync(Empty);
        var links = app.Services.GetRequiredService<PictureLinks>();
        var row = SamplePictures.Progress().Rows[0];

        Assert.Null(await links.ForAsync(SamplePictures.Progress() with { Rows = [] }, default));
        Assert.Null(await links.ForAsync(SamplePictures.Progress() with { Rows = [.. Enumerable.Repeat(row, 21)] }, default));
        Assert.Null(await links.ForAsync(TimelinePicture.Of(SamplePictures.Today, SamplePictures.Anniversary, [], []), default));
    }

    [Fact]
    public async Task Nothing_that_draws_is_loaded_before_there_is_a_picture_to_draw()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells which files a process has in its memory");
        await using var bot = new BotProcess("Development", "--urls", "http://127.0.0.1:0");
        await bot.ReadToAsync("Application started");

        var loaded = await bot.LoadedFilesAsync();

        Assert.Contains("CompetencyBot.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("SkiaSharp", loaded, StringComparison.Ordinal);
    }

    private static async Task<Image> LinkAsync(AppFixture app, Picture picture) =>
        await app.Services.GetRequiredService<PictureLinks>().ForAsync(picture, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("no picture");

    private static string Query(Image image) => new Uri(image.Url).PathAndQuery;

    private static string Part(string address, string name) => address.Split(name + "=")[1].Split('&')[0];

    /// <summary>The server itself writes the addresses of all requests at this level; as shipped it does not.</summary>
    private static string LinesOfTheBot(AppFixture app) =>
        string.Join('\n', app.Log.Text.Split('\n').Where(line => !line.Contains("Request ", StringComparison.Ordinal)));

    private static async Task<HttpResponseMessage> AskAsync(string url, HttpMethod method, EntityTagHeaderValue? known = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(url));
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
