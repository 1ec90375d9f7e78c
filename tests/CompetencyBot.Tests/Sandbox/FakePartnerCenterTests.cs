using System.Net;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.PartnerCenter;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakePartnerCenterTests : IAsyncLifetime
{
    private const string Grace = "grace.huang@contoso.example";
    private const string Yenting = "yenting.liu@contoso.example";
    private const string OfGrace = "graceh88@outlook.example";
    private const string New = "yenting.new@outlook.example";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(SampleCast.Morning);
    private readonly HttpClient _browser = new();
    private string _evidence = "";
    private FakePartnerCenter _partnerCenter = null!;

    public async ValueTask InitializeAsync()
    {
        _evidence = _folder.CopyIn(SandboxFolder.SampleOrganisation, "evidence");
        _partnerCenter = await FakePartnerCenter.StartAsync(_evidence, MicrosoftAccount.ReadFrom(_evidence), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _partnerCenter.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Associating_writes_the_account_and_the_moment_of_the_bots_clock_and_nothing_else()
    {
        var before = Lines();

        _partnerCenter.Associate(Yenting, New);

        var line = Array.FindIndex(before, text => text.StartsWith(Yenting, StringComparison.Ordinal));
        before[line] = before[line].Replace("yentingl97@outlook.example,990191540,,", $"{New},990191540,2018-03-01T01:30:00Z,", StringComparison.Ordinal);
        Assert.Equal(before, Lines());
        Assert.Equal((New, SampleCast.Morning), AccountOf(Yenting));
        Assert.Equal(Directory.GetFiles(SandboxFolder.SampleOrganisation).Length, Directory.GetFileSystemEntries(_evidence).Length);
    }

    [Fact]
    public void An_association_ends_the_one_that_the_account_had_with_somebody_else()
    {
        _partnerCenter.Associate(Yenting, OfGrace.ToUpperInvariant());

        Assert.Equal((null, null), AccountOf(Grace));
        Assert.Equal(SampleCast.Morning, AccountOf(Yenting).AssociatedOn);
        Assert.DoesNotContain(
            EvidenceMatching.Match(Read(), EditionSet.Shipped.Load(SampleCast.EditionId)).Problems,
            problem => problem.Reason == UnmatchedReason.SharedMicrosoftAccount);
    }

    [Fact]
    public void Removing_access_ends_an_association_and_keeps_the_account()
    {
        _partnerCenter.RemoveAccess(Grace);

        Assert.Equal((OfGrace, null), AccountOf(Grace));
    }

    [Fact]
    public void Whoever_is_not_in_the_people_file_is_told_so()
    {
        var problem = Assert.Throws<ArgumentException>(() => _partnerCenter.Associate("nobody@contoso.example", New));

        Assert.Contains("is nobody@contoso.example", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_as_Excel_writes_it_keeps_its_mark_its_line_ends_and_its_quotes()
    {
        const string Before = "\uFEFFDisplayName,UserPrincipalName,Note,associatedon,MicrosoftAccount\r\n"
            + "\"Lin, \"\"Mei\"\"\",mei@contoso.example,\"a, b\",,\r\n";
        File.WriteAllText(Path.Combine(_evidence, "people.csv"), Before);

        _partnerCenter.Associate("Mei@contoso.example", New);

        Assert.Equal(
            Before.Replace(",,\r\n", $",2018-03-01T01:30:00Z,{New}\r\n", StringComparison.Ordinal),
            System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(_evidence, "people.csv"))));
    }

    [Fact]
    public async Task The_page_lists_who_is_not_associated_first_and_says_that_the_bot_is_not_told()
    {
        var html = await PageAsync();

        Assert.True(html.IndexOf(Yenting, StringComparison.Ordinal) < html.IndexOf(Grace, StringComparison.Ordinal));
        Assert.Contains("The bot is not told", html, StringComparison.Ordinal);
        Assert.Contains("admin read", html, StringComparison.Ordinal);
        Assert.DoesNotContain("shared.mailbox", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_of_the_page_associate_and_remove_access_and_say_so()
    {
        var associated = await PostAsync("associate", HttpStatusCode.OK, ("employee", Yenting), ("account", New));
        Assert.Equal((New, SampleCast.Morning), AccountOf(Yenting));
        Assert.Contains($"劉彥廷 and {New} are associated.", associated, StringComparison.Ordinal);

        var removed = await PostAsync("remove", HttpStatusCode.OK, ("employee", Yenting));
        Assert.Equal((New, null), AccountOf(Yenting));
        Assert.Contains("劉彥廷 is associated with no account.", removed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody@contoso.example", New)]
    [InlineData(Yenting, "somebody@else.example")]
    [InlineData(Yenting, "")]
    public async Task What_is_not_in_the_lists_of_the_page_changes_nothing(string employee, string account)
    {
        var before = Lines();

        var html = await PostAsync("associate", HttpStatusCode.BadRequest, ("employee", employee), ("account", account));

        Assert.Contains("Nothing was changed", html, StringComparison.Ordinal);
        Assert.Equal(before, Lines());
    }

    [Fact]
    public async Task Without_a_people_file_the_page_says_what_is_missing()
    {
        File.Delete(Path.Combine(_evidence, "people.csv"));

        Assert.Contains("people.csv is missing", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_on_a_chosen_port_is_told_its_own_address_and_one_on_a_free_port_is_not()
    {
        await using var accounts = await FakeMicrosoftAccounts.StartAsync([]);

        var (chosen, free) = (BotSettings.Linking(accounts, _partnerCenter, 3978), BotSettings.Linking(accounts, _partnerCenter, 0));

        Assert.Equal("http://localhost:3978", chosen["Hosting:PublicUrl"]);
        Assert.DoesNotContain("Hosting:PublicUrl", free.Keys);
        Assert.Equal(_partnerCenter.DashboardUrl, free["PartnerCenter:DashboardUrl"]);
    }

    private string[] Lines() => File.ReadAllText(Path.Combine(_evidence, "people.csv")).Split('\n');

    private EvidenceRecords Read() => EvidenceFolder.Read(_evidence).Records;

    private (string? Account, DateTimeOffset? AssociatedOn) AccountOf(string userPrincipalName)
    {
        var person = Read().People.Single(record => record.UserPrincipalName == userPrincipalName);
        return (person.MicrosoftAccount, person.AssociatedOn);
    }

    private async Task<string> PageAsync() => WebUtility.HtmlDecode(await _browser.GetStringAsync(new Uri(_partnerCenter.DashboardUrl)));

    private async Task<string> PostAsync(string action, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _browser.PostAsync(new Uri($"{_partnerCenter.DashboardUrl}/{action}"), form);
        Assert.Equal(status, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
