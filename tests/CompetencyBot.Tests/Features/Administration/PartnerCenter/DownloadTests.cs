using System.IO.Pipelines;
using System.Net;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources.Insights;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace CompetencyBot.Tests.Features.Administration.PartnerCenter;

/// <summary>A file that does not arrive, or cannot be kept, is a fault and nothing worse.</summary>
public sealed class DownloadTests
{
    private const string Link = "https://files.example/report.csv";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_stops_on_its_way_is_given_up_after_five_minutes()
    {
        var clock = new TestClock(SampleCast.Morning);
        using var folder = new TemporaryFolder();
        using var wire = new Wire(new Pipe().Reader.AsStream()); // into which nobody writes

        var fetching = Download(wire, clock).FetchAsync(Link, folder.File("report.csv"), Token);
        clock.Advance(InsightsDownload.Patience);

        Assert.Equal(InsightsTrouble.NotReached, (await fetching.WaitAsync(TimeSpan.FromSeconds(30), Token))?.Trouble);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_fault_of_this_side()
    {
        using var folder = new TemporaryFolder();
        using var wire = new Wire(new MemoryStream("a,b"u8.ToArray()));

        var fault = await Download(wire, TimeProvider.System).FetchAsync(Link, folder.File("no/such/folder/report.csv"), Token);

        Assert.Equal(InsightsTrouble.Failed, fault?.Trouble);
    }

    private static InsightsDownload Download(Wire wire, TimeProvider clock) => new(wire, new HostingEnvironment(), clock, NullLogger<InsightsDownload>.Instance);

    private sealed class Wire(Stream content) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(content) });
    }
}
