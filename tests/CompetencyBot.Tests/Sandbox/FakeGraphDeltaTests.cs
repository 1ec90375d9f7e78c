using System.Net;
using CompetencyBot.Sandbox.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeGraphDeltaTests : IAsyncLifetime
{
    private static readonly string[] Select = ["id", "displayName", "userPrincipalName", "accountEnabled", "employeeLeaveDateTime", "manager"];

    private GraphCaller _caller = null!;

    private FakeGraph Graph => _caller.Graph;

    public async ValueTask InitializeAsync() => _caller = await GraphCaller.StartAsync();

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    [Fact]
    public async Task A_full_read_lists_everybody_once_in_pages_of_the_size_that_was_set()
    {
        Graph.PageSize = 20;

        var round = await _caller.ReadAllAsync(Select);

        Assert.Equal(4, round.Pages);
        Assert.Equal(Graph.Directory.Users.Select(user => user.Id), round.Ids);
        var grace = round.Users.Single(user => user.Id == Sample.Grace.ObjectId);
        Assert.Equal(("Grace Huang", Sample.Grace.UserPrincipalName, true), (grace.DisplayName, grace.UserPrincipalName, grace.AccountEnabled));
        Assert.Equal([(Sample.David.ObjectId, false)], ManagersOf(grace));
    }

    [Fact]
    public async Task Nothing_changed_is_an_empty_round()
    {
        var round = await _caller.ReadOnAsync(await _caller.ReadAllAsync(Select));

        Assert.Empty(round.Users);
    }

    [Fact]
    public async Task A_round_tells_who_changed_as_they_are_now_and_only_once()
    {
        var first = await _caller.ReadAllAsync(Select);
        Graph.Directory.Disable(Sample.Grace.UserPrincipalName);
        Graph.Directory.Change(Sample.Grace.ObjectId!, user => user with { DisplayName = "Grace Lin" });

        var second = await _caller.ReadOnAsync(first);

        var grace = Assert.Single(second.Users);
        Assert.Equal((Sample.Grace.ObjectId, "Grace Lin", false), (grace.Id, grace.DisplayName, grace.AccountEnabled));
        Assert.Empty((await _caller.ReadOnAsync(second)).Users);
    }

    [Fact]
    public async Task A_change_of_what_was_not_selected_is_not_told()
    {
        var first = await _caller.ReadAllAsync("id", "displayName");

        Graph.Directory.Disable(Sample.Grace.ObjectId!);

        Assert.Empty((await _caller.ReadOnAsync(first)).Users);
    }

    [Fact]
    public async Task A_new_manager_is_told_with_the_one_before()
    {
        var first = await _caller.ReadAllAsync(Select);
        Graph.Directory.SetManager(Sample.Grace.ObjectId!, Sample.Julia.ObjectId);

        var grace = Assert.Single((await _caller.ReadOnAsync(first)).Users);

        Assert.Equal([(Sample.David.ObjectId, true), (Sample.Julia.ObjectId, false)], ManagersOf(grace));
    }

    [Fact]
    public async Task Where_managers_are_left_out_of_changes_only_a_full_read_has_them()
    {
        Graph.Delta.LeavesOutManagers = true;
        var first = await _caller.ReadAllAsync(Select);
        Graph.Directory.SetManager(Sample.Grace.ObjectId!, Sample.Julia.ObjectId);

        Assert.Empty(ManagersOf(Assert.Single((await _caller.ReadOnAsync(first)).Users)));
        Assert.NotEmpty(ManagersOf((await _caller.ReadAllAsync(Select)).Users.Single(user => user.Id == Sample.Grace.ObjectId)));
    }

    [Fact]
    public async Task Who_is_deleted_is_removed_for_now_and_who_is_gone_for_ever()
    {
        var first = await _caller.ReadAllAsync(Select);
        Graph.Directory.Delete(Sample.Grace.ObjectId!);
        Graph.Directory.DeletePermanently(Sample.Chen.ObjectId!);

        var second = await _caller.ReadOnAsync(first);

        Assert.Equal(
            [(Sample.Grace.ObjectId!, "changed"), (Sample.Chen.ObjectId!, "deleted")], second.Users.Select(user => (user.Id!, RemovalOf(user))));
        Assert.DoesNotContain(Sample.Grace.ObjectId, (await _caller.ReadAllAsync(Select)).Ids);
    }

    [Fact]
    public async Task Who_is_restored_appears_again_whole()
    {
        Graph.Directory.Delete(Sample.Grace.ObjectId!);
        var first = await _caller.ReadAllAsync(Select);
        Graph.Directory.Restore(Sample.Grace.ObjectId!);

        var grace = Assert.Single((await _caller.ReadOnAsync(first)).Users);

        Assert.Equal(("Grace Huang", "", true), (grace.DisplayName, RemovalOf(grace), grace.AccountEnabled));
        Assert.Equal([(Sample.David.ObjectId, false)], ManagersOf(grace));
    }

    [Fact]
    public async Task Who_changes_while_pages_are_read_is_told_in_the_next_round()
    {
        Graph.PageSize = 40;
        var page = await _caller.Client.Users.Delta.GetAsDeltaGetResponseAsync(request => request.QueryParameters.Select = Select);
        Graph.Directory.Disable(page!.Value![0].Id!);
        var last = await _caller.Client.Users.Delta.WithUrl(page.OdataNextLink!).GetAsDeltaGetResponseAsync();

        var next = await _caller.ReadOnAsync(new DeltaRound([], 0, last!.OdataDeltaLink!));

        Assert.Equal([page.Value[0].Id!], next.Ids);
    }

    [Fact]
    public async Task A_token_is_good_for_seven_days()
    {
        var first = await _caller.ReadAllAsync(Select);
        _caller.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Empty((await _caller.ReadOnAsync(first)).Users);

        _caller.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((400, "syncStateNotFound"), await GraphCaller.RefusalAsync(() => _caller.ReadOnAsync(first)));
    }

    [Fact]
    public async Task Expired_tokens_are_gone_and_the_answer_says_where_to_begin_again()
    {
        var first = await _caller.ReadAllAsync(Select);
        Graph.Delta.ExpireTokens();

        using var answer = await _caller.GetAsync(first.Link[Graph.BaseUrl.Length..]);

        Assert.Equal((HttpStatusCode.Gone, $"{Graph.BaseUrl}/users/delta?$deltatoken="), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains("syncStateNotFound", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await _caller.ReadOnAsync(await _caller.ReadAllAsync(Select))).Users);
    }

    [Fact]
    public async Task The_latest_token_begins_with_what_happens_next()
    {
        using var answer = await _caller.GetAsync("/users/delta?$deltatoken=latest");
        var page = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Graph.Directory.Change(Sample.Grace.ObjectId!, user => user with { DisplayName = "Grace Lin" });

        var next = await _caller.ReadOnAsync(new DeltaRound([], 0, (string)page["@odata.deltaLink"]!));

        Assert.Empty(page["value"]!.AsArray());
        Assert.Equal([Sample.Grace.ObjectId!], next.Ids);
    }

    [Fact]
    public async Task A_Graph_that_repeats_lists_people_twice_and_the_round_before_again()
    {
        (Graph.PageSize, Graph.Delta.Repeats) = (40, true);
        var first = await _caller.ReadAllAsync(Select);
        Assert.Equal(Graph.Directory.Users.Count() + 1, first.Users.Count);

        Graph.Directory.Delete(Sample.Grace.ObjectId!);
        var second = await _caller.ReadOnAsync(first);

        Assert.Contains(Sample.Grace.ObjectId, second.Ids);
        Assert.Contains(Sample.David.ObjectId, second.Ids);
    }

    [Fact]
    public async Task Leave_dates_are_empty_until_they_may_be_read()
    {
        var leaves = new DateTimeOffset(2018, 4, 13, 0, 0, 0, TimeSpan.Zero);
        Graph.Directory.SetLeaveDate(Sample.Grace.ObjectId!, leaves);
        Assert.Null(await LeaveDateAsync());

        Graph.Grant(GraphConsent.ReadLeaveDates);
        Assert.Equal(leaves, await LeaveDateAsync());

        var first = await _caller.ReadAllAsync(Select);
        Graph.Directory.SetLeaveDate(Sample.Grace.ObjectId!, null);
        var grace = Assert.Single((await _caller.ReadOnAsync(first)).Users);
        Assert.Null(grace.EmployeeLeaveDateTime);

        async Task<DateTimeOffset?> LeaveDateAsync() =>
            (await _caller.ReadAllAsync(Select)).Users.Single(user => user.Id == Sample.Grace.ObjectId).EmployeeLeaveDateTime;
    }

    private static string RemovalOf(User user) => user.AdditionalData.TryGetValue("@removed", out var value)
        ? (string)((UntypedString)((UntypedObject)value).GetValue()["reason"]).GetValue()!
        : "";

    private static (string? Id, bool IsRemoved)[] ManagersOf(User user) => user.AdditionalData.TryGetValue("manager@delta", out var value)
        ? [.. ((UntypedArray)value).GetValue().Cast<UntypedObject>().Select(manager => manager.GetValue())
            .Select(manager => (((UntypedString)manager["id"]).GetValue(), manager.ContainsKey("@removed")))]
        : [];
}
