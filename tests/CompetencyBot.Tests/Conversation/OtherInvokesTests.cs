using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Tests.BotFramework;

namespace CompetencyBot.Tests.Conversation;

public sealed class OtherInvokesTests : IAsyncLifetime
{
    private AppFixture _app = null!;

    public async ValueTask InitializeAsync() => _app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task No_sign_in_waits_for_a_code()
    {
        Assert.Equal((HttpStatusCode.NotFound, null), await InvokeAsync("signin/verifyState"));
        Assert.Equal((HttpStatusCode.NotFound, null), await InvokeAsync("signin/verifyState", "null"));
    }

    [Fact]
    public async Task A_token_that_nobody_asked_for_lets_the_client_fall_back()
    {
        var (status, body) = await InvokeAsync("signin/tokenExchange");

        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Equal(("x1", "entra"), ((string?)body!["id"], (string?)body["connectionName"]));
        Assert.NotEmpty((string)body["failureDetail"]!);
        Assert.DoesNotContain("eyJ0", _app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":7,"connectionName":"entra","token":"t"}""")]
    [InlineData("""{"id":"x1","connectionName":"entra"}""")]
    public async Task A_token_exchange_that_lacks_something_is_a_bad_request(string value)
    {
        var (status, body) = await InvokeAsync("signin/tokenExchange", value);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The value needs id, connectionName and token.", (string?)body!["failureDetail"]);
    }

    [Fact]
    public async Task A_failed_sign_in_is_logged_by_its_code_alone()
    {
        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("signin/failure"));

        Assert.Contains("A client could not sign a person in: resourcematchfailed.", _app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("grace.huang@", _app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_is_no_code_is_not_logged()
    {
        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("signin/failure", """{"code":"x\nError: all is lost"}"""));
        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("signin/failure", "null"));

        Assert.DoesNotContain("all is lost", _app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("task/fetch")]
    [InlineData("task/submit")]
    public async Task A_form_is_out_of_date(string name)
    {
        var (status, body) = await InvokeAsync(name);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("message", (string?)body!["task"]!["type"]);
        Assert.Equal("這份表單已經過期。輸入「說明」可以看看能問什麼。", (string?)body["task"]!["value"]);
    }

    [Fact]
    public async Task A_rating_is_logged_without_its_words()
    {
        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("message/submitAction"));
        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("message/submitAction", """{"actionName":"other"}"""));

        Assert.Contains("Somebody rated an answer: dislike, with words.", _app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace is missing", _app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_accepts_a_file_is_told_that_there_is_none()
    {
        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("fileConsent/invoke", """{"action":"decline"}"""));
        Assert.Empty(_app.Connector.Calls);

        Assert.Equal((HttpStatusCode.OK, null), await InvokeAsync("fileConsent/invoke"));
        Assert.StartsWith("我沒有要給您的檔案", Assert.Single(_app.Connector.Calls).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("composeExtension/query")]
    [InlineData("composeExtension/queryLink")]
    [InlineData("composeExtension/submitAction")]
    public async Task There_is_no_message_extension(string name) => Assert.Equal((HttpStatusCode.NotImplemented, null), await InvokeAsync(name));

    [Theory]
    [InlineData("config/fetch")]
    [InlineData("ADAPTIVECARD/ACTION")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_unknown_invoke_is_answered_with_501(string? name)
    {
        var invoke = TeamsActivities.For(_app, "task/fetch");
        invoke["name"] = name;

        Assert.Equal((HttpStatusCode.NotImplemented, null), await InvokeAsync(invoke));
    }

    private Task<(HttpStatusCode Status, JsonNode? Body)> InvokeAsync(string name, string? value = null)
    {
        var invoke = TeamsActivities.For(_app, name);
        if (value is not null)
            invoke["value"] = JsonNode.Parse(value);
        return InvokeAsync(invoke);
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> InvokeAsync(JsonObject invoke)
    {
        using var response = await _app.PostAsync(invoke.ToJsonString());
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }
}
