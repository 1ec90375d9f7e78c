using CompetencyBot.BotFramework.Files;
using CompetencyBot.Sandbox.Files;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.BotFramework.Files;

public sealed class FileDownloadTests : IAsyncLifetime
{
    private static readonly byte[] Largest = new byte[FileDownload.MaxBytes];
    private static readonly byte[] TooLarge = new byte[FileDownload.MaxBytes + 1];

    private WireHost _bot = null!;
    private FakeFileHost _host = null!;

    public async ValueTask InitializeAsync() => (_bot, _host) = (await WireHost.StartAsync(), await FakeFileHost.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _bot.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_fetched_without_any_credential_and_its_address_is_logged_nowhere()
    {
        var result = await FetchAsync(_host.Serve("a,b\n1,2\n"));

        var file = Assert.IsType<DownloadResult.Downloaded>(result);
        Assert.Equal(("file.csv", "a,b\n1,2\n"), (file.Name, System.Text.Encoding.UTF8.GetString(file.Bytes)));
        var request = Assert.Single(_host.Requests);
        Assert.Equal(("GET", null), (request.Method, request.Credentials));
        Assert.Empty(_bot.Login.TokenRequests);
        AssertSecretKept();
    }

    [Theory]
    [InlineData(401, DownloadFault.Expired)]
    [InlineData(403, DownloadFault.Expired)]
    [InlineData(404, DownloadFault.Expired)]
    [InlineData(410, DownloadFault.Expired)]
    [InlineData(204, DownloadFault.NotReached)]
    [InlineData(429, DownloadFault.NotReached)]
    [InlineData(500, DownloadFault.NotReached)]
    public async Task Each_status_has_its_meaning(int status, DownloadFault fault)
    {
        await AssertRefusedAsync(fault, _host.Answer(status));

        AssertSecretKept();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await AssertRefusedAsync(DownloadFault.Redirected, _host.Redirect(_host.Serve("elsewhere")));

        Assert.Single(_host.Requests);
        AssertSecretKept();
    }

    [Fact]
    public async Task As_many_bytes_as_the_limit_allows_are_fetched_with_and_without_their_length()
    {
        foreach (var url in new[] { _host.Serve(Largest), _host.ServeWithoutLength(Largest) })
            Assert.Equal(FileDownload.MaxBytes, Assert.IsType<DownloadResult.Downloaded>(await FetchAsync(url)).Bytes.Length);
    }

    [Fact]
    public async Task One_byte_more_is_refused_by_the_announced_length_before_any_of_it_is_read() =>
        await AssertRefusedAsync(DownloadFault.TooLarge, _host.Announce(FileDownload.MaxBytes + 1));

    [Fact]
    public async Task One_byte_more_is_refused_while_reading_when_no_length_was_announced() =>
        await AssertRefusedAsync(DownloadFault.TooLarge, _host.ServeWithoutLength(TooLarge));

    [Fact]
    public async Task A_file_that_ends_before_its_announced_length_is_not_taken_for_whole()
    {
        await AssertRefusedAsync(DownloadFault.NotReached, _host.ServeTooFew([1, 2, 3], 1000));

        AssertSecretKept();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_hangs_is_left_after_the_deadline_and_so_are_the_files_behind_it(bool afterTheStart)
    {
        var fetching = FetchAllAsync(afterTheStart ? _host.HangAfter([1]) : _host.Hang(), _host.Serve("behind"));
        await _host.Hanging;

        _bot.Clock.Advance(FileDownload.Deadline);

        Assert.Equal(
            [DownloadFault.NotReached, DownloadFault.NotReached],
            (await fetching).Select(result => Assert.IsType<DownloadResult.Refused>(result).Fault));
        AssertSecretKept();
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_not_reached()
    {
        var url = _host.Serve("gone");
        await _host.DisposeAsync();

        await AssertRefusedAsync(DownloadFault.NotReached, url);
        AssertSecretKept();
    }

    [Fact]
    public Task Without_an_address_there_is_nothing_to_fetch() => AssertRefusedAsync(DownloadFault.NoAddress, null);

    [Theory]
    [InlineData("http://contoso.sharepoint.com/x")]
    [InlineData("ftp://contoso.sharepoint.com/x")]
    [InlineData("https://evil.example/x?u=https://contoso.sharepoint.com/")]
    [InlineData("https://evilsharepoint.com/x")]
    [InlineData("https://sharepoint.com.evil.example/x")]
    [InlineData("https://contoso.sharepoint.com@evil.example/x")]
    [InlineData("https://user:password@contoso.sharepoint.com/x")]
    [InlineData("https://20.190.128.1/x")]
    [InlineData("https://[2603:1063::1]/x")]
    [InlineData("https://169.254.169.254/metadata")]
    [InlineData("https://2851995902/x")]
    [InlineData("https://xn--a/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:mei@contoso.example")]
    [InlineData("/relative")]
    [InlineData("not an address")]
    public async Task Only_listed_hosts_are_asked(string url)
    {
        await AssertRefusedAsync(DownloadFault.NotTrusted, url + FakeFileHost.Secret);

        Assert.Contains("BotFramework:TrustedFileHosts", _bot.Log.Warnings, StringComparison.Ordinal);
        Assert.DoesNotContain("password", _bot.Log.Warnings, StringComparison.Ordinal);
        AssertSecretKept();
    }

    [Fact]
    public async Task This_machine_is_asked_in_Development_only()
    {
        await using var production = await WireHost.StartAsync(
            settings: new() { ["TokenEndpoint"] = null, ["OpenIdMetadataUrl"] = "https://login.example/keys", ["TenantId"] = "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e11" }, environment: "Production");

        var result = await production.Files.FetchAsync([File(_host.Serve("here"))], Token).SingleAsync(Token);

        Assert.Equal(DownloadFault.NotTrusted, Assert.IsType<DownloadResult.Refused>(result).Fault);
        Assert.Empty(_host.Requests);
    }

    [Theory]
    [InlineData("https://contoso-my.sharepoint.com/x", true)]
    [InlineData("https://contoso.sharepoint.us/x", true)]
    [InlineData("https://contoso.sharepoint-mil.us/x", true)]
    [InlineData("https://contoso.sharepoint.cn/x", true)]
    [InlineData("https://files.contoso.example/x", false)]
    public async Task The_clouds_of_SharePoint_are_listed_unless_a_setting_lists_others(string url, bool byDefault)
    {
        var service = new RecordedHttp(_ => "{}");
        await using var usual = await StartAsync(service);
        await using var other = await StartAsync(service, new() { ["TrustedFileHosts"] = "contoso.example; fabrikam.example" });

        var results = new[] { usual, other }.Select(bot => bot.Files.FetchAsync([File(url)], Token).SingleAsync(Token).AsTask());

        Assert.Equal([byDefault, !byDefault], (await Task.WhenAll(results)).Select(result => result is DownloadResult.Downloaded));
        Assert.Equal((url, null), service.Requests.Select(request => (request.Url, request.Authorization)).Single());
    }

    private static Task<WireHost> StartAsync(RecordedHttp service, Dictionary<string, string?>? settings = null) => WireHost.StartAsync(
        settings: settings,
        services: services => services.AddHttpClient(FileDownload.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => service));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AttachedFile File(string? url) => new("file.csv", url, "csv");

    private async Task<DownloadResult> FetchAsync(string? url) => Assert.Single(await FetchAllAsync(url));

    private async Task<List<DownloadResult>> FetchAllAsync(params string?[] urls) =>
        await _bot.Files.FetchAsync(urls.Select(File), Token).ToListAsync(Token);

    private async Task AssertRefusedAsync(DownloadFault fault, string? url) =>
        Assert.Equal(new DownloadResult.Refused("file.csv", fault), await FetchAsync(url));

    private void AssertSecretKept() => Assert.DoesNotContain(FakeFileHost.Secret, _bot.Log.Text, StringComparison.Ordinal);
}
