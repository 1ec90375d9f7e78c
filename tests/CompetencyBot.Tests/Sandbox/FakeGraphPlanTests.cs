using System.Globalization;
using CompetencyBot.Sandbox.Graph;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>What the played Graph can be told to answer, what it keeps of requests, and requests in batches.</summary>
public sealed class FakeGraphPlanTests : IAsyncLifetime
{
    private GraphCaller _caller = null!;

    private FakeGraph Graph => _caller.Graph;

    public async ValueTask InitializeAsync() => _caller = await GraphCaller.StartAsync();

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    [Theory]
    [InlineData("3")]
    [InlineData(null)]
    public async Task The_next_requests_of_a_route_are_throttled_with_and_without_a_time_to_wait(string? retryAfter)
    {
        Graph.Answer("GET", "/users/delta", 429, "TooManyRequests", retryAfter, times: 2);

        Assert.NotNull(await _caller.Client.Users[Sample.Grace.ObjectId].GetAsync());
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var error = await Assert.ThrowsAsync<ODataError>(() => _caller.ReadAllAsync("id"));
            error.ResponseHeaders.TryGetValue("Retry-After", out var waits);
            Assert.Equal((429, retryAfter), (error.ResponseStatusCode, waits?.Single()));
        }

        Assert.NotEmpty((await _caller.ReadAllAsync("id")).Users);
    }

    [Fact]
    public async Task One_persons_request_can_be_answered_differently()
    {
        Graph.Answer("GET", $"/users/{Sample.Grace.ObjectId}/mailboxSettings", 503, "ServiceUnavailable");

        Assert.NotNull(await _caller.Client.Users[Sample.David.ObjectId].MailboxSettings.GetAsync());
        Assert.Equal((503, "ServiceUnavailable"), await GraphCaller.RefusalAsync(
            () => _caller.Client.Users[Sample.Grace.ObjectId].MailboxSettings.GetAsync()));
    }

    [Fact]
    public async Task Every_call_is_kept_with_its_route_its_query_its_token_and_its_body()
    {
        await _caller.ReadAllAsync("id", "mail");
        await _caller.Client.Users[Sample.Grace.ObjectId].Manager.Ref.PutAsync(
            new ReferenceUpdate { OdataId = $"{Graph.BaseUrl}/users/{Sample.Julia.ObjectId}" });

        var (delta, put) = (Graph.Calls[0], Graph.Calls[1]);
        Assert.Equal(("GET", "/users/delta", "id,mail", "graph-token", 200), (delta.Method, delta.Path, delta.Query["$select"], delta.Token, delta.Status));
        Assert.Equal(("PUT", $"/users/{Sample.Grace.ObjectId}/manager/$ref", "/users/{id}/manager/$ref"), (put.Method, put.Path, put.Template));
        Assert.EndsWith(Sample.Julia.ObjectId!, (string?)put.Body!["@odata.id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_answered_step_by_step()
    {
        Graph.Answer("GET", $"/users/{Sample.Julia.ObjectId}/manager", 429, "TooManyRequests", "7");
        var batch = new BatchRequestContentCollection(_caller.Client);
        var grace = await AddAsync(batch, Sample.Grace.ObjectId!);
        var nobody = await AddAsync(batch, "chiahao.chang@contoso.example");
        var throttled = await AddAsync(batch, Sample.Julia.ObjectId!);

        var answers = await _caller.Client.Batch.PostAsync(batch);

        var statuses = await answers.GetResponsesStatusCodesAsync();
        Assert.Equal([200, 404, 429], new[] { grace, nobody, throttled }.Select(step => (int)statuses[step]));
        Assert.Equal(Sample.David.ObjectId, (await answers.GetResponseByIdAsync<User>(grace)).Id);
        Assert.Equal("7", (await answers.GetResponseByIdAsync(throttled)).Headers.RetryAfter?.Delta?.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        Assert.Equal([true, true, true, false], Graph.Calls.Select(call => call.InBatch));
    }

    [Fact]
    public async Task A_batch_can_be_refused_as_a_whole_and_then_none_of_its_steps_is_tried()
    {
        Graph.Answer("POST", "/$batch", 503, "ServiceUnavailable");
        var batch = new BatchRequestContentCollection(_caller.Client);
        await AddAsync(batch, Sample.Grace.ObjectId!);

        await Assert.ThrowsAnyAsync<Exception>(() => _caller.Client.Batch.PostAsync(batch));

        Assert.Equal([("/$batch", 503)], Graph.Calls.Select(call => (call.Path, call.Status)));
    }

    [Fact]
    public async Task A_batch_has_at_most_twenty_steps()
    {
        var all = new BatchRequestContentCollection(_caller.Client);
        foreach (var user in Graph.Directory.Users.Take(45))
            await AddAsync(all, user.Id);
        await _caller.Client.Batch.PostAsync(all);
        Assert.Equal([20, 20, 5], Graph.Calls.Where(call => !call.InBatch).Select(call => call.Body!["requests"]!.AsArray().Count));

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Graph.BaseUrl}/$batch");
        request.Headers.Authorization = new("Bearer", "graph-token");
        var steps = string.Join(',', Enumerable.Range(0, 21).Select(id => $$"""{"id":"{{id}}","method":"GET","url":"/users"}"""));
        request.Content = new StringContent($$"""{"requests":[{{steps}}]}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    private async Task<string> AddAsync(BatchRequestContentCollection batch, string who) =>
        await batch.AddBatchRequestStepAsync(_caller.Client.Users[who].Manager.ToGetRequestInformation());
}
