using System.Net;
using CompetencyBot.Hosting;

namespace CompetencyBot.Sources.Insights;

/// <summary>
/// Fetches the file of a run by its link: without a token, since the link itself lets anybody read it, and never into memory. The link stands in no log.
/// </summary>
public sealed partial class InsightsDownload(
    IHttpClientFactory http, IHostEnvironment environment, TimeProvider clock, ILogger<InsightsDownload> logger)
{
    /// <summary>Name of the HTTP client that fetches files.</summary>
    public const string HttpClientName = "PartnerCenter.Files";

    /// <summary>Of one file; an export of 200,000 rows takes some 40 MB.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    /// <summary>For a whole file: the client's own patience would end with its headers.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int ChunkBytes = 80 * 1024;

    /// <param name="path">Where the file is written; it must not be there yet, and a part of it may be left there after a fault.</param>
    /// <returns>Null when it was fetched.</returns>
    public async Task<InsightsFault?> FetchAsync(string? link, string path, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || !IsSafe(address))
            return new InsightsFault(InsightsTrouble.Answer);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                Log.Refused(logger, (int)response.StatusCode);
            return FaultOf((int)response.StatusCode) is { } trouble ? new InsightsFault(trouble)
                : response.Content.Headers.ContentLength > MostBytes ? new InsightsFault(InsightsTrouble.TooLarge)
                : await WriteAsync(response, path, either.Token);
        }
        catch (Exception failure) when (IsOfTheWire(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.NotReached(logger, failure is HttpRequestException { HttpRequestError: var error } ? error.ToString() : failure.GetType().Name);
            return new InsightsFault(InsightsTrouble.NotReached);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, failure.GetType().Name);
            return new InsightsFault(InsightsTrouble.Failed); // the disk is full, as a rule
        }
    }

    /// <summary>Of failures to read and to write, those of the network have a reason inside.</summary>
    private static bool IsOfTheWire(Exception failure) =>
        failure is HttpRequestException or HttpIOException or OperationCanceledException or IOException { InnerException: not null };

    private static async Task<InsightsFault?> WriteAsync(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkBytes, FileOptions.Asynchronous);
        var chunk = new byte[ChunkBytes];
        for (var total = 0L; ;)
        {
            var read = await content.ReadAsync(chunk, cancellationToken);
            if (read == 0)
                return null;
            total += read;
            if (total > MostBytes) // whatever length was announced
                return new InsightsFault(InsightsTrouble.TooLarge);
            await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }
    }

    private bool IsSafe(Uri address) =>
        address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || MicrosoftAccountOptions.IsLoopbackIn(environment, address.AbsoluteUri));

    private static InsightsTrouble? FaultOf(int status) => status switch
    {
        200 => null,
        401 or 403 or 404 or 410 => InsightsTrouble.LinkExpired,
        >= 500 or 429 or 408 => InsightsTrouble.NotReached,
        _ => InsightsTrouble.Answer, // a redirect too: it could lead anywhere
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The file of a report was not given: {Status}.")]
        public static partial void Refused(ILogger logger, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The file of a report was not fetched: {Reason}.")]
        public static partial void NotReached(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The file of a report could not be written here: {Reason}.")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
