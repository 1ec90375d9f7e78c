using System.Net;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sandbox.Trial;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeGraphPageTests : IAsyncLifetime
{
    private readonly HttpClient _browser = new();
    private GraphCaller _caller = null!;

    private FakeGraph Graph => _caller.Graph;

    private GraphUser Grace => Graph.Directory.Find(Sample.Grace.ObjectId!)!;

    public async ValueTask InitializeAsync() => _caller = await GraphCaller.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _caller.DisposeAsync();
    }

    [Fact]
    public async Task It_lists_everybody_with_what_is_true_of_them()
    {
        Graph.Directory.Delete(Sample.Chen.ObjectId!);

        var html = await PageAsync();

        Assert.All(Graph.Directory.All, user => Assert.Contains(user.UserPrincipalName, html, StringComparison.Ordinal));
        Assert.Contains("Julia Novak (julia.novak@contoso.example)</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<span>enabled, manager 張家豪, in the admins' group", html, StringComparison.Ordinal);
        Assert.Contains("<span>deleted, restorable, manager 許淑芬", html, StringComparison.Ordinal);
        Assert.Contains("<span>disabled, no manager", html, StringComparison.Ordinal);
        Assert.Contains("not Microsoft's", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_Chinese_to_a_browser_that_does()
    {
        _browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-TW");

        Assert.Contains("已啟用、主管 David Wu", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_let_people_go_and_come_back_and_the_page_says_so()
    {
        Assert.Contains("Grace Huang: disabled, manager David Wu", await DoAsync("disable"), StringComparison.Ordinal);
        Assert.False(Grace.AccountEnabled);
        Assert.Contains("Grace Huang: enabled", await DoAsync("enable"), StringComparison.Ordinal);
        Assert.True(Grace.AccountEnabled);
        Assert.Contains("Grace Huang: deleted, restorable", await DoAsync("delete"), StringComparison.Ordinal);
        Assert.Equal(SampleCast.Morning, Grace.DeletedDateTime);
        await DoAsync("restore");
        Assert.Null(Grace.DeletedDateTime);
        Assert.Contains("in the admins' group", await DoAsync("join"), StringComparison.Ordinal);
        Assert.Contains(Grace.Id, Graph.Groups.MembersOf(SampleDirectory.AdminGroup)!);
        await DoAsync("leave");
        Assert.DoesNotContain(Grace.Id, Graph.Groups.MembersOf(SampleDirectory.AdminGroup)!);
    }

    [Fact]
    public async Task A_leave_date_is_set_and_taken_away()
    {
        Assert.Contains("leaves on 2018-04-13", await PostAsync("/leave-date", HttpStatusCode.OK, ("day", "2018-04-13")), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2018, 4, 13, 0, 0, 0, TimeSpan.Zero), Grace.EmployeeLeaveDateTime);

        await PostAsync("/leave-date", HttpStatusCode.OK, ("day", ""));
        Assert.Null(Grace.EmployeeLeaveDateTime);
    }

    [Fact]
    public async Task A_manager_is_changed_and_taken_away()
    {
        Assert.Contains("manager Julia Novak", await PostAsync("/manager", HttpStatusCode.OK, ("manager", Sample.Julia.ObjectId!)), StringComparison.Ordinal);
        Assert.Contains("no manager", await PostAsync("/manager", HttpStatusCode.OK, ("manager", "")), StringComparison.Ordinal);
        Assert.Null(Grace.ManagerId);
    }

    [Fact]
    public async Task A_wave_deletes_many_at_once_and_all_come_back()
    {
        Assert.Contains("Deleted accounts now: 15", await PostAsync("/wave", HttpStatusCode.OK, ("count", "15")), StringComparison.Ordinal);
        Assert.Equal(15, Graph.Directory.All.Count(user => user.DeletedDateTime is not null));
        Assert.Null(Grace.DeletedDateTime);

        Assert.Contains("Deleted accounts now: 0", await PostAsync("/restore-all", HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "deed", "promote")]
    [InlineData("/leave-date", "day", "30 February")]
    [InlineData("/manager", "manager", "nobody")]
    [InlineData("/wave", "count", "0")]
    [InlineData("/wave", "count", "61")]
    public async Task What_the_page_does_not_offer_changes_nothing(string action, string field, string value)
    {
        var before = Graph.Directory.All;

        var html = await PostAsync(action, HttpStatusCode.BadRequest, (field, value));

        Assert.Contains("Nothing was changed", html, StringComparison.Ordinal);
        Assert.Equal(before, Graph.Directory.All);
    }

    private async Task<string> PageAsync() => WebUtility.HtmlDecode(await _browser.GetStringAsync(new Uri(Graph.PageUrl)));

    private Task<string> DoAsync(string deed) => PostAsync("", HttpStatusCode.OK, ("deed", deed));

    private async Task<string> PostAsync(string action, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("user", Sample.Grace.ObjectId), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var answer = await _browser.PostAsync(new Uri(Graph.PageUrl + action), form);
        Assert.Equal(status, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
