using System.Net;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.Trial;
using Microsoft.Extensions.Time.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeMicrosoftAccountsTests : IAsyncLifetime
{
    private const string Mei = "mei@outlook.example";
    private const string Phone = "+886912345678";

    private FakeMicrosoftAccounts _accounts = null!;
    private AccountClient _client = null!;

    private SignInRecord SignIn => Assert.Single(_accounts.SignIns);

    public async ValueTask InitializeAsync()
    {
        _accounts = await FakeMicrosoftAccounts.StartAsync([MicrosoftAccount.Of(Mei, "林美"), MicrosoftAccount.Of(Phone, "林美") with { Email = null }]);
        _client = await AccountClient.StartAsync(_accounts);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _accounts.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_picks_an_account_is_signed_in_with_the_claims_of_a_personal_one()
    {
        using var page = await _client.SignInAsync(Mei);

        var claims = await AccountClient.ClaimsOfAsync(page);
        Assert.Equal(MicrosoftAccount.Of(Mei, "").Subject, claims["sub"]);
        Assert.Equal((FakeMicrosoftAccounts.ConsumersTenant, "林美"), (claims["tid"], claims["name"]));
        Assert.Equal((Mei, Mei), (claims["email"], claims["preferred_username"]));
        Assert.StartsWith("00000000-0000-0000-", claims["oid"], StringComparison.Ordinal);
        Assert.Equal((Mei, null, SignInEnding.TokensGiven), (SignIn.Address, SignIn.Fault, SignIn.Ending));
        Assert.Equal(
            ("select_account", "openid profile email", "S256"),
            (SignIn.Asked["prompt"], SignIn.Asked["scope"], SignIn.Asked["code_challenge_method"]));
    }

    [Fact]
    public async Task Without_the_scope_of_addresses_no_address_is_told()
    {
        await using var modest = await AccountClient.StartAsync(_accounts, options => options.Scope.Remove("email"));

        Assert.DoesNotContain("email", await AccountClient.ClaimsOfAsync(await modest.SignInAsync(Mei)));
    }

    [Fact]
    public async Task A_client_on_a_clock_of_2018_signs_people_in_when_its_sign_in_alone_is_on_real_time()
    {
        var clock = new FakeTimeProvider(SampleCast.Morning);
        await using var mended = await AccountClient.StartAsync(_accounts, clock: clock);
        await using var behind = await AccountClient.StartAsync(_accounts, options => options.TimeProvider = clock, clock);

        using var refused = await behind.SignInAsync(Mei);
        using var good = await FakeMicrosoftAccounts.SignInAsync(mended.Browser, mended.Start, Mei);

        Assert.Equal("Correlation failed.", behind.Failure.Message); // its cookie had expired before it was set
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(Mei, (await AccountClient.ClaimsOfAsync(good))["email"]);
    }

    [Fact]
    public void An_account_of_the_sample_organisation_has_the_same_subject_in_every_run_and_another_than_everybody_else()
    {
        var (first, second) = (MicrosoftAccount.ReadFrom(SandboxFolder.SampleOrganisation), MicrosoftAccount.ReadFrom(SandboxFolder.SampleOrganisation));

        Assert.Equal(first, second);
        Assert.Equal(first.Count, first.Select(account => account.Subject).Distinct().Count());
        Assert.Contains(first, account => account is { Address: "graceh88@outlook.example", Name: "Grace Huang", IsSpare: false });
        Assert.Contains(first, account => account.IsSpare);
    }

    [Theory]
    [InlineData(SignInFault.Refused, typeof(OpenIdConnectProtocolException), "access_denied")]
    [InlineData(SignInFault.ServerError, typeof(OpenIdConnectProtocolException), "server_error")]
    [InlineData(SignInFault.TokenEndpointDown, typeof(OpenIdConnectProtocolException), "503")]
    [InlineData(SignInFault.TokenEndpointAborts, typeof(HttpRequestException), "while sending the request")]
    [InlineData(SignInFault.SecretExpired, typeof(OpenIdConnectProtocolException), "invalid_client")]
    [InlineData(SignInFault.WrongNonce, typeof(OpenIdConnectProtocolInvalidNonceException), "IDX21323")]
    [InlineData(SignInFault.WrongIssuer, typeof(SecurityTokenInvalidIssuerException), "IDX10205")]
    [InlineData(SignInFault.WrongAudience, typeof(SecurityTokenInvalidAudienceException), "IDX10214")]
    [InlineData(SignInFault.WrongSignature, typeof(SecurityTokenInvalidSignatureException), "IDX10511")]
    [InlineData(SignInFault.Expired, typeof(SecurityTokenExpiredException), "IDX10223")]
    public async Task A_planned_fault_is_really_there_and_the_sign_in_after_it_is_good(SignInFault fault, Type type, string reason)
    {
        _accounts.Next(fault);

        using var refused = await _client.SignInAsync(Mei);
        using var good = await _client.SignInAsync(Mei);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(type.Name, _client.Failure.GetType().Name);
        Assert.Contains(reason, _client.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(Mei, (await AccountClient.ClaimsOfAsync(good))["email"]);
        Assert.Equal([fault, null], _accounts.SignIns.Select(signIn => signIn.Fault));
    }

    [Fact]
    public async Task Whoever_cannot_get_the_metadata_does_not_come_as_far_as_the_picker()
    {
        _accounts.Next(SignInFault.MetadataDown);
        _accounts.Next(SignInFault.MetadataDown);

        using var metadata = await _client.Browser.GetAsync(new Uri($"{_accounts.Authority}/.well-known/openid-configuration"));
        using var refused = await _client.Browser.GetAsync(_client.Start);
        using var good = await _client.SignInAsync(Mei);

        Assert.Equal((HttpStatusCode.BadGateway, HttpStatusCode.InternalServerError), (metadata.StatusCode, refused.StatusCode));
        Assert.Equal(Mei, (await AccountClient.ClaimsOfAsync(good))["email"]);
        Assert.Null(SignIn.Fault);
    }

    /// <summary>Of a token that came for a code, ASP.NET Core's handler asks no signature by itself.</summary>
    [Fact]
    public async Task A_token_that_is_not_signed_says_so()
    {
        var algorithms = new List<string>();
        await using var client = await AccountClient.StartAsync(_accounts, options => options.Events.OnTokenValidated = context =>
        {
            algorithms.Add(context.SecurityToken.SignatureAlgorithm);
            return Task.CompletedTask;
        });
        _accounts.Next(SignInFault.NotSigned);

        using var unsigned = await client.SignInAsync(Mei);
        using var good = await client.SignInAsync(Mei);

        Assert.Equal(["none", SecurityAlgorithms.RsaSha256], algorithms);
        Assert.Equal(Mei, (await AccountClient.ClaimsOfAsync(unsigned))["email"]);
    }

    [Fact]
    public async Task An_account_with_a_telephone_number_only_has_no_address_of_e_mail()
    {
        var claims = await AccountClient.ClaimsOfAsync(await _client.SignInAsync(Phone));

        Assert.Equal(Phone, claims["preferred_username"]);
        Assert.DoesNotContain("email", claims);
    }

    [Fact]
    public async Task A_provider_that_hangs_gives_no_answer_until_the_client_gives_up()
    {
        await using var impatient = await AccountClient.StartAsync(_accounts, options => options.BackchannelTimeout = TimeSpan.FromSeconds(1));
        await WarmAsync();
        _accounts.Next(SignInFault.TokenEndpointHangs);

        using var refused = await impatient.SignInAsync(Mei);
        using var good = await _client.SignInAsync(Mei);

        Assert.IsType<TimeoutException>(Assert.IsType<TaskCanceledException>(impatient.Failure).InnerException);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal([SignInEnding.TokensRefused, SignInEnding.TokensGiven], _accounts.SignIns.Skip(1).Select(signIn => signIn.Ending));
        Assert.Equal(Mei, (await AccountClient.ClaimsOfAsync(good))["email"]);
    }

    [Fact]
    public async Task A_provider_that_hangs_can_be_disposed()
    {
        await using var client = await AccountClient.StartAsync(_accounts, options => options.BackchannelTimeout = TimeSpan.FromMinutes(5));
        _accounts.Next(SignInFault.TokenEndpointHangs);
        var back = await SignInSteps.PickAsync(client.Browser, await SignInSteps.OpenPickerAsync(client.Browser, client.Start), Mei);
        var waiting = client.Browser.GetAsync(back, TestContext.Current.CancellationToken);
        await _accounts.Hanging.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await _accounts.DisposeAsync();

        using var refused = await waiting;
        Assert.IsType<HttpRequestException>(client.Failure);
    }

    [Fact]
    public async Task An_account_without_an_address_signs_in_without_one()
    {
        _accounts.Next(SignInFault.WithoutAddress);

        var claims = await AccountClient.ClaimsOfAsync(await _client.SignInAsync(Mei));

        Assert.Equal("林美", claims["name"]);
        Assert.DoesNotContain(Mei, claims.Values);
    }

    /// <summary>What the provider does for the first time may take a second.</summary>
    private async Task WarmAsync() => (await _client.SignInAsync(Mei)).Dispose();

    [Fact]
    public async Task Faults_are_for_as_many_sign_ins_and_cancelling_takes_none()
    {
        _accounts.Next(SignInFault.ServerError);
        _accounts.Next(SignInFault.WrongNonce);
        var picker = await SignInSteps.OpenPickerAsync(_client.Browser, _client.Start);

        var answer = await SignInSteps.CancelAsync(_client.Browser, picker);
        for (var time = 0; time < 3; time++)
            (await _client.SignInAsync(Mei)).Dispose();

        Assert.Equal("access_denied", QueryHelpers.ParseQuery(answer.Query)["error"]);
        Assert.Equal([null, SignInFault.ServerError, SignInFault.WrongNonce, null], _accounts.SignIns.Select(signIn => signIn.Fault));
        Assert.Equal(
            [SignInEnding.Cancelled, SignInEnding.Refused, SignInEnding.TokensGiven, SignInEnding.TokensGiven],
            _accounts.SignIns.Select(signIn => signIn.Ending));
    }
}
