using System.Net;
using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Sandbox.Login;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Tests.BotFramework;

public sealed class TokenTests : IAsyncLifetime
{
    private WireHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await WireHost.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_message_with_a_good_token_is_answered()
    {
        var response = await _bot.PostAsync(_bot.Message("hello"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("You said: hello", (await _bot.Connector.NextAsync()).Text);
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task The_longer_hashes_are_taken_too(string algorithm) =>
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message(), new() { Algorithm = algorithm })).StatusCode);

    [Fact]
    public async Task A_request_without_a_token_is_refused() =>
        await IsRefusedAsync(await _bot.PostAsync(_bot.Message().ToJsonString(), null), "there is no Authorization header");

    [Theory]
    [InlineData("Basic Ym90OnNlY3JldA==")]
    [InlineData("Bearer")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")]
    public async Task Another_scheme_is_refused(string authorization)
    {
        await IsRefusedAsync(await _bot.PostAsync(_bot.Message().ToJsonString(), authorization), "not of the form 'Bearer <token>'");
        Assert.DoesNotContain("Ym90", _bot.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln")]
    public async Task Garbage_is_refused(string authorization) =>
        await IsRefusedAsync(await _bot.PostAsync(_bot.Message().ToJsonString(), authorization), "holds no JSON web token");

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = _bot.Login.CreateToken(_bot.Connector.ServiceUrl).Split('.');
        var unsigned = $"eyJhbGciOiJub25lIn0.{parts[1]}."; // {"alg":"none"}

        await IsRefusedAsync(await _bot.PostAsync(_bot.Message().ToJsonString(), $"Bearer {unsigned}"), "signature is missing");
    }

    [Fact]
    public Task A_token_for_another_bot_is_refused() => TokenIsRefusedAsync(new() { Audience = "another" }, "another audience");

    [Fact]
    public Task A_token_of_another_issuer_is_refused() =>
        TokenIsRefusedAsync(new() { Issuer = "https://sts.windows.net/tenant/" }, "another issuer");

    [Fact]
    public Task A_token_that_expired_ten_minutes_ago_is_refused() =>
        TokenIsRefusedAsync(new() { ValidIn = TimeSpan.FromHours(-1), ExpiresIn = TimeSpan.FromMinutes(-10) }, "the token expired at 2018-03-01T07:50:00");

    [Fact]
    public async Task A_token_that_expired_200_seconds_ago_is_taken()
    {
        var token = new TokenOverrides { ValidIn = TimeSpan.FromHours(-1), ExpiresIn = TimeSpan.FromSeconds(-200) };

        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message(), token)).StatusCode);
    }

    [Fact]
    public Task A_token_of_the_future_is_refused() =>
        TokenIsRefusedAsync(new() { ValidIn = TimeSpan.FromMinutes(10) }, "not valid before 2018-03-01T08:10:00");

    [Fact]
    public Task A_token_without_expiry_is_refused() => TokenIsRefusedAsync(new() { WithoutExpiry = true }, "no expiry");

    [Fact]
    public Task A_forged_signature_under_a_known_key_id_is_refused() =>
        TokenIsRefusedAsync(new() { Key = SigningKey.New("forger"), KeyId = _bot.Login.CurrentKey.Id }, "signature is missing or does not verify");

    [Fact]
    public Task A_key_that_the_service_does_not_know_is_refused() =>
        TokenIsRefusedAsync(new() { Key = SigningKey.New("unknown", "msteams") }, "names no key");

    [Fact]
    public Task Another_algorithm_is_refused() => TokenIsRefusedAsync(new() { Algorithm = "PS256" }, "does not verify");

    /// <param name="payload">Of the token, signed with the service's own key; <c>*</c> stands for the audience.</param>
    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"iss": 5, "aud": "*", "exp": 1519898400, "serviceurl": "x"}""")]
    [InlineData("""{"iss": ["https://api.botframework.com"], "aud": {}, "exp": 1519898400, "serviceurl": "x"}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": "soon", "serviceurl": "x"}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": 1e300, "serviceurl": "x"}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": 1519898400, "nbf": {}, "serviceurl": "x"}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": 1519898400, "serviceurl": 5}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": 1519898400, "serviceurl": ["x", {}]}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": 1519898400, "serviceurl": "\ud800"}""")]
    [InlineData("""{"iss": "https://api.botframework.com", "aud": "*", "exp": 1519898400, "serviceurl": null}""")]
    [InlineData("""{"exp": 1519898400}""")]
    public Task A_token_with_strange_claims_is_refused(string payload) =>
        HandMadeIsRefusedAsync("""{"alg": "RS256", "kid": "key-1"}""", payload.Replace("*", _bot.Login.AppId, StringComparison.Ordinal), null);

    [Theory]
    [InlineData("""{"alg": "HS256", "kid": "key-1"}""")]
    [InlineData("""{"alg": "none", "kid": "key-1"}""")]
    [InlineData("""{"alg": 5, "kid": 5}""")]
    [InlineData("""{"alg": "RS256", "kid": ["key-1"]}""")]
    [InlineData("""{"alg": "RS256", "kid": "\ud800"}""")]
    [InlineData("""{"alg": "RSA-OAEP", "enc": "A256GCM", "kid": "key-1"}""")]
    [InlineData("""{"alg": "RSA-OAEP", "enc": "A256GCM", "kid": "key-1"}""", ".e30.e30")]
    [InlineData("[]")]
    [InlineData("5")]
    public Task A_token_with_a_strange_header_is_refused(string header, string? more = null) =>
        HandMadeIsRefusedAsync(header, $$"""{"iss": "https://api.botframework.com", "aud": "{{_bot.Login.AppId}}", "exp": 1519898400}""", more);

    [Fact]
    public Task A_token_without_the_serviceurl_claim_is_refused() =>
        TokenIsRefusedAsync(new() { WithoutServiceUrl = true }, "no serviceurl claim");

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("{0}/")]
    public async Task A_token_for_another_service_url_is_refused(string claim)
    {
        var token = _bot.Login.CreateToken(string.Format(null, claim, _bot.Connector.ServiceUrl));

        await IsRefusedAsync(await _bot.PostAsync(_bot.Message().ToJsonString(), $"Bearer {token}"), "is not the activity's serviceUrl");
    }

    [Fact]
    public async Task The_case_of_the_service_url_does_not_matter()
    {
        var token = _bot.Login.CreateToken(_bot.Connector.ServiceUrl.ToUpperInvariant());

        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message().ToJsonString(), $"Bearer {token}")).StatusCode);
    }

    [Theory]
    [InlineData("slack", "not endorsed")]
    [InlineData(null, "no channelId")]
    public async Task A_key_speaks_only_for_the_channels_it_is_endorsed_for(string? channel, string reason)
    {
        var message = _bot.Message();
        message["channelId"] = channel;

        await IsRefusedAsync(await _bot.PostAsync(message), reason);
    }

    [Fact]
    public async Task A_key_without_endorsements_is_refused_while_others_have_them()
    {
        _bot.Login.Rotate(SigningKey.New("bare", null));

        await IsRefusedAsync(await _bot.PostAsync(_bot.Message()), "not endorsed");
    }

    [Fact]
    public async Task Metadata_without_any_endorsements_are_taken_with_a_warning()
    {
        _bot.Login.Rotate(SigningKey.New("bare", null), keepOld: false);

        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message())).StatusCode);
        Assert.Contains("carries endorsements", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_message_signed_with_a_new_key_is_taken()
    {
        await _bot.PostAsync(_bot.Message());
        _bot.Clock.Advance(TimeSpan.FromMinutes(1));
        _bot.Login.Rotate(SigningKey.New("key-2", "msteams"));

        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message())).StatusCode);
    }

    [Fact]
    public async Task Made_up_key_ids_do_not_make_the_bot_fetch_keys_all_the_time()
    {
        var forger = SigningKey.New("made-up", "msteams");
        for (var i = 0; i < 5; i++)
            await IsRefusedAsync(await _bot.PostAsync(_bot.Message(), new() { Key = forger, KeyId = $"made-up-{i}" }), "names no key");

        Assert.Equal(1, _bot.Login.KeyFetches);
    }

    [Fact]
    public async Task A_withdrawn_key_is_refused_a_day_later()
    {
        var old = _bot.Login.CurrentKey;
        await _bot.PostAsync(_bot.Message());
        _bot.Login.Rotate(SigningKey.New("key-2", "msteams"), keepOld: false);
        _bot.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(HttpStatusCode.Unauthorized, (await _bot.PostAsync(_bot.Message(), new() { Key = old })).StatusCode);
        Assert.Contains("names no key", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_services_keys_the_bot_asks_to_send_again_later()
    {
        _bot.Login.Status = 503;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _bot.PostAsync(_bot.Message())).StatusCode);
        Assert.Contains("signing keys of the service could not be fetched", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_keys_outlive_an_outage_of_the_metadata_for_five_days()
    {
        await _bot.PostAsync(_bot.Message());
        _bot.Login.Status = 503;

        _bot.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message())).StatusCode);
        _bot.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _bot.PostAsync(_bot.Message())).StatusCode);
    }

    [Fact]
    public async Task Tokens_and_secrets_are_never_logged()
    {
        var good = _bot.Login.CreateToken(_bot.Connector.ServiceUrl);
        var bad = _bot.Login.CreateToken(_bot.Connector.ServiceUrl, new() { Audience = "another" });
        await _bot.PostAsync(_bot.Message().ToJsonString(), $"Bearer {good}");
        await _bot.PostAsync(_bot.Message().ToJsonString(), $"Bearer {bad}");

        Assert.NotNull((await _bot.Connector.NextAsync()).Authorization);
        foreach (var secret in new[] { good.Split('.')[1], bad.Split('.')[1], good.Split('.')[2], _bot.Login.Secret, "bot-token-" })
            Assert.DoesNotContain(secret, _bot.Log.Text, StringComparison.Ordinal);
    }

    private async Task HandMadeIsRefusedAsync(string header, string payload, string? more)
    {
        var content = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        var signature = _bot.Login.CurrentKey.Rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var token = $"{content}.{Base64UrlEncoder.Encode(signature)}{more}";

        await IsRefusedAsync(await _bot.PostAsync(_bot.Message().ToJsonString(), $"Bearer {token}"), "token|claim");
    }

    private async Task TokenIsRefusedAsync(TokenOverrides token, string reason) =>
        await IsRefusedAsync(await _bot.PostAsync(_bot.Message(), token), reason);

    /// <param name="reason">A pattern of what the log says.</param>
    private async Task IsRefusedAsync(HttpResponseMessage response, string reason)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Matches($"Refused a request with 401: .*({reason})", _bot.Log.Text);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_bot.Connector.Calls);
    }
}
