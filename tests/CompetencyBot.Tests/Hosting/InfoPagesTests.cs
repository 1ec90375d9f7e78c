using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CompetencyBot.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.Hosting;

public sealed partial class InfoPagesTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<OrganisationOptions>(organisation => organisation.Name = "<Contoso> & Söhne");
        app = builder.Build();
        app.MapInfoPages();
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_first_page_says_what_this_is_and_leads_on()
    {
        var page = await ReadAsync("/");

        Assert.Contains("It talks through Microsoft Teams", page, StringComparison.Ordinal);
        Assert.Contains("This installation is run by &lt;Contoso&gt; &amp; S&#246;hne.", page, StringComparison.Ordinal);
        Assert.Equal(["health/live", "privacy", "terms"], Link().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task The_privacy_page_names_what_is_kept_how_long_where_and_whom_to_ask()
    {
        var page = await ReadAsync("/privacy");

        Assert.All(
            ["work address", "exams and certifications", "conversation reference", "for two days", "unasked", "400 days", "database of this installation", "administrators"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_terms_say_that_Partner_Center_decides() =>
        Assert.Contains("Microsoft Partner Center alone decides", await ReadAsync("/terms"), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr", "en")]
    [InlineData("zh-CN,en;q=0.9", "zh-TW")]
    [InlineData("en-US,zh-TW;q=0.9", "en")]
    [InlineData("fr, zh-Hant;q=0.5, en;q=0.4", "zh-TW")]
    [InlineData("zh;q=0, en;q=0.1", "en")]
    [InlineData("not a language ;;;", "en")]
    public async Task The_most_wanted_language_is_spoken(string? accepted, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/privacy");
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted);

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.Equal(["Accept-Language"], response.Headers.Vary);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(language == "en" ? "<h1>Privacy</h1>" : "<h1>隱私權</h1>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/terms")]
    public async Task A_page_needs_nothing_from_elsewhere_and_may_load_nothing(string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(MediaTypeHeaderValue.Parse("text/html; charset=utf-8"), response.Content.Headers.ContentType);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var style = Encoding.UTF8.GetBytes(Style().Match(page).Groups[1].Value);
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(style))}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_checker_may_ask_for_the_head_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/terms");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<string> ReadAsync(string path) => client.GetStringAsync(path, TestContext.Current.CancellationToken);

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<style>(.*)</style>")]
    private static partial Regex Style();
}
