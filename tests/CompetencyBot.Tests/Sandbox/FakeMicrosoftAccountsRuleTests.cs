using System.Net;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using Microsoft.AspNetCore.WebUtilities;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>What the played provider does not let pass, and its page.</summary>
public sealed class FakeMicrosoftAccountsRuleTests : IAsyncLifetime
{
    private const string Mei = "mei@outlook.example";
    private const string Strange = "<b>\"x\"</b>@mail.example";

    private FakeMicrosoftAccounts _accounts = null!;
    private AccountClient _client = null!;

    private SignInRecord SignIn => Assert.Single(_accounts.SignIns);

    public async ValueTask InitializeAsync()
    {
        _accounts = await FakeMicrosoftAccounts.StartAsync([MicrosoftAccount.Of(Mei, "林美"), MicrosoftAccount.Of(Strange, "A & <i>B</i>")]);
        _client = await AccountClient.StartAsync(_accounts);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _accounts.DisposeAsync();
    }

    [Fact]
    public async Task The_secret_is_checked()
    {
        await using var guessing = await AccountClient.StartAsync(_accounts, options => options.ClientSecret = "guessed");

        using var page = await guessing.SignInAsync(Mei);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("invalid_client", guessing.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((SignInEnding.TokensRefused, "invalid_client"), (SignIn.Ending, SignIn.Error));
    }

    [Fact]
    public async Task The_code_is_only_good_with_the_verifier_of_its_challenge()
    {
        await using var thief = await AccountClient.StartAsync(_accounts, options => options.Events.OnAuthorizationCodeReceived = context =>
        {
            context.TokenEndpointRequest!.Parameters["code_verifier"] = new string('x', 43);
            return Task.CompletedTask;
        });

        using var page = await thief.SignInAsync(Mei);

        Assert.Contains("invalid_grant", thief.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((SignInEnding.TokensRefused, "invalid_grant"), (SignIn.Ending, SignIn.Error));
    }

    [Theory]
    [InlineData("code_challenge", null, "'code_challenge' parameter is missing")]
    [InlineData("code_challenge_method", "plain", "'code_challenge_method' is not supported")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    public async Task Another_flow_than_code_with_PKCE_is_refused(string parameter, string? value, string reason)
    {
        using var answer = await AskAsync(parameter, value);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/account/other")]
    [InlineData("http://127.0.0.1:5000/account/signed-in?next=1")]
    [InlineData("https://bot.example.org/account/signed-in")]
    [InlineData("http://localhost.example.org/account/signed-in")]
    [InlineData("http://someone@localhost/account/signed-in")]
    public async Task Nobody_is_sent_to_an_address_that_is_not_registered(string redirect)
    {
        using var answer = await AskAsync("redirect_uri", redirect);

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
        Assert.Contains("This redirect URI is not registered", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_is_not_registered_is_refused()
    {
        using var answer = await AskAsync("client_id", "somebody-else");

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
        Assert.Contains("No such application is registered", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_good_for_one_time()
    {
        (string Code, string Verifier)? first = null;
        await using var client = await AccountClient.StartAsync(_accounts, options => options.Events.OnAuthorizationCodeReceived = context =>
        {
            var request = context.TokenEndpointRequest!;
            first ??= (request.Code, request.Parameters["code_verifier"]);
            (request.Code, request.Parameters["code_verifier"]) = first.Value;
            return Task.CompletedTask;
        });

        using var signedIn = await client.SignInAsync(Mei);
        using var refused = await client.SignInAsync(Mei);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (signedIn.StatusCode, refused.StatusCode));
        Assert.Contains("The code was redeemed already", client.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_carries_an_account_picks_none()
    {
        using var page = await AskAsync("account", Mei);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Empty(_accounts.SignIns);
    }

    [Fact]
    public async Task The_page_has_a_button_for_each_account_no_script_and_no_markup_of_a_name()
    {
        using var page = await SignInSteps.FollowAsync(_client.Browser, _client.Start);
        var html = await page.Content.ReadAsStringAsync();
        var picker = await SignInSteps.OpenPickerAsync(_client.Browser, _client.Start);

        Assert.Equal([Mei, Strange], picker.Addresses);
        Assert.Contains("<strong>A &amp; &lt;i&gt;B&lt;/i&gt;</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.EndsWith($"form-action 'self' {_client.Start.GetLeftPart(UriPartial.Authority)}", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_in_the_language_of_the_browser()
    {
        _client.Browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-TW,zh;q=0.9,en;q=0.8");

        using var page = await SignInSteps.FollowAsync(_client.Browser, _client.Start);

        Assert.Contains("<h1>挑選帳戶", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    /// <summary>A good authorization request with one parameter changed.</summary>
    private async Task<HttpResponseMessage> AskAsync(string parameter, string? value)
    {
        using var challenge = await _client.Browser.GetAsync(_client.Start);
        var address = challenge.Headers.Location!;
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(field => field.Key, field => (string?)field.Value);
        query[parameter] = value;
        if (value is null)
            query.Remove(parameter);
        return await _client.Browser.GetAsync(QueryHelpers.AddQueryString(address.GetLeftPart(UriPartial.Path), query));
    }
}
