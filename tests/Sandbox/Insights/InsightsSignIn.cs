using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Conversation;
using CompetencyBot.Sandbox.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace CompetencyBot.Sandbox.Insights;

/// <summary>
/// Plays the sign-in of a work account (Microsoft identity platform 2.0, code flow with PKCE) that may read reports in Partner Center. A refresh token is good
/// once: its use gives the next.
/// </summary>
internal sealed class InsightsSignIn(InsightsBehaviour behaviour, InsightsLog log, TimeProvider clock)
{
    public const string TenantId = "6a5e2f10-94b3-4c0e-8f57-2d1b7c3e9a44";
    public const string ClientId = "77777777-8888-4999-8aaa-bbbbbbbbbbbb";
    public const string Secret = "yet another secret for this machine";
    public const string Account = "reports@contoso.example";
    public const string RedirectPath = "/partner-center/connected";

    private const string ObjectId = "c0ffee00-1111-4222-8333-444444444444";
    private const string AuthorizePath = $"/{TenantId}/oauth2/v2.0/authorize";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new();
    private readonly ConcurrentDictionary<string, string> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _refreshTokens = new();

    public void Map(WebApplication app)
    {
        app.UsePlayedPages();
        app.MapGet(AuthorizePath, ShowAsync);
        app.MapPost(AuthorizePath, AnswerAsync);
        app.MapPost($"/{TenantId}/oauth2/v2.0/token", TokenAsync);
    }

    public bool IsGood(string token) => _tokens.TryGetValue(token, out var until) && clock.GetUtcNow() < until;

    /// <summary>Every secret that was given to anybody, and not one of them may stand in a log.</summary>
    public IEnumerable<string> Given => [.. _tokens.Keys, .. _refreshTokens.Keys, .. _codes.Keys];

    private static Task ShowAsync(HttpContext context)
    {
        var redirect = FaultOf(context.Request.Query) is null ? new Uri(context.Request.Query["redirect_uri"].ToString()) : null;
        var body = redirect is null
            ? $"<p role=\"alert\">{WebUtility.HtmlEncode(FaultOf(context.Request.Query))}</p>"
            : $"""
            <p>{WebUtility.HtmlEncode(PageTexts.ReportsIntro)}</p>
            <form method="post" action="{WebUtility.HtmlEncode(AuthorizePath + context.Request.QueryString)}">
            <p><button class="main" name="answer" value="yes">{WebUtility.HtmlEncode(Language.Format(PageTexts.ButtonReports, Account))}</button></p>
            <p><button name="answer" value="no">{WebUtility.HtmlEncode(PageTexts.ButtonCancel)}</button></p>
            </form>
            """;
        return PlayedPage.WriteAsync(context, PageTexts.ReportsTitle, body, redirect);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (asked, form) = (context.Request.Query, await context.Request.ReadFormAsync());
        if (FaultOf(asked) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var answer = new Dictionary<string, string?> { ["state"] = asked["state"] };
        if (form["answer"] == "yes")
        {
            var code = NewSecret("code");
            _codes[code] = asked["code_challenge"].ToString();
            answer["code"] = code;
        }
        else
        {
            answer["error"] = "access_denied";
        }

        context.Response.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), answer));
    }

    /// <returns>Null when everything is there that has to be.</returns>
    private static string? FaultOf(IQueryCollection asked) =>
        asked["client_id"] != ClientId ? "client_id"
        : asked["response_type"] != "code" ? "response_type"
        : asked["code_challenge_method"] != "S256" || asked["code_challenge"].ToString().Length == 0 ? "code_challenge"
        : asked["state"].ToString().Length == 0 ? "state"
        : !Uri.TryCreate(asked["redirect_uri"], UriKind.Absolute, out var redirect) || !redirect.IsLoopback || redirect.AbsolutePath != RedirectPath ? "redirect_uri"
        : null;

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var fault = form["client_id"] != ClientId || form["client_secret"] != Secret ? "invalid_client" : form["grant_type"].ToString() switch
        {
            "authorization_code" => RedeemCode(form),
            "refresh_token" => behaviour.RefreshRefused ?? (_refreshTokens.TryUpdate(form["refresh_token"].ToString(), false, true) ? null : "invalid_grant"),
            _ => "unsupported_grant_type",
        };
        var answer = fault is null ? Tokens(form["scope"].ToString()) : new JsonObject { ["error"] = fault, ["error_description"] = $"AADSTS50000: {fault}, played." };
        await Results.Json(answer, statusCode: fault is null ? 200 : 400).ExecuteAsync(context);
        log.Add(context, InsightsServer.SignIn, $"token {form["grant_type"]}");
    }

    private string? RedeemCode(IFormCollection form)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return _codes.TryRemove(form["code"].ToString(), out var expected) && expected == challenge ? null : "invalid_grant";
    }

    private JsonObject Tokens(string scope)
    {
        var (token, refresh) = (NewSecret("access"), NewSecret("refresh"));
        _tokens[token] = clock.GetUtcNow() + behaviour.TokensGoodFor;
        _refreshTokens[refresh] = true;
        return new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = scope,
            ["expires_in"] = (int)behaviour.TokensGoodFor.TotalSeconds,
            ["access_token"] = token,
            ["refresh_token"] = refresh,
            ["id_token"] = $"{Encoded("""{"typ":"JWT","alg":"none"}""")}.{Encoded($$"""{"oid":"{{ObjectId}}","tid":"{{TenantId}}","sub":"{{ObjectId}}","preferred_username":"{{Account}}","ver":"2.0"}""")}.",
            ["client_info"] = Encoded($$"""{"uid":"{{ObjectId}}","utid":"{{TenantId}}"}"""),
        };
    }

    public static string NewSecret(string kind) => $"{kind}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}";

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
